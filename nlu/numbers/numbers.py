"""Number words -> digits, as callers dictate them: digit by digit, in groups, with repeats and separators.

«восемь восемьсот пятьсот пятьдесят пять» -> 8800555; «двадцать два ноль пять» -> 2205; "double five oh" -> 550. Words
that can stand in one number are taken for one («двадцать» «пять» is 25, not 20 and 5): speech does not tell them apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlu.numbers.number_words import NumberWords
from nlu.numbers.numbers_en import ENGLISH
from nlu.numbers.numbers_ru import RUSSIAN

_MOST_SEPARATORS = 2
"""Filler words that may stand inside one dictated number, in a row."""


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A dictated number: words `first` up to but not including `end`."""

    first: int
    end: int
    digits: str


def read_numbers(words: Sequence[str], language: str) -> tuple[NumberSpan, ...]:
    """Every number in normalised words, in order."""
    return tuple(_spans(words, number_words(language)))


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
    """One group: the digits that begin at word `at` and the word after them, which is `at` if none do."""
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
    """The longest number written as a cardinal: parts before ever smaller scales, then a part below a thousand."""
    total, last_scale, end = 0, 0, at
    while True:
        start = end + 1 if total and end < len(words) and words[end] == lexicon.joiner else end
        part, after = _below_thousand(words, start, lexicon)
        scale = _scale(words, after, start, lexicon)
        if scale and (not last_scale or scale < last_scale):
            total, last_scale, end = total + (part or 1) * scale, scale, after + 1
        elif scale and part:
            return total, end
        else:
            return total + part, after if part else end


def _scale(words: Sequence[str], at: int, start: int, lexicon: NumberWords) -> int:
    """The scale that stands at a word and counts what begins at `start`; 0: none does."""
    word = words[at] if at < len(words) else ""
    if at > start and word in lexicon.single and words[at - 1] not in lexicon.single[word]:
        return 0
    return lexicon.scales.get(word, 0)


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
