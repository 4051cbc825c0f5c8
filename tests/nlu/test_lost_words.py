"""Corrections inside a dictation whose small words a recogniser lost or misheard."""

from datetime import date

import pytest

from call.slots import SlotType
from nlu.slot_reader import WordReader
from nlu.slots import find_slots

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    "correction",
    [
        "нет не сорок семь а сорок восемь семнадцать",
        "нет не сорок семь сорок восемь семнадцать",
        "не сорок семь а сорок восемь семнадцать",
        "ой сорок восемь семнадцать",
        "а не сорок восемь семнадцать",
        "семнадцать нет не сорок семь а сорок восемь",
        "семнадцать нет не сорок семь а сорок восемь семнадцать",
    ],
)
def test_a_slip_is_put_right_on_the_way(correction: str) -> None:
    text = f"двадцать два ноль пять сорок семь {correction}"
    reading = WordReader().read(SlotType.APPLICATION_NUMBER, text, "ru", TODAY)
    assert reading is not None
    assert (reading.value, reading.replaces) == ("22054817", "")
    assert ("number", "22054817") in [(slot.name, slot.value) for slot in find_slots(text, "ru")]


def test_an_alternative_is_named_to_be_ruled_out() -> None:
    reading = WordReader().read(SlotType.APPLICATION_NUMBER, "двадцать два а не двадцать", "ru", TODAY)
    assert reading is not None
    assert (reading.value, reading.replaces) == ("22", "20")
