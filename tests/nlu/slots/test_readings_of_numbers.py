"""What a reading says about itself, so that a form can choose among several."""

from datetime import date

import pytest

from call.slots.types import Reading, SlotType
from nlu.slots.read_digits import read_digits
from nlu.slots.slot_reader import WordReader


def read(kind: SlotType, text: str) -> Reading:
    reading = WordReader().read(kind, text, "ru", date(2026, 11, 25))
    assert reading is not None
    return reading


@pytest.mark.parametrize(
    ("kind", "text", "cuts"),
    [
        (SlotType.PHONE, "восемь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь", 0),
        (SlotType.PHONE, "восемь девятьсот шестнадцать сто двадцать три сорок пять", 1),  # 100 23
        (SlotType.PHONE, "восемь девятьсот шестнадцать сто двадцать три", 0),
        (SlotType.SNILS, "сто двенадцать двести тридцать три четыреста сорок пять девяносто пять", 0),
        (SlotType.INN, "семьдесят семь ноль семь ноль восемьдесят три восемьсот девяносто три", 0),
        (SlotType.APPLICATION_NUMBER, "сто двадцать три ноль пять", 0),
    ],
)
def test_cuts_are_counted(kind: SlotType, text: str, cuts: int) -> None:
    assert read(kind, text).cuts == cuts


@pytest.mark.parametrize(
    ("text", "amends"),
    [
        ("нет шестьдесят восемь", True),
        ("ой нет двадцать два", True),
        ("двадцать два ой двадцать три", False),
        ("подождите двадцать два", False),
        ("извините номер двадцать два ноль пять", False),
        ("двадцать два ноль пять", False),
    ],
)
def test_a_correction_is_announced_before_the_first_digit(text: str, amends: bool) -> None:
    assert read(SlotType.APPLICATION_NUMBER, text).amends is amends


@pytest.mark.parametrize(
    ("text", "leaves_out"),
    [
        ("шестьдесят три три молли сорок три сорок восемь", True),
        ("шестьдесят три три ноль сорок три сорок восемь", False),
        ("заявление 7315 телефон 89161234567", False),
    ],
)
def test_digits_beside_the_value_are_told(text: str, leaves_out: bool) -> None:
    assert read(SlotType.APPLICATION_NUMBER, text).leaves_out is leaves_out


def test_a_digit_in_front_is_left_out() -> None:
    reading = read(SlotType.PHONE, "шесть восемь девятьсот три сто двадцать три сорок пять шестьдесят семь")
    assert (reading.value, reading.leaves_out) == ("89031234567", True)


def test_a_type_of_its_own_takes_the_number_of_a_document() -> None:
    """A hotline's own slot for a postcode or a passport: its words name no number of the types that ship."""
    reading = read_digits("мой индекс 125009", "ru", kind="postcode")
    assert reading is not None
    assert reading.value == "125009"
    assert read_digits("мой индекс 125009", "ru") is None
