"""Finds the numbers that a caller dictates in a phrase, and which of them is a telephone number."""

from collections.abc import Iterator, Sequence

from call.events import Slot
from call.slots.phones import phone_ok
from call.slots.types import SlotType, wrong_with
from nlu.numbers.number_names import APPLICATION
from nlu.numbers.numbers import number_words, read_numbers
from nlu.slots.read_digits import FoundNumber, numbers_in
from nlu.slots.read_phone import foreign_phone
from nlu.slots.read_times import read_time

_SHORT = 3
"""Words. In a longer phrase «один» or "first" alone is no number («у меня один вопрос»)."""
_CLOCK = (3, 4)
"""Digits of an hour and its minutes."""
_CHECKED = (SlotType.SNILS, SlotType.INN)
"""Numbers with check digits: what is named so and valid is nothing else."""


def find_slots(text: str, language: str) -> tuple[Slot, ...]:
    """The number of a normalised text as `number`, a telephone number as `phone`, a checked one by its type.

    The digits are as they were said: a phone begins with 8, with 7, or without the country's prefix with its area code.
    Of several numbers the one that is named an application's is `number`, else the longest without a name. A year, a
    time of day and the number of a document that no form asks for («мой паспорт ...») do not count.
    """
    foreign = foreign_phone(text, language)
    numbers = [
        number
        for number in numbers_in(text, language)
        if not _is_time(_digits(number), text, language) and not (foreign and foreign.endswith(_digits(number)))
    ]
    checked = tuple(_checked(numbers))
    left = [number for number in numbers if _digits(number) not in {slot.value for slot in checked}]
    phones = [number for number in left if number.name in ("", SlotType.PHONE) and phone_ok(_digits(number))]
    own = next(filter(None, (_of(left, name) for name in (APPLICATION, "", SlotType.PHONE, *_CHECKED))), [])
    digits = max(map(_digits, own), key=len, default="")
    number = (Slot("number", digits),) if digits else ()
    return (*number, *(Slot("phone", _digits(each)) for each in phones[-1:]), *checked)


def _of(numbers: Sequence[FoundNumber], name: str) -> list[FoundNumber]:
    return [number for number in numbers if number.name == name]


def _digits(number: FoundNumber) -> str:
    return number.ways[0].digits


def _checked(numbers: Sequence[FoundNumber]) -> Iterator[Slot]:
    for kind in _CHECKED:
        for number in _of(numbers, kind):
            if wrong_with(kind, _digits(number)) is None:
                yield Slot(str(kind), _digits(number))


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
