"""The words that a caller says around a number."""

from call.events import Slot
from nlu.numbers.numbers import read_numbers
from nlu.understanding.small_words import small_words

_FEWEST_DIGITS = 4
"""Digits of a number that was announced; fewer may be anything («номер два»)."""


def announces_number(text: str, language: str, slots: tuple[Slot, ...]) -> bool:
    """Is there a number with words that only announce it? «мой телефон ...» is no question about telephones."""
    return _long(slots) and small_words(language).announces(without_numbers(text, language))


def without_numbers(text: str, language: str) -> str:
    """The words besides the number: «узнать статус заявления номер ...»."""
    words = text.split()
    spans = read_numbers(words, language)
    said = {at for span in spans for at in range(span.first, span.end)}
    return " ".join(word for at, word in enumerate(words) if at not in said)


def without_long_number(text: str, slots: tuple[Slot, ...], language: str) -> str:
    """The words besides the number of an application, which would blur what is said around it."""
    return without_numbers(text, language) if _long(slots) else text


def _long(slots: tuple[Slot, ...]) -> bool:
    return any(slot.value.isdecimal() and len(slot.value) >= _FEWEST_DIGITS for slot in slots)
