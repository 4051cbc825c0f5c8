"""Reads sums of money: «полторы тысячи рублей», «три с половиной тысячи», "fifteen hundred roubles"."""

import re
from collections.abc import Sequence

from call.slots.types import Reading
from nlu.numbers.numbers import number_words
from nlu.numbers.spoken_words import spoken_words
from nlu.slots.calendar_words import number_at

KOPECKS = 100
"""Kopecks in a rouble."""
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))")
_FRACTION = re.compile(r"(\d+)[.,](\d{1,2})(?!\d)")
_SHORT = {"тыс": "тысяч", "млн": "миллионов", "руб": "рублей", "коп": "копеек", "р": "рублей", "k": "thousand"}
_ROUBLES = ("рубл", "rouble", "ruble")
_KOPECKS = ("копе", "kopeck", "kopek", "copeck")
_ONE_AND_A_HALF = frozenset(["полтора", "полторы", "полутора"])
_AND_A_HALF = (("с", "половиной"), ("and", "a", "half"))
_HALF = frozenset(["пол", "полмиллиона", "half"])
_SHORT_NAMES = frozenset(["руб", "р", "коп"])
_ABOUT = frozenset(["тысяч", "миллионов"])
"""Scales that may stand before their number: «тысяч пять» is about five thousand."""


def read_money(text: str, language: str) -> Reading | None:
    """The last sum in the words, in kopecks; None if none. It is bare if neither roubles nor kopecks were named."""
    text = text.replace("₽", " руб ")
    kopecks = _kopecks(text, language)
    named = any(word in _SHORT_NAMES or word.startswith((*_ROUBLES, *_KOPECKS)) for word in spoken_words(text))
    return None if kopecks is None else Reading(str(kopecks), bare=not named)


def _kopecks(text: str, language: str) -> int | None:
    typed = _THOUSANDS.sub("", text.lower())
    if found := _FRACTION.search(typed):
        behind = spoken_words(typed[found.end() :])
        scale = _scale(tuple(_SHORT.get(word, word) for word in behind), 0, language)
        return round(float(f"{found[1]}.{found[2]}") * KOPECKS) * max(scale, 1)
    words = tuple(_SHORT.get(word, word) for word in spoken_words(typed))
    sums, at = [], 0
    while at < len(words):
        kopecks, end = _sum(words, at, language)
        if end > at:
            sums.append((kopecks, _is(words, end, _KOPECKS), _is(words, end, _ROUBLES)))
        at = max(end, at + 1)
    return _total(sums)


def _total(sums: Sequence[tuple[int, bool, bool]]) -> int | None:
    """Roubles with the kopecks after them; else the last number."""
    if not sums:
        return None
    named = [each for each in sums if each[1] or each[2]] or list(sums)
    amount, kopecks, _ = named[-1]
    if not kopecks:
        return amount
    before = named[-2][0] if len(named) > 1 and named[-2][2] else 0
    return before + amount // KOPECKS


def _sum(words: Sequence[str], at: int, language: str) -> tuple[int, int]:
    """The number that begins there, taken as roubles, in kopecks, and the index after it."""
    if words[at] in _ONE_AND_A_HALF:
        return 150 * max(scale := _scale(words, at + 1, language), 1), at + 1 + bool(scale)
    if words[at] == "полмиллиона":
        return 500_000 * KOPECKS, at + 1
    if words[at] in _HALF and (scale := _scale(words, at + 1 + (words[at + 1 : at + 2] == ("a",)), language)):
        return 50 * scale, at + 2 + (words[at + 1] == "a")
    number, end = _number(words, at, language)
    if number < 0:
        scale = _scale(words, at, language)
        return (scale * KOPECKS, at + 1) if scale else (0, at)
    for half in _AND_A_HALF:
        if tuple(words[end : end + len(half)]) == half:
            scale = _scale(words, end + len(half), language)
            return (number * KOPECKS + 50) * max(scale, 1), end + len(half) + bool(scale)
    if words[end : end + 1] in (("point",), ("целых",), ("целые",)):
        tenths = number_words(language).units.get(words[end + 1], -1) if end + 1 < len(words) else -1
        after = end + 2
        after += bool(words[after : after + 1] and words[after].startswith("десят"))
        if 0 <= tenths < 10 and (scale := _scale(words, after, language)):
            return (number * KOPECKS + tenths * 10) * scale, after + 1
    if scale := _scale(words, end, language):  # typed digits: «5 тысяч»
        return number * scale * KOPECKS, end + 1
    return number * KOPECKS, end


def _number(words: Sequence[str], at: int, language: str) -> tuple[int, int]:
    """As `number_at`, but «тысяч пять» is five thousand and not a thousand and five."""
    if words[at] in _ABOUT:
        number, end = number_at(words, at + 1, language)
        if 0 < number < 1_000:
            return number * _scale(words, at, language), end
    return number_at(words, at, language)


def _scale(words: Sequence[str], at: int, language: str) -> int:
    return number_words(language).scales.get(words[at], 0) if at < len(words) else 0


def _is(words: Sequence[str], at: int, stems: Sequence[str]) -> bool:
    return at < len(words) and words[at].startswith(tuple(stems))
