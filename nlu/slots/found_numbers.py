"""Finds the number that a caller dictates, and whether it is a telephone number."""

from call.events import Slot
from call.slots.phones import phone_ok
from nlu.numbers.numbers import number_words, read_numbers
from nlu.slots.read_dates import without_dates
from nlu.slots.read_digits import read_digits
from nlu.slots.read_times import read_time

_SHORT = 3
"""Words. In a longer phrase «один» or "first" alone is no number («у меня один вопрос»)."""

_CLOCK = (3, 4)
"""Digits of an hour and its minutes."""


def find_slots(text: str, language: str) -> tuple[Slot, ...]:
    """The longest number of a normalised text as `number`, and also as `phone` if it is a telephone number.

    The digits are as they were said: a phone begins with 8, with 7, or without the country's prefix with its area code.
    The year of a date and a time of day do not count as numbers.
    """
    text = without_dates(text, language)
    plain, dictated = longest_number(text, language), read_digits(text, language)
    whole = dictated is not None and not dictated.replaces and len(dictated.value) >= len(plain)
    digits = dictated.value if dictated and whole else plain  # with corrections applied
    if not digits or _is_time(digits, text, language):
        return ()
    number = Slot("number", digits)
    return (number, Slot("phone", digits)) if phone_ok(digits) else (number,)


def _is_time(digits: str, text: str, language: str) -> bool:
    """Are the digits a time of day? «в пятнадцать тридцать» is not 1530."""
    clock = read_time(text, language) if len(digits) in _CLOCK else None
    if clock is None or clock.bare:
        return False
    hour, minute = map(int, clock.value.split(":"))
    return int(digits) in (hour * 100 + minute, hour % 12 * 100 + minute)


def longest_number(text: str, language: str) -> str:
    """The digits of the longest number; of equally long ones the first; empty if there is none."""
    words = text.split()
    vague = number_words(language).vague if len(words) > _SHORT else frozenset()
    spans = [
        span for span in read_numbers(words, language) if span.end - span.first > 1 or words[span.first] not in vague
    ]
    return max((span.digits for span in spans), key=len, default="")
