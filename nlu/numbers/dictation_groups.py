"""A group of a dictated number and its other readings («сто двадцать три»: 123, 100 23, 120 3, 100 20 3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from nlu.numbers.number_words import NumberWords
from nlu.numbers.numbers import number_words, read_group

_PAIR = frozenset(("пара", "пару"))


@dataclass(frozen=True, slots=True)
class Group:
    """Digits that were said together."""

    digits: str
    words: tuple[str, ...] = ()
    """The words of the group; empty if a correction has cut it. Then it has no other reading."""
    language: str = "ru"


def digits_of(groups: Sequence[Group]) -> str:
    return "".join(group.digits for group in groups)


def kept(groups: Sequence[Group], first: int, end: int) -> tuple[Group, ...]:
    """The groups between two digits of the whole number. A group at a border is cut."""
    pieces, at = [], 0
    for group in groups:
        digits = group.digits[max(0, first - at) : max(0, end - at)]
        if digits:
            pieces.append(group if digits == group.digits else Group(digits))
        at += len(group.digits)
    return tuple(pieces)


def next_group(words: Sequence[str], at: int, language: str) -> Group | None:
    """The group that begins at a word; None if none does. Zeros before a number belong to it («ноль ноль семь»)."""
    lexicon = number_words(language)
    digits, end = _group(words, at, lexicon)
    while end > at and not digits.strip("0") and words[end - 1] in lexicon.zeros:
        more, after = _group(words, end, lexicon)
        if after == end or more == "":
            break
        digits, end = digits + more, after
    return Group(digits, tuple(words[at:end]), language) if end > at else None


def other_ways(groups: Sequence[Group], most_cuts: int) -> Iterator[tuple[str, ...]]:
    """The groups with up to `most_cuts` of them cut in two: fewer cuts first, then cuts further to the left."""
    places = [(index, cut) for index, group in enumerate(groups) for cut in _cuts(group.words, group.language)]
    for count in range(1, min(len(places), most_cuts) + 1):
        for chosen in combinations(places, count):
            yield tuple(
                part
                for index, group in enumerate(groups)
                for part in _pieces(group, tuple(cut for at, cut in chosen if at == index))
            )


def _pieces(group: Group, cuts: tuple[int, ...]) -> Iterator[str]:
    if not cuts:
        yield group.digits
        return
    for first, end in zip((0, *cuts), (*cuts, len(group.words)), strict=True):
        yield _whole(group.words[first:end], group.language) or ""


@cache
def _cuts(words: tuple[str, ...], language: str) -> tuple[int, ...]:
    """The words before which the group may be cut in two."""
    plain = _whole(words, language) if words else ""
    return tuple(
        at
        for at in range(1, len(words))
        if (left := _whole(words[:at], language))
        and (right := _whole(words[at:], language))
        and left + right != plain
        and not _goes_on(words[at], language)
    )


def _whole(words: tuple[str, ...], language: str) -> str:
    """Their digits if they are one group; else empty."""
    joiner = number_words(language).joiner
    start = 1 if words[0] == joiner and joiner else 0
    group = next_group(words, start, language)
    return group.digits if group and start + len(group.words) == len(words) else ""


def _goes_on(word: str, language: str) -> bool:
    lexicon = number_words(language)
    return word in lexicon.scales or word in lexicon.hundred or word in lexicon.times


def _group(words: Sequence[str], at: int, lexicon: NumberWords) -> tuple[str, int]:
    """As `read_group`, with repetitions: «дважды двадцать два», «два раза по пять», «пара нулей»."""
    if at >= len(words):
        return "", at
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in _PAIR and following in lexicon.plurals:
        return str(lexicon.plurals[following]) * 2, at + 2
    if word == "a" and following in {*lexicon.hundred, *lexicon.scales}:
        digits, end = read_group(["one", *words[at + 1 :]], 0, lexicon)
        return digits, at + end
    if following in lexicon.times and word in lexicon.units:
        digits, end = _by(words, at + 2, lexicon)
        return (digits * lexicon.units[word], end) if digits else ("", at)
    if word in lexicon.repeats:
        digits, end = _by(words, at + 1, lexicon)
        return (digits * lexicon.repeats[word], end) if digits else ("", at)
    digits, end = read_group(words, at, lexicon)
    times = _times_behind(words, end, lexicon) if len(digits) == 1 and end == at + 1 else 0
    return (digits * times, end + 2) if times else (digits, end)


def _by(words: Sequence[str], at: int, lexicon: NumberWords) -> tuple[str, int]:
    """The number that is repeated: «по семь», «двадцать два»."""
    return read_group(words, at + 1 if at < len(words) and words[at] in lexicon.by else at, lexicon)


def _times_behind(words: Sequence[str], at: int, lexicon: NumberWords) -> int:
    """How often the digit before is said: «ноль четыре раза». Before a number the words count that one, and it is 0."""
    if at + 1 >= len(words) or words[at + 1] not in lexicon.times or words[at] not in lexicon.units:
        return 0
    return 0 if _by(words, at + 2, lexicon)[0] else lexicon.units[words[at]]
