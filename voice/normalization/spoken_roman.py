"""Roman numerals in Russian text as ordinals that agree with their noun: «II группы» -> «второй группы».

Only beside nouns that are numbered so: a lone `I` or `X` may be a letter or a product's name.
"""

import re
from typing import NamedTuple

from voice.normalization.spoken_numbers import Case, Gender, ordinal

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_CANONICAL = re.compile(r"(?=.)(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN = r"(?<!\w)[IVXLХ]{1,7}(?!\w)"
_LIST = rf"(?P<list>{_ROMAN}(?:\s*(?:,|и|или|[-–—])\s*{_ROMAN})*)"
_NEXT = re.compile(rf"{_LIST}(?:\s?-(?:я|й|е|го|му|м|ю))?\s+(?P<noun>[а-яё]+)")
_BEFORE = re.compile(rf"(?P<noun>\b[А-ЯЁа-яё]+)\s+{_LIST}")


class _Ending(NamedTuple):
    """How a noun may end, and what its ordinal then is."""

    end: str
    case: Case
    gender: Gender


_FEMININE = (
    _Ending("ами", "i", "f"), _Ending("ях", "p", "f"), _Ending("ой", "i", "f"), _Ending("ей", "i", "f"),
    _Ending("ью", "i", "f"), _Ending("а", "n", "f"), _Ending("я", "n", "f"), _Ending("у", "a", "f"),
    _Ending("ю", "a", "f"), _Ending("ы", "g", "f"), _Ending("и", "g", "f"), _Ending("е", "p", "f"),
    _Ending("ь", "n", "f"),
)  # fmt: skip
_MASCULINE = (
    _Ending("ом", "i", "m"), _Ending("ем", "i", "m"), _Ending("а", "g", "m"), _Ending("я", "g", "m"),
    _Ending("у", "d", "m"), _Ending("ю", "d", "m"), _Ending("е", "p", "m"), _Ending("", "n", "m"),
)  # fmt: skip
_NEUTER = (
    _Ending("ем", "i", "n"), _Ending("я", "g", "n"), _Ending("ю", "d", "n"), _Ending("и", "p", "n"),
    _Ending("е", "n", "n"),
)  # fmt: skip
_NOUNS = {
    **dict.fromkeys(
        ("групп", "степен", "категори", "очеред", "част", "глав", "стать", "стади", "фаз", "ступен", "сери"),
        _FEMININE,
    ),
    **dict.fromkeys(
        ("век", "квартал", "этап", "тип", "класс", "разряд", "уровн", "раздел", "том", "созыв", "съезд", "тур", "курс",
         "семестр", "триместр", "пункт"),
        _MASCULINE,
    ),
    "полугоди": _NEUTER,
}  # fmt: skip
"""Stems of numbered nouns."""
_INSERTED = {"уровень": "уровн"}
"""A first form with a vowel that the other forms lack."""


def say_roman(text: str) -> str:
    """The text with these numerals in words."""
    return _BEFORE.sub(_spoken, _NEXT.sub(_spoken, text))


def _spoken(found: re.Match[str]) -> str:
    noun = found["noun"]
    ending = _ending(noun.lower())
    numerals = re.findall(_ROMAN, found["list"])
    if ending is None or not all(map(_value, numerals)):
        return found.group()
    said = re.sub(_ROMAN, lambda each: ordinal(_value(each.group()), ending.case, ending.gender), found["list"])
    said = re.sub(r"\s*[-–—]\s*", ", ", said)
    return f"{said} {noun}" if found.start("list") < found.start("noun") else f"{noun} {said}"


def _value(numeral: str) -> int:
    """Its number; 0 if it is none. A Cyrillic «Х» stands for X."""
    latin = numeral.replace("Х", "X")
    if not _CANONICAL.fullmatch(latin):
        return 0
    digits = [_VALUES[letter] for letter in latin]
    return sum(-one if one < other else one for one, other in zip(digits, [*digits[1:], 0], strict=True))


def _ending(noun: str) -> _Ending | None:
    """The case and gender of a numbered noun; None for any other word."""
    word = _INSERTED.get(noun, noun)
    for stem, endings in _NOUNS.items():
        if word.startswith(stem):
            return next((each for each in endings if word.removeprefix(stem) == each.end), None)
    return None
