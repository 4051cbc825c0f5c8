"""Which number of a phrase counts."""

import pytest

from call.events import Slot
from nlu.slots import find_slots


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("номер заявления сто двадцать три ноль пять", (Slot("number", "12305"),)),
        (
            "восемь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь",
            (Slot("number", "89161234567"), Slot("phone", "89161234567")),
        ),
        (
            "четыреста девяносто пять сто двадцать три сорок пять шестьдесят семь",
            (Slot("number", "4951234567"), Slot("phone", "4951234567")),
        ),
        ("паспорт сорок пять и справка сто двадцать три", (Slot("number", "123"),)),
        ("у меня один вопрос по пенсии", ()),
        ("первое", (Slot("number", "1"),)),
        ("второй вариант", (Slot("number", "2"),)),
        ("ставлю вам твердую пятерку", (Slot("number", "5"),)),
        ("где мое заявление", ()),
        ("", ()),
    ],
)
def test_slots(text: str, expected: tuple[Slot, ...]) -> None:
    assert find_slots(text, "ru") == expected


def test_eleven_digits_of_an_insurance_number_are_no_telephone() -> None:
    text = "сто двадцать три четыреста пятьдесят шесть семьсот восемьдесят девять ноль один"
    assert find_slots(text, "ru") == (Slot("number", "12345678901"),)
