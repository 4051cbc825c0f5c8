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


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("ru", "перезвоните двадцать шестого ноября две тысячи двадцать шестого года", ""),
        ("ru", "родился пятого мая тысяча девятьсот девяносто пятого года", ""),
        ("en", "call me on the twenty sixth of november two thousand twenty six", ""),
        ("en", "call me november twenty sixth twenty twenty six", ""),
        ("ru", "от пятого мая две тысячи двадцать шестого года номер двадцать два ноль пять", "2205"),
        ("ru", "пятого мая двадцать два ноль пять сорок восемь", "220548"),
        ("ru", "в две тысячи двадцать шестом году", "2026"),
        ("ru", "два шесть один один два ноль два шесть", "26112026"),
    ],
)
def test_the_year_of_a_date_is_no_number(language: str, text: str, number: str) -> None:
    assert find_slots(text, language) == ((Slot("number", number),) if number else ())
