"""Which number of a phrase counts."""

import pytest

from call.events import Slot
from nlu.normalizer import normalize
from nlu.numbers.spoken_words import with_spoken_plus
from nlu.slots.found_numbers import find_slots
from nlu.slots.read_dates import without_typed_dates
from nlu.slots.read_times import without_typed_times


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


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "заявление 7315 а перезвоните на 89161234567", {"number": "7315", "phone": "89161234567"}),
        ("ru", "телефон 8 916 123 45 67 номер заявления 7315", {"number": "7315", "phone": "89161234567"}),
        ("ru", "номер 7315 а снилс 112 233 445 95", {"number": "7315", "snils": "11223344595"}),
        ("ru", "инн 7707083893 номер 4512", {"number": "4512", "inn": "7707083893"}),
        ("en", "application 7315 call me back on 89161234567", {"number": "7315", "phone": "89161234567"}),
        ("ru", "перезвоните на 89161234567", {"number": "89161234567", "phone": "89161234567"}),
        ("ru", "мой паспорт 4508 123456", {}),
        ("ru", "серия 4508 номер 123456", {}),
        ("ru", "водительское 99 12 345678", {}),
        ("ru", "карта 2202 2001 1234 5678", {}),
        ("ru", "номер заявления 4512 от 01 02 2026", {"number": "4512"}),
        ("ru", "номер 4512 подан 01.02.2026 в 15:30", {"number": "4512"}),
        ("ru", "номер 4512 подавал в 2026 году", {"number": "4512"}),
        ("ru", "номер сорок пять или сорок шесть", {}),
        ("ru", "перезвоните на +49 30 1234567", {}),
        ("en", "call me on +49 30 1234567", {}),
    ],
)
def test_each_number_is_what_the_words_beside_it_say(language: str, text: str, expected: dict[str, str]) -> None:
    written = with_spoken_plus(without_typed_times(without_typed_dates(text)), language)
    assert {slot.name: slot.value for slot in find_slots(normalize(written, language), language)} == expected
