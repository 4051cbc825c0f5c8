"""Splits words into dictated groups, cues and other words, and these into the numbers that are said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from call.slots.checks import inn_ok, snils_ok
from call.slots.phones import NATIONAL_DIGITS, phone_ok
from nlu.numbers.dictation_cues import Mark, cue_at
from nlu.numbers.dictation_groups import Group, next_group
from nlu.numbers.numbers import is_strange

_SHORT = 3
"""Words. In a longer phrase «один» or "first" alone is no number («у меня один вопрос»)."""
_DIVIDING = frozenset((Mark.OTHER, Mark.FILLER, Mark.BUT, Mark.OR, Mark.EXCUSE))
"""If only these stand between two groups, and some other word among them, the groups are of two numbers."""

_LONG_WORD = 5
"""Letters. Shorter words may stand between «не» and the wrong number: «не на двадцать, а на двадцать два»."""
_NUMBER = ("номер", "number")


@dataclass(frozen=True, slots=True)
class SaidItem:
    """A group, a cue, or another word."""

    mark: Mark
    words: tuple[str, ...]
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class SaidNumber:
    """The items of one number, with the words between it and its neighbours."""

    items: tuple[SaidItem, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]
    alternative: bool
    """One of two: «сорок пять или сорок шесть»."""
    strange: bool
    """A number word beside a group is not known."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words from the first group to the last one."""
        places = [at for at, item in enumerate(self.items) if item.group]
        inside = self.items[places[0] : places[-1] + 1] if places else ()
        return tuple(word for item in inside for word in item.words)


def said_numbers(words: Sequence[str], language: str, vague: frozenset[str]) -> Iterator[SaidNumber]:
    """The numbers in the words, in order. `vague`: words that are numbers only beside others, or in short phrases."""
    items = tuple(_items(words, language, vague if len(words) > _SHORT else frozenset()))
    runs = [tuple(run) for _, run in groupby(items, key=lambda item: item.mark is Mark.GROUP)]
    groups = [at for at, run in enumerate(runs) if run[0].group]
    starts: list[int] = []
    for at in groups:
        if not starts or _divides(runs[at - 1]) or _complete(runs[starts[-1] : at]):
            starts.append(at)
    for start, following in pairwise([*starts, len(runs) + 1]):
        gap = runs[start - 1] if start else ()
        last = following > len(runs)
        end = len(runs) if last else following - 1
        after = runs[end] if not last else () if runs[-1][0].group else runs[-1]
        number = tuple(item for run in (gap, *runs[start:end]) for item in run)
        either = (start != starts[0] and _either(gap)) or (not last and _either(after))
        yield SaidNumber(number, _words(gap), _words(after), either, _strange(number))


def _items(words: Sequence[str], language: str, vague: frozenset[str]) -> Iterator[SaidItem]:
    at = 0
    while at < len(words):
        cue = cue_at(words, at, language)
        group = next_group(words, at, language)
        if cue and (not group or len(cue.words) >= len(group.words)):
            end = at + len(cue.words)
            denies = cue.mark is Mark.NOT and not group and _denies_a_word(words, end, language)
            yield SaidItem(Mark.OTHER if denies else cue.mark, tuple(words[at:end]))
            at = end
        elif group:
            alone = len(group.words) == 1 and group.words[0] in vague and not _beside_number(words, at, language)
            yield SaidItem(Mark.OTHER, group.words) if alone else SaidItem(Mark.GROUP, group.words, group)
            at += len(group.words)
        else:
            yield SaidItem(Mark.STRANGE if is_strange(words[at], language) else Mark.OTHER, (words[at],))
            at += 1


def _denies_a_word(words: Sequence[str], at: int, language: str) -> bool:
    """«не нашлось один два три»: what is denied is a long word, and no number."""
    known = at < len(words) and (next_group(words, at, language) or cue_at(words, at, language))
    return at < len(words) and not known and len(words[at]) >= _LONG_WORD


def _beside_number(words: Sequence[str], at: int, language: str) -> bool:
    """Does the word stand beside a number or a correction cue?"""
    before = at > 0 and any(
        (group := next_group(words, start, language)) and start + len(group.words) == at
        for start in range(max(0, at - 3), at)
    )
    following = cue_at(words, at + 1, language) if at + 1 < len(words) else None
    cued = (following and following.mark is not Mark.FILLER) or (at > 0 and _cue_before(words, at, language))
    return before or bool(cued) or next_group(words, at + 1, language) is not None


def _cue_before(words: Sequence[str], at: int, language: str) -> bool:
    cues = ((start, cue_at(words, start, language)) for start in range(max(0, at - 3), at))
    return any(cue and cue.mark is not Mark.FILLER and start + len(cue.words) == at for start, cue in cues)


def _divides(gap: Sequence[SaidItem]) -> bool:
    """Do these words between two groups separate two numbers? A correction among them does not."""
    marks = {item.mark for item in gap}
    return bool(marks & {Mark.OTHER, Mark.OR}) and marks <= _DIVIDING


def _complete(runs: Sequence[Sequence[SaidItem]]) -> bool:
    """Is one number complete before «номер»? «инн 7707083893 номер 4512»."""
    digits = "".join(item.group.digits for run in runs for item in run if item.group)
    whole = inn_ok(digits) or snils_ok(digits) or (phone_ok(digits) and len(digits) > NATIONAL_DIGITS)
    return whole and any(item.words[-1] in _NUMBER for item in runs[-1])


def _either(gap: Sequence[SaidItem]) -> bool:
    """«сорок пять или сорок шесть»: nothing but «или» between them, so both are the same number."""
    marks = {item.mark for item in gap}
    return Mark.OR in marks and Mark.OTHER not in marks


def _strange(items: Sequence[SaidItem]) -> bool:
    return any({one.mark, other.mark} == {Mark.STRANGE, Mark.GROUP} for one, other in pairwise(items))


def _words(items: Sequence[SaidItem]) -> tuple[str, ...]:
    return tuple(word for item in items for word in item.words)
