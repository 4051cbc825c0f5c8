"""Reads the number that a caller dictates, by the rules of its type."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from call.slots.checks import SNILS_GROUPS, inn_ok, snils_ok
from call.slots.phones import PHONE_GROUPS, phone_ok
from call.slots.types import Reading, SlotType
from nlu.numbers.dictation import DictatedNumber, Dictation, dictations
from nlu.numbers.dictation_groups import other_ways
from nlu.numbers.number_names import APPLICATION, DOCUMENT, number_names
from nlu.numbers.numbers import number_words
from nlu.numbers.spoken_words import spoken_words
from nlu.slots.calendar_words import calendar_words, stands
from nlu.slots.read_dates import read_date, without_dates, without_typed_dates
from nlu.slots.read_times import without_typed_times

Fits = Callable[[str], bool]
"""Tells whether these digits can be the value."""


_DIGITS_OF_DATE = re.compile(r"(\d\d)(\d\d)(\d{4}|\d\d)")
_YEAR_DIGITS = 4
_ANY_DAY = date(2026, 1, 1)
"""For dates without a year it only matters that they are dates."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How ambiguous groups of one type of number are read."""

    fits: Fits
    printed: tuple[int, ...] = ()
    """Digits in each printed group. A dictation that stops after one of them, except the last, is not finished."""
    most_cuts: int = 2
    """Most groups that may be cut in two. With more cuts a checksum would fit by chance."""
    cut_along: tuple[int, ...] = ()
    """Without a checksum: cuts must lead to groups of these sizes, «сто | двадцать три» but not «девятьсот | три»."""


RULES: dict[SlotType, tuple[Rule, ...]] = {
    SlotType.APPLICATION_NUMBER: (),
    SlotType.SNILS: (Rule(snils_ok, SNILS_GROUPS),),
    SlotType.INN: (Rule(inn_ok, most_cuts=0), Rule(lambda digits: len(digits) == 10 and inn_ok(digits), most_cuts=1),
                   Rule(lambda digits: len(digits) == 12 and inn_ok(digits))),
    SlotType.PHONE: (Rule(phone_ok, PHONE_GROUPS[:4], cut_along=PHONE_GROUPS),),
}  # fmt: skip
"""The rules of each type in order. If none is met, the plain reading is taken."""


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in the words that can be a value."""

    ways: tuple[Dictation, ...]
    name: str
    """Which number it is, if words beside it say so: a slot type, or `number_names.DOCUMENT`; else empty."""


def numbers_in(text: str, language: str) -> tuple[FoundNumber, ...]:
    """The numbers in the words, in order. Left out: dates, alternatives («45 или 46»), what is not understood whole."""
    plain = without_typed_times(without_typed_dates(text))
    words = tuple(without_dates(" ".join(spoken_words(plain)), language).split())
    names = number_names(language)
    said = dictations(words, language, number_words(language).vague)
    return tuple(
        FoundNumber(number.ways, names.of(len(number.ways[0].digits), number.said.before, number.said.behind))
        for number in said
        if not (number.said.alternative or number.said.strange or _is_date(number, language))
        and not (len(said) > 1 and _is_year(number, language))
    )


def read_digits(text: str, language: str, rules: Sequence[Rule] = (), kind: str = APPLICATION) -> Reading | None:
    """The number in the words: the likeliest reading that meets the first rule which any reading meets.

    If no reading meets a rule, it is the longest number without cuts, of equally long ones the last. A number that is
    said to be of another kind is not taken.
    """
    numbers = numbers_in(text, language)
    # «перезвоните по заявлению на номер ...»: what is no other document and meets the rule is the value.
    may_be = [number for number in numbers if number.name in ("", kind, APPLICATION)]
    for rule in rules:
        for number in reversed(may_be):
            if found := fitting(number.ways, rule):
                return _beside(found, numbers)
    names = number_names(language).kinds
    ours = {kind} if kind in names else {kind, DOCUMENT}  # a type of its own may be that of a passport
    own = [number for number in numbers if number.name in ours] or [each for each in numbers if not each.name]
    if not own:
        return None
    plain = max(reversed(own), key=lambda number: len(number.ways[0].digits)).ways[0]
    return _beside(_reading(plain, _parts(plain)), numbers)


def fitting(ways: Sequence[Dictation], rule: Rule) -> Reading | None:
    """The likeliest reading that meets the rule. A correction of an earlier value is no whole number and is skipped."""
    tried = ((way, parts) for way in ways if not way.replaces for parts in (_parts(way), *_half(way)))
    if found := next((_reading(way, parts) for way, parts in tried if rule.fits("".join(parts))), None):
        return found
    if _broken_off(_parts(ways[0]), rule.printed):
        return None
    cut = ((way, parts) for way in ways if not way.replaces for parts in other_ways(way.groups, rule.most_cuts))
    aligned = ((way, parts) for way, parts in cut if not rule.cut_along or _along(parts, rule.cut_along))
    return next((_reading(way, parts) for way, parts in aligned if rule.fits("".join(parts))), None)


def _is_date(number: DictatedNumber, language: str) -> bool:
    """«заявление 4512 от 01 02 2026», «от первого марта»: a date without a full year, announced as one."""
    if not number_names(language).is_dated(number.said.before) or max(map(len, _parts(number.ways[0]))) > _YEAR_DIGITS:
        return False
    written = _DIGITS_OF_DATE.fullmatch(number.ways[0].digits)
    month = " ".join(number.said.behind[:1])
    spoken = f"{' '.join(number.said.words)} {month}"
    return read_date(".".join(written.groups()) if written else spoken, language, _ANY_DAY) is not None


def _is_year(number: DictatedNumber, language: str) -> bool:
    """«номер 4512 за 2026 год»."""
    year = number.ways[0].digits
    return len(year) == _YEAR_DIGITS and bool(stands(calendar_words(language).year, number.said.behind, 0))


def _half(way: Dictation) -> tuple[tuple[str, ...], ...]:
    """The first half of a number that the caller said twice."""
    parts = _parts(way)
    middle = len(parts) // 2
    return (parts[:middle],) if middle and parts[:middle] == parts[middle:] else ()


def _broken_off(parts: Sequence[str], printed: Sequence[int]) -> bool:
    """Do the groups end with a printed group that is not the last one?"""
    said = [sum(map(len, parts[:count])) for count in range(1, len(parts) + 1)]
    for sizes in (printed, printed[1:]):  # a telephone number may have no prefix
        ends = [sum(sizes[:count]) for count in range(1, len(sizes))]
        if said[-1] in ends and all(end in said for end in ends if end < said[-1]):
            return True
    return False


def _along(parts: Sequence[str], printed: Sequence[int]) -> bool:
    """Is every end of a printed group the end of a group? A telephone number may have no prefix."""
    said = {sum(map(len, parts[:count])) for count in range(1, len(parts) + 1)}
    return any({sum(sizes[:count]) for count in range(1, len(sizes) + 1)} <= said for sizes in (printed, printed[1:]))


def _parts(way: Dictation) -> tuple[str, ...]:
    return tuple(group.digits for group in way.groups)


def _reading(way: Dictation, parts: tuple[str, ...]) -> Reading:
    cuts = max(0, len(parts) - len(way.groups))
    return Reading("".join(parts), parts, way.replaces, amends=way.amends, cuts=cuts)


def _beside(reading: Reading, numbers: Sequence[FoundNumber]) -> Reading:
    return replace(reading, leaves_out=sum(not number.name for number in numbers) > 1)
