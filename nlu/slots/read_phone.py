"""Reads a telephone number, also one with a digit too many in front, and sees that one is of another country."""

import re
from collections.abc import Iterator

from call.slots.phones import FOREIGN, NATIONAL_DIGITS, phone_ok
from call.slots.types import Reading, SlotType
from nlu.numbers.number_names import DOCUMENT
from nlu.numbers.numbers import read_numbers
from nlu.numbers.spoken_words import spoken_words, with_spoken_plus
from nlu.slots.read_digits import RULES, numbers_in, read_digits
from nlu.slots.read_times import without_times

_PLUS = ("плюс", "plus")
_FEWEST = 6
"""Digits behind a plus that are a telephone number."""
_DIALLED = ("00", "810")
"""What is dialled before a number of another country, without a plus. Such a number is longer than a national one."""


def read_phone(text: str, language: str) -> Reading | None:
    """The telephone number in the words. One of another country begins with a plus."""
    if foreign := foreign_phone(text, language):
        return Reading(foreign, (foreign,))
    reading = read_digits(text, language, RULES[SlotType.PHONE], SlotType.PHONE)
    if reading is None or reading.replaces or phone_ok(reading.value):
        return reading
    timeless = read_digits(without_times(text, language), language, RULES[SlotType.PHONE], SlotType.PHONE)
    if timeless and phone_ok(timeless.value):  # «..., после десяти утра»
        return timeless
    return next(_without_first(text, language), reading)


def foreign_phone(text: str, language: str) -> str:
    """«плюс сорок девять тридцать ...», 00 49 30 ..., 8 10 49 30 ...; empty for a number of the prefix 7 or 8."""
    words = spoken_words(with_spoken_plus(text, language))
    for span in read_numbers(words, language):
        plus = span.first > 0 and words[span.first - 1] in _PLUS
        if plus and len(span.digits) >= _FEWEST and span.digits[0] != "7" and not _without_prefix(span.digits):
            return FOREIGN + span.digits
        if not plus and span.digits.startswith(_DIALLED) and len(span.digits) > NATIONAL_DIGITS + 1:
            return FOREIGN + re.sub("^(?:00|810)", "", span.digits)
    return ""


def _without_prefix(digits: str) -> bool:
    """A plus before a national number: «плюс восемь девятьсот ...», or a mobile number whose 7 was left out."""
    return phone_ok(digits) and (len(digits) > NATIONAL_DIGITS or digits[0] == "9")


def _without_first(text: str, language: str) -> Iterator[Reading]:
    """A complete number behind a digit too many: «шесть восемь девятьсот три ...»."""
    for number in reversed(numbers_in(text, language)):
        for way in number.ways if number.name != DOCUMENT else ():
            rest = way.digits[1:]
            if phone_ok(rest) and (len(rest) > NATIONAL_DIGITS or rest[0] == "9"):
                first, *others = (group.digits for group in way.groups)
                yield Reading(rest, tuple(filter(None, (first[1:], *others))), amends=way.amends, leaves_out=True)
