"""Makes digits from number words as callers dictate them: digit by digit, in groups, with repeats and separators.

«восемь восемьсот пятьсот пятьдесят пять» -> 8800555; «двадцать два ноль пять» -> 2205; "double five oh" -> 550. Words
that can be one number are read as one, because they sound alike: «двадцать» «пять» is 25, not 20 and 5.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from nlu.numbers.number_words import NumberWords
from nlu.numbers.numbers_en import ENGLISH
from nlu.numbers.numbers_ru import RUSSIAN

_MOST_SEPARATORS = 2
"""Most filler words in a row inside one dictated number."""
_SHORTEST_JOINED = 3
"""Letters of the shortest number word that may be written together with another one."""


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A dictated number: the words from `first` up to but not including `end`."""

    first: int
    end: int
    digits: str


def read_numbers(words: Sequence[str], language: str) -> tuple[NumberSpan, ...]:
    """Every number in normalised words, in order."""
    split = [(part, at) for at, word in enumerate(words) for part in apart(word)]
    spans = _spans([part for part, _ in split], number_words(language))
    return tuple(NumberSpan(split[span.first][1], split[span.end - 1][1] + 1, span.digits) for span in spans)


@lru_cache(maxsize=4096)
def apart(word: str) -> tuple[str, ...]:
    """The number words that are written as one («двадцатьпять»); any other word as it is."""
    known = _words_of("ru" if word > "z" else "en")
    return (word,) if word in known or word.isdecimal() else _pieces(word, known) or (word,)


def is_strange(word: str, language: str) -> bool:
    """Is it a number word that is not known? Without it the rest of a dictation is another number."""
    return word.startswith(number_words(language).stems) and word not in _words_of(language)


def _pieces(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """The fewest known words that make up the word; empty if none do."""
    if word in known:
        return (word,)
    ways = (
        (word[:at], *rest)
        for at in range(_SHORTEST_JOINED, len(word) - _SHORTEST_JOINED + 1)
        if word[:at] in known and (rest := _pieces(word[at:], known))
    )
    return min(ways, key=len, default=())


@cache
def _words_of(language: str) -> frozenset[str]:
    lexicon = number_words(language)
    tables = (lexicon.units, lexicon.teens, lexicon.tens, lexicon.hundreds, lexicon.scales)
    return frozenset((*lexicon.zeros, *lexicon.hundred, *(word for table in tables for word in table)))


def number_words(language: str) -> NumberWords:
    """The lexicon of `ru` or `en`."""
    return RUSSIAN if language == "ru" else ENGLISH


def _spans(words: Sequence[str], lexicon: NumberWords) -> Iterator[NumberSpan]:
    at = 0
    while at < len(words):
        digits, end = read_group(words, at, lexicon)
        if end == at:
            at += 1
            continue
        first = at
        while True:
            following = end
            while (
                following < len(words) and following - end < _MOST_SEPARATORS and words[following] in lexicon.separators
            ):
                following += 1
            more, after = read_group(words, following, lexicon)
            if after == following:
                break
            digits, end = digits + more, after
        yield NumberSpan(first, end, digits)
        at = end


def read_group(words: Sequence[str], at: int, lexicon: NumberWords) -> tuple[str, int]:
    """The digits of the group that begins at word `at`, and the index after it, which is `at` if there is none."""
    if at >= len(words):
        return "", at
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word.isdecimal():
        return word, at + 1
    if word in lexicon.zeros:
        return "0", at + 1
    if word in lexicon.repeats and (digit := _digit(following, lexicon)):
        return digit * lexicon.repeats[word], at + 2
    if word in lexicon.units and following in lexicon.plurals:
        return str(lexicon.plurals[following]) * lexicon.units[word], at + 2
    number, end = _cardinal(words, at, lexicon)
    return (str(number), end) if end > at else ("", at)


def _digit(word: str, lexicon: NumberWords) -> str:
    if word in lexicon.zeros:
        return "0"
    return str(lexicon.units.get(word, ""))


def _cardinal(words: Sequence[str], at: int, lexicon: NumberWords) -> tuple[int, int]:
    """The longest cardinal number: parts with smaller and smaller scales, then a part below a thousand."""
    total, last_scale, end = 0, 0, at
    while True:
        start = end + 1 if total and end < len(words) and words[end] == lexicon.joiner else end
        part, after = _below_thousand(words, start, lexicon)
        halves, after_half = _halves(words, start, part, after, lexicon)
        scale = _scale(words, after_half or after, start, lexicon)
        if scale and (not last_scale or scale < last_scale):
            count = halves or 2 * (part or 1)
            total, last_scale, end = total + count * scale // 2, scale, (after_half or after) + 1
        elif scale and part:
            return total, end
        else:
            return total + part, after if part else end


def _halves(words: Sequence[str], start: int, part: int, after: int, lexicon: NumberWords) -> tuple[int, int]:
    """How many halves of a scale are said, and the index of the scale: «полтора миллиона», «две с половиной тысячи»."""
    behind = after + len(lexicon.and_half)
    if part and tuple(words[after:behind]) == lexicon.and_half and _scale_at(words, behind, lexicon):
        return 2 * part + 1, behind
    for said, halves in lexicon.halves.items():
        end = start + len(said)
        if tuple(words[start:end]) == said and _scale_at(words, end, lexicon):
            return halves, end
    return 0, 0


def _scale_at(words: Sequence[str], at: int, lexicon: NumberWords) -> int:
    return lexicon.scales.get(words[at], 0) if at < len(words) else 0


def _scale(words: Sequence[str], at: int, start: int, lexicon: NumberWords) -> int:
    """The scale at a word if the number that begins at `start` may count it; else 0."""
    word = words[at] if at < len(words) else ""
    if at > start and word in lexicon.single and words[at - 1] not in lexicon.single[word]:
        return 0
    return _scale_at(words, at, lexicon)


def _below_thousand(words: Sequence[str], at: int, lexicon: NumberWords) -> tuple[int, int]:
    if at < len(words) and words[at] in lexicon.hundreds:
        rest, end = _below_hundred(words, at + 1, lexicon)
        return lexicon.hundreds[words[at]] + rest, end
    number, end = _below_hundred(words, at, lexicon)
    if number and end < len(words) and words[end] in lexicon.hundred:
        joined = end + 1 < len(words) and words[end + 1] == lexicon.joiner
        rest, after = _below_hundred(words, end + 1 + joined, lexicon)
        if rest and after < len(words) and words[after] in lexicon.hundred and words[after - 1] in lexicon.units:
            rest, after = rest - lexicon.units[words[after - 1]], after - 1  # "one hundred seventy | two hundred"
        return number * 100 + rest, after if rest else end + 1
    return number, end


def _below_hundred(words: Sequence[str], at: int, lexicon: NumberWords) -> tuple[int, int]:
    word = words[at] if at < len(words) else ""
    if word in lexicon.teens:
        return lexicon.teens[word], at + 1
    if word in lexicon.tens:
        open_ended = at + 1 < len(words) and word not in lexicon.closing
        unit = lexicon.units.get(words[at + 1], 0) if open_ended else 0
        counted = unit and at + 2 < len(words) and words[at + 2] in lexicon.plurals  # «двадцать два нуля» is 20 00
        return (lexicon.tens[word], at + 1) if counted or not unit else (lexicon.tens[word] + unit, at + 2)
    if word in lexicon.units:
        return lexicon.units[word], at + 1
    return 0, at
