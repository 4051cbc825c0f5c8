"""Reads dictated digits. Gives every possible reading, the likeliest first, with corrections applied.

The rules (docs/reference/slots.md has the examples):

    restart     what was said before is dropped; also if after a correction the number is said again from its beginning
    slip, excuse
                what follows replaces the end of what was said: as many digits as its first group has, or only the last
                group if that is shorter. If it repeats an earlier group, it continues from that group
    again       the whole number once more if it is at least as long, else a slip
    not, but    the new digits replace the old ones. If those were not said in this turn, the dialog replaces them
                (`Dictation.replaces`)
    last, first the end or the beginning of what was said before; in the middle of a dictation it only continues. It may
                stand behind a few digits: «девять в начале»
    or          «сорок пять или сорок шесть»: neither is the value
    unwanted    behind digits that are wrong: «шестьдесят четыре не надо, сорок шесть»

After a slip, digits with `last` behind them, or the last digits in another order, replace as many as they are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nlu.numbers.dictation_cues import Mark
from nlu.numbers.dictation_groups import Group, digits_of, kept
from nlu.numbers.dictation_items import SaidItem, SaidNumber, said_numbers

_MOST_VARIANTS = 12
_MOST_AT_AN_END = 3
"""Most digits before «в конце» or «в начале» that correct an end. With more digits these words mean something else."""
_SLIPS = (Mark.SLIP, Mark.EXCUSE)
_CORRECTS = (Mark.SLIP, Mark.EXCUSE, Mark.NOT)
MANY, FEWEST_BEFORE = 7, 5
"""Digits behind a slip that are the whole number again, and before it: fewer are a code that was said first."""
BEGINNING, BEGINNING_DIGITS = 2, 4
"""Groups after which a number may begin again, and its first digits by which it is known."""
_INSTEAD = re.compile(r"[NCU][f_]*(G[Gf]*?)[f_]*B[fBSE]*(G[Gf]*)")
_UNWANTED = re.compile(r"(G[Gf]*)U[fBSEL_]*(G[Gf]*)")
_SIDE_BY_SIDE = re.compile(r"[N][f_]{0,2}(G[GfBSE]*)")  # not «не хочу я сама искать, вот номер ...»


@dataclass(frozen=True, slots=True)
class Dictation:
    """One reading of the words."""

    groups: tuple[Group, ...] = ()
    replaces: str = ""
    """As in `call.slots.types.Reading`."""
    amends: bool = False
    """As in `call.slots.types.Reading`."""

    @property
    def digits(self) -> str:
        return digits_of(self.groups)


@dataclass(frozen=True, slots=True)
class DictatedNumber:
    """One number in the words."""

    said: SaidNumber
    ways: tuple[Dictation, ...]
    """Its possible readings, the likeliest first."""


def dictations(words: Sequence[str], language: str, vague: frozenset[str]) -> tuple[DictatedNumber, ...]:
    """Every number in the words, in order."""
    found = ((said, _Taking(said.items).all()) for said in said_numbers(words, language, vague))
    each = (DictatedNumber(said, tuple(way for way in ways if way.groups)) for said, ways in found)
    return tuple(number for number in each if number.ways)


class _Taking:
    """Goes through the items of one number once and collects the readings."""

    def __init__(self, items: Sequence[SaidItem]) -> None:
        self._items = _begun_again(items)
        self._marks = "".join(item.mark for item in self._items)
        self._taken = [Dictation()]

    def all(self) -> Sequence[Dictation]:
        at, pending = 0, Mark.FILLER
        while at < len(self._items):
            mark = self._items[at].mark
            if mark is Mark.RESTART:
                self._taken = [Dictation()]
            elif mark in (Mark.NOT, Mark.CHANGE, Mark.UNWANTED):
                at = self._instead(at)
                continue
            elif found := _UNWANTED.match(self._marks, at):
                self._unwanted(self._groups(*found.span(1)), self._groups(*found.span(2)), pending)
                at, pending = found.end(), Mark.FILLER
                continue
            elif mark is Mark.GROUP:
                end = at + 1
                while end < len(self._items) and self._items[end].mark in (Mark.GROUP, Mark.FILLER, Mark.BUT):
                    end += 1
                ends = pending in _SLIPS and self._marks[end : end + 1] == Mark.LAST and self._taken[0].groups
                self._add(self._groups(at, end), Mark.SLIP_AT_END if ends else pending)
                at, pending = end + bool(ends), Mark.FILLER
                continue
            elif mark in (Mark.SLIP, Mark.EXCUSE, Mark.AGAIN, Mark.LAST, Mark.FIRST):
                slipped = pending in _SLIPS and self._taken[0].groups  # «ой, последняя цифра семь» is a slip
                pending = Mark.SLIP if slipped and mark is Mark.LAST else mark
            at += 1
        amends = Mark.SLIP in self._marks[: self._marks.find(Mark.GROUP)]
        ended = (_at_an_end(way, pending) for way in self._taken)
        return list(dict.fromkeys(replace(way, amends=amends) for way in ended))[:_MOST_VARIANTS]

    def _groups(self, start: int, end: int) -> tuple[Group, ...]:
        return tuple(item.group for item in self._items[start:end] if item.group)

    def _add(self, groups: tuple[Group, ...], how: Mark) -> None:
        self._taken = [way for before in self._taken for way in _added(before, groups, how)][:_MOST_VARIANTS]

    def _unwanted(self, old: tuple[Group, ...], new: tuple[Group, ...], how: Mark) -> None:
        """Read «X не надо, Y». Of a longer number before «не надо» only the end is unwanted."""
        if len(digits_of(old)) == len(digits_of(new)):
            self._replace(old, new)
            return
        self._add(old, how)
        self._add(new, Mark.SLIP)

    def _instead(self, at: int) -> int:
        """Read «не X а Y», «не X Y» or «Y а не X». Returns the index of the item after it."""
        if found := _INSTEAD.match(self._marks, at):
            self._replace(self._groups(*found.span(1)), self._groups(*found.span(2)))
            return found.end()
        if not (found := _SIDE_BY_SIDE.match(self._marks, at)):
            return at + 1
        groups = self._groups(*found.span(1))
        half = self._just_said(groups) or _half(groups)
        if self._almost_said(groups):
            self._add(groups, Mark.SLIP)
        elif half:
            self._replace(groups[:half], groups[half:])
        else:
            unwanted = digits_of(groups)
            if len(unwanted) >= MANY and not any(way.groups for way in self._taken):
                # «не» is what «на» or «мне» became
                self._add(groups, Mark.FILLER)
                return found.end()
            self._taken = [replace(way, replaces=way.replaces or unwanted) for way in self._taken if way.groups]
            self._taken = self._taken or [Dictation()]
        return found.end()

    def _just_said(self, groups: tuple[Group, ...]) -> int:
        """1 if the first group repeats one that was said, else 0: «сорок семь, нет, не сорок семь, сорок восемь».

        The «а» before the new group is easily lost in the sound.
        """
        old = groups[0].digits
        slipped = any(way.digits.endswith(old) or old in map(_digits, way.groups) for way in self._taken)
        return 1 if slipped and len(groups) > 1 else 0

    def _almost_said(self, groups: tuple[Group, ...]) -> bool:
        """Is the group one digit off the last one? In «47, ой, 48» recognisers hear «а не» for «ой»."""
        said = self._taken[0].groups
        return len(said) > 1 and _one_off(said[-1].digits, groups[0].digits)

    def _replace(self, old: tuple[Group, ...], new: tuple[Group, ...]) -> None:
        self._taken = [_replaced(way, old, new) for way in self._taken]


def _at_an_end(way: Dictation, behind: Mark) -> Dictation:
    """The digits of an end of the earlier value, if that is said behind them: «девять в начале»."""
    few = 0 < len(way.digits) <= _MOST_AT_AN_END and not way.replaces
    return replace(way, replaces=_pattern(behind, way.digits)) if few else way


def _pattern(end: Mark, digits: str) -> str:
    """What the digits replace if they stand at an end; empty for other marks. As in `call.slots.types.Reading`."""
    return {Mark.LAST: "?" * len(digits), Mark.FIRST: "^" + "?" * len(digits)}.get(end, "")


def _begun_again(items: Sequence[SaidItem]) -> Sequence[SaidItem]:
    """What is said from the beginning of the number on, if it is begun again after a correction.

    «22 05 48 19, нет, стоп, не 19 ... 22 05 48 17»: whatever was heard between, the number is said whole at the end.
    """
    groups = [(at, item.group.digits) for at, item in enumerate(items) if item.group]
    slip = next((at for at, item in enumerate(items) if item.mark in _CORRECTS), len(items))
    before = "".join(digits for at, digits in groups if at < slip)
    for start in range(len(groups) - 1, BEGINNING - 1, -1):
        again = "".join(digits for _, digits in groups[start:])
        if (
            groups[start][0] > slip
            and len(again) >= len(before) >= BEGINNING_DIGITS
            and again.startswith(before[:BEGINNING_DIGITS])
        ):
            return items[groups[start][0] :]
    return items


def _digits(group: Group) -> str:
    return group.digits


def _one_off(one: str, other: str) -> bool:
    return len(one) == len(other) > 1 and sum(map(str.__ne__, one, other)) == 1


def _half(groups: Sequence[Group]) -> int:
    """Index of the second of two equally long numbers («не пять, девять»); 0 if there are not two."""
    for at in range(1, len(groups)):
        same = len(digits_of(groups[:at])) == len(digits_of(groups[at:]))
        if same:
            return at
    return 1 if len(groups) == 2 else 0


def _replaced(way: Dictation, old: tuple[Group, ...], new: tuple[Group, ...]) -> Dictation:
    wanted, said, again = list(map(_digits, old)), list(map(_digits, way.groups)), len(old)
    from_slip = digits_of(new[again : 2 * again]) == digits_of(new[:again])  # «не 47, 48, 48 12 ...»
    for at in range(len(said) - len(wanted), -1, -1):
        if said[at : at + len(wanted)] == wanted:
            if from_slip:
                return replace(way, groups=(*way.groups[:at], *new[again:]))
            after = at + len(wanted)
            rest = list(map(_digits, new[len(wanted) :]))
            repeated = min(len(rest), len(said) - after)
            if said[after : after + repeated] == rest[:repeated]:  # the caller repeats what follows the slip
                after += repeated
            return replace(way, groups=(*way.groups[:at], *new, *way.groups[after:]))
    place = way.digits.rfind(digits_of(old))
    if place < 0:
        return Dictation(new, digits_of(old))
    after = place + len(digits_of(old))
    return replace(way, groups=(*kept(way.groups, 0, place), *new, *kept(way.groups, after, len(way.digits))))


def _added(before: Dictation, groups: tuple[Group, ...], how: Mark) -> Iterator[Dictation]:
    """The readings with the groups that follow, the likeliest first."""
    said, digits = before.groups, digits_of(groups)
    if not said:
        yield Dictation(groups, _pattern(how, digits))
    elif how is Mark.SLIP_AT_END:
        yield replace(before, groups=(*_without_last(said, len(digits)), *groups))
    elif how in _SLIPS:
        yield from (replace(before, groups=way) for way in _after_slip(said, groups))
    elif how is Mark.AGAIN:
        whole = replace(before, groups=groups)
        ways = [replace(before, groups=way) for way in _after_slip(said, groups)]
        yield from (whole, *ways) if len(digits) >= len(before.digits) else (*ways, whole)
    elif how is Mark.FIRST:
        yield replace(before, groups=(*groups, *kept(said, len(digits), len(before.digits))))
    else:
        yield replace(before, groups=(*said, *groups))
        if how is Mark.LAST:
            yield replace(before, groups=(*_without_last(said, len(digits)), *groups))


def _after_slip(said: tuple[Group, ...], groups: tuple[Group, ...]) -> Iterator[tuple[Group, ...]]:
    earlier = [at for at, group in enumerate(said[:-1]) if group.digits == groups[0].digits]
    if earlier and digits_of(groups[1:2]) == digits_of(groups[2:3]) != "":  # «47 12, ой, не 47, 48, 48 12 ...»
        yield (*said[: earlier[-1]], *groups[2:])
    if earlier and len(groups) > 1:
        yield (*said[: earlier[-1]], *groups)
    whole = len(digits_of(groups))
    if whole >= MANY and FEWEST_BEFORE <= len(digits_of(said)) <= whole:  # «412 2 60, ой, 40 01 22 06»
        yield groups
    if _reordered(digits_of(said), digits_of(groups)):
        yield (*_without_last(said, len(digits_of(groups))), *groups)
    length = len(groups[0].digits)
    yield (*_without_end(said, length), *groups)
    yield (*said[:-1], *groups)
    if earlier:
        yield (*said[: earlier[-1]], *groups)
    yield groups


def _reordered(said: str, new: str) -> bool:
    """Are these the last digits in another order: «шестьдесят четыре, ой, сорок шесть»?"""
    end = said[-len(new) :]
    return len(new) > 1 and end != new and sorted(end) == sorted(new)


def _without_last(said: tuple[Group, ...], count: int) -> tuple[Group, ...]:
    return kept(said, 0, max(0, len(digits_of(said)) - count))


def _without_end(said: tuple[Group, ...], length: int) -> tuple[Group, ...]:
    """The groups without the digits that the corrected group of that length replaces."""
    last = len(said[-1].digits)
    if last >= length:
        return kept(said, 0, len(digits_of(said)) - length)
    single = [digit for group in said for digit in _digit_by_digit(group)]
    one_by_one = len(single) >= length and all(len(digit) == 1 for digit in single[-length:])
    return _without_last(said, length) if one_by_one else said[:-1]


def _digit_by_digit(group: Group) -> Sequence[str]:
    """The digits if each was a word of its own, as in «ноль ноль шесть»; else the whole group."""
    zeros_first = len(group.words) == len(group.digits) and not group.digits[:-1].strip("0")
    return group.digits if zeros_first else (group.digits,)
