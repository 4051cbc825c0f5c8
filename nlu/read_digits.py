"""The number that a caller dictates, taken in the way that its kind allows."""

import re
from collections.abc import Callable, Iterator, Sequence

from call.checks import INN_DIGITS, PHONE_DIGITS, SNILS_DIGITS, inn_ok, phone_ok, snils_ok
from call.slots import Reading, SlotType
from nlu.dictation import Dictation, dictations
from nlu.dictation_groups import other_ways
from nlu.numbers import number_words

Fits = Callable[[str], bool]
"""Can these digits be the value?"""

_WORD = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)?")
FITS: dict[SlotType, tuple[Fits, ...]] = {
    SlotType.APPLICATION_NUMBER: (),
    SlotType.SNILS: (snils_ok, lambda digits: len(digits) in SNILS_DIGITS),
    SlotType.INN: (inn_ok, lambda digits: len(digits) in INN_DIGITS),
    SlotType.PHONE: (phone_ok, lambda digits: len(digits) in PHONE_DIGITS),
}
"""Of each kind the rules by which ambiguous groups are decided, the surest first; none: the plain reading stays."""


def spoken_words(text: str) -> tuple[str, ...]:
    """Words and written groups of digits, lower case, е for ё, without punctuation."""
    return tuple(_WORD.findall(text.lower().replace("ё", "е").replace("\u2019", "'").replace("\u0301", "")))


def read_digits(text: str, language: str, fits: Sequence[Fits] = ()) -> Reading | None:
    """The number in the words; the plainest way to take them that fits, by the first rule that any way meets.

    Where none fits: the longest number as it stands, of equally long ones the last.
    """
    numbers = dictations(spoken_words(text), language, number_words(language).vague)
    if not numbers:
        return None
    for rule in fits:
        for ways in reversed(numbers):
            if found := _fitting(ways, rule):
                return found
    plain = max(reversed(numbers), key=lambda ways: len(ways[0].digits))[0]
    return _reading(plain, tuple(group.digits for group in plain.groups))


def _fitting(ways: Sequence[Dictation], fits: Fits) -> Reading | None:
    """A correction of what was said before is no whole number: it is not measured."""
    return next((_reading(way, parts) for way, parts in _all(ways) if not way.replaces and fits("".join(parts))), None)


def _all(ways: Sequence[Dictation]) -> Iterator[tuple[Dictation, tuple[str, ...]]]:
    for way in ways:
        yield way, tuple(group.digits for group in way.groups)
    for way in ways:
        yield from ((way, parts) for parts in other_ways(way.groups))
    for way in ways:  # said twice, to be sure
        half = tuple(group.digits for group in way.groups[: len(way.groups) // 2])
        if half == tuple(group.digits for group in way.groups[len(half) :]):
            yield way, half


def _reading(way: Dictation, parts: tuple[str, ...]) -> Reading:
    return Reading("".join(parts), parts, way.replaces)
