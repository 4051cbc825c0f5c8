"""Values in the caller's words: the number they dictate, and whether it looks like a telephone number."""

from call.events import Slot
from call.slots.phones import phone_ok
from nlu.numbers.numbers import number_words, read_numbers
from nlu.slots.read_dates import without_dates
from nlu.slots.read_digits import read_digits
from nlu.slots.read_times import read_time

_SHORT = 3
"""Words: in a longer phrase «один» or "first" alone is no number («у меня один вопрос»)."""

_CLOCK = (3, 4)
"""Digits of an hour and its minutes."""


def find_slots(text: str, language: str) -> tuple[Slot, ...]:
    """The longest number of a normalised text, as `number`, and again as `phone` if it can be rung.

    Digits stand as they were said: a phone may begin with 8, 7 or, without the country's prefix, with its area code.
    The year of a date is none of them, and neither is a time of day.
    """
    text = without_dates(text, language)
    plain, dictated = longest_number(text, language), read_digits(text, language)
    whole = dictated is not None and not dictated.replaces and len(dictated.value) >= len(plain)
    digits = dictated.value if dictated and whole else plain  # what was put right on the way
    if not digits or _is_time(digits, text, language):
        return ()
    number = Slot("number", digits)
    return (number, Slot("phone", digits)) if phone_ok(digits) else (number,)


def _is_time(digits: str, text: str, language: str) -> bool:
    """«в пятнадцать тридцать» is no 1530."""
    clock = read_time(text, language) if len(digits) in _CLOCK else None
    if clock is None or clock.bare:
        return False
    hour, minute = map(int, clock.value.split(":"))
    return int(digits) in (hour * 100 + minute, hour % 12 * 100 + minute)


def longest_number(text: str, language: str) -> str:
    """Its digits; of equally long ones the first; empty when there is none."""
    words = text.split()
    vague = number_words(language).vague if len(words) > _SHORT else frozenset()
    spans = [
        span for span in read_numbers(words, language) if span.end - span.first > 1 or words[span.first] not in vague
    ]
    return max((span.digits for span in spans), key=len, default="")
