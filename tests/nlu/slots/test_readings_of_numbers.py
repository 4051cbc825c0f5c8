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


@pytest.mark.parametrize(
    ("language", "text", "rounds"),
    [
        ("ru", "тридцать шесть шестьдесят семьдесят двенадцать", 2),
        ("ru", "тридцать шесть шестьдесят семь двенадцать", 0),
        ("ru", "тридцать шесть двадцать", 0),  # nothing behind it
        ("ru", "двадцать ноль пять", 0),
        ("en", "twenty four seventy forty five", 0),  # said so
    ],
)
def test_round_groups_before_others_are_counted_where_recognisers_make_them_up(
    language: str, text: str, rounds: int
) -> None:
    reading = WordReader().read(SlotType.APPLICATION_NUMBER, text, language, date(2026, 11, 25))
    assert reading is not None
    assert reading.rounds == rounds


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            "сорок семь двенадцать нет не сорок семь сорок восемь сорок восемь двенадцать ноль девять тридцать шесть",
            "48120936",
        ),
        (
            "сорок семь двенадцать ой не сорок семь сорок восемь сорок восемь двенадцать ноль девять тридцать шесть",
            "48120936",
        ),
        ("сорок семь двенадцать не сорок семь а сорок восемь двенадцать ноль девять тридцать шесть", "48120936"),
        ("не хочу я сама там рыться вот номер семьдесят три пятнадцать ноль ноль сорок шесть", "73150046"),
        ("двадцать два ноль пять сорок семь нет не сорок семь сорок восемь семнадцать", "22054817"),
    ],
)
def test_a_number_goes_on_from_its_correction(text: str, number: str) -> None:
    assert read(SlotType.APPLICATION_NUMBER, text).value == number


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("ставлю отлично", "5"),
        ("моя оценка отлично", "5"),
        ("хорошо", "4"),
        ("четыре ой нет пять", "5"),
        ("как хорошо я хочу вам оценку поставить", ""),
    ],
)
def test_a_mark_that_is_a_word_stands_beside_the_word_for_it(text: str, mark: str) -> None:
    reading = WordReader().read(SlotType.RATING, text, "ru", date(2026, 11, 25))
    assert (reading.value if reading else "") == mark
