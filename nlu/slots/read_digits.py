"""The number that a caller dictates, taken in the way that its kind allows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from call.slots.checks import SNILS_GROUPS, inn_ok, snils_ok
from call.slots.phones import PHONE_GROUPS, phone_ok
from call.slots.types import Reading, SlotType
from nlu.numbers.dictation import Dictation, dictations
from nlu.numbers.dictation_groups import other_ways
from nlu.numbers.numbers import number_words

Fits = Callable[[str], bool]
"""Can these digits be the value?"""


@dataclass(frozen=True, slots=True)
class Rule:
    """How ambiguous groups of one kind of number are decided."""

    fits: Fits
    printed: tuple[int, ...] = ()
    """Digits in each printed group. A dictation that breaks off at the end of one of them, but the last, is no puzzle:
    more will follow."""
    most_cuts: int = 2
    """Groups that may be two. A checksum finds a number in anything if enough is tried."""


_WORD = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)?")
_ZERO_HEARD = re.compile(r"\bна ли\b")
"""What the small Russian model writes for «ноль», surely, whatever is expected; together the two words mean nothing."""
RULES: dict[SlotType, tuple[Rule, ...]] = {
    SlotType.APPLICATION_NUMBER: (),
    SlotType.SNILS: (Rule(snils_ok, SNILS_GROUPS),),
    SlotType.INN: (Rule(inn_ok, most_cuts=0), Rule(lambda digits: len(digits) == 10 and inn_ok(digits), most_cuts=1),
                   Rule(lambda digits: len(digits) == 12 and inn_ok(digits))),
    SlotType.PHONE: (Rule(phone_ok, PHONE_GROUPS[:4]),),
}  # fmt: skip
"""Of each kind the rules in turn; where none is met the plain reading stays."""


def spoken_words(text: str) -> tuple[str, ...]:
    """Words and written groups of digits, lower case, е for ё, without punctuation."""
    written = text.lower().replace("ё", "е").replace("\u2019", "'").replace("\u0301", "")
    return tuple(_WORD.findall(_ZERO_HEARD.sub("ноль", written)))


def read_digits(text: str, language: str, rules: Sequence[Rule] = ()) -> Reading | None:
    """The number in the words; the plainest way to take them that fits, by the first rule that any way meets.

    Where none fits: the longest number as it stands, of equally long ones the last.
    """
    numbers = dictations(spoken_words(text), language, number_words(language).vague)
    if not numbers:
        return None
    for rule in rules:
        for ways in reversed(numbers):
            if found := fitting(ways, rule):
                return found
    plain = max(reversed(numbers), key=lambda ways: len(ways[0].digits))[0]
    return _reading(plain, _parts(plain))


def fitting(ways: Sequence[Dictation], rule: Rule) -> Reading | None:
    """The likeliest way that fits. A correction of what was said before is no whole number: it is not measured."""
    tried = ((way, parts) for way in ways if not way.replaces for parts in (_parts(way), *_half(way)))
    if found := next((_reading(way, parts) for way, parts in tried if rule.fits("".join(parts))), None):
        return found
    if _broken_off(_parts(ways[0]), rule.printed):
        return None
    cut = ((way, parts) for way in ways if not way.replaces for parts in other_ways(way.groups, rule.most_cuts))
    return next((_reading(way, parts) for way, parts in cut if rule.fits("".join(parts))), None)


def _half(way: Dictation) -> tuple[tuple[str, ...], ...]:
    """Of a number that was said twice, to be sure."""
    parts = _parts(way)
    middle = len(parts) // 2
    return (parts[:middle],) if middle and parts[:middle] == parts[middle:] else ()


def _broken_off(parts: Sequence[str], printed: Sequence[int]) -> bool:
    """Do the groups, as they stand, end with a printed group that is not the last?"""
    said = [sum(map(len, parts[:count])) for count in range(1, len(parts) + 1)]
    for sizes in (printed, printed[1:]):  # a telephone number has a prefix or not
        ends = [sum(sizes[:count]) for count in range(1, len(sizes))]
        if said[-1] in ends and all(end in said for end in ends if end < said[-1]):
            return True
    return False


def _parts(way: Dictation) -> tuple[str, ...]:
    return tuple(group.digits for group in way.groups)


def _reading(way: Dictation, parts: tuple[str, ...]) -> Reading:
    return Reading("".join(parts), parts, way.replaces)
