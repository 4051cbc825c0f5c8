"""A time or a sum that is only a number counts where it is asked for; in a free phrase more must be said."""

from datetime import date

import pytest

from call.slots.types import SlotType
from nlu.slots.found_numbers import find_slots
from nlu.slots.read_phone import read_phone
from nlu.slots.read_times import read_time
from nlu.slots.slot_reader import WordReader

TODAY = date(2026, 11, 25)
SPOKEN = "восемь девятьсот шестнадцать двести тридцать четыре пятьдесят шесть семьдесят восемь"


@pytest.mark.parametrize(
    ("kind", "language", "text", "bare"),
    [
        (SlotType.TIME, "ru", "пятнадцать", True),
        (SlotType.TIME, "ru", "двадцать два ноль пять", True),
        (SlotType.TIME, "ru", "в пятнадцать", False),
        (SlotType.TIME, "ru", "полдень", False),
        (SlotType.TIME, "en", "three", True),
        (SlotType.TIME, "en", "at three", False),
        (SlotType.MONEY, "ru", "тысяча двести", True),
        (SlotType.MONEY, "ru", "тысяча двести рублей", False),
        (SlotType.MONEY, "en", "twelve hundred", True),
        (SlotType.MONEY, "en", "1200 rub and fifty kopecks", False),
    ],
)
def test_only_a_number(kind: SlotType, language: str, text: str, bare: bool) -> None:
    reading = WordReader().read(kind, text, language, TODAY)
    assert reading is not None
    assert reading.bare is bare


@pytest.mark.parametrize("kind", SlotType)
def test_every_type_has_its_reader(kind: SlotType) -> None:
    assert WordReader().read(kind, "", "ru", TODAY) is None


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("ru", "перезвоните завтра в пятнадцать тридцать", ""),
        ("ru", "перезвоните в три тридцать", ""),
        ("en", "call me back at ten fifteen", ""),
        ("ru", "заявление двадцать два ноль пять", "2205"),
        ("ru", "заявление двадцать два ноль пять перезвоните в три", "2205"),
    ],
)
def test_a_time_of_day_is_no_number_besides(language: str, text: str, number: str) -> None:
    assert [slot.value for slot in find_slots(text, language)] == ([number] if number else [])


@pytest.mark.parametrize("apart", ["", " "])
def test_half_hours_of_the_whole_dial(apart: str) -> None:
    hours = "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого"
    read = [read_time(f"в пол{apart}{hour}", "ru") for hour in (*hours.split(), "двенадцатого")]
    minutes = [reading.value if reading else "" for reading in read]
    assert minutes == [f"{hour:02}:30" for hour in (12, 13, 14, 15, 16, 17, 18, 19, 8, 9, 10, 11)]


@pytest.mark.parametrize(
    ("text", "language", "digits"),
    [
        (f"{SPOKEN}, после десяти утра", "ru", "89162345678"),
        (f"после десяти утра на {SPOKEN}", "ru", "89162345678"),
        (f"{SPOKEN} в три часа дня", "ru", "89162345678"),
        ("8 916 234 56 78 после 10", "ru", "89162345678"),
        ("eight nine one six two three four five six seven eight after ten", "en", "89162345678"),
    ],
)
def test_the_hour_beside_a_telephone_number_is_no_digit_of_it(text: str, language: str, digits: str) -> None:
    reading = read_phone(text, language)
    assert reading is not None
    assert reading.value == digits


@pytest.mark.parametrize(
    ("text", "language", "hour"),
    [
        ("пусть перезвонят можно после обеда", "ru", "14:00"),
        ("завтра с утра", "ru", "10:00"),
        ("завтра вечером после семи", "ru", "19:00"),
        ("до обеда мне удобно", "ru", "10:00"),
        ("tomorrow afternoon", "en", "14:00"),
        ("утром сайт не работал", "ru", ""),
        ("в пятницу вечером отключили воду", "ru", ""),
        ("до обеда не звоните", "ru", ""),
        ("завтра только не после обеда", "ru", ""),
    ],
)
def test_a_part_of_the_day_instead_of_an_hour(text: str, language: str, hour: str) -> None:
    reading = WordReader().read(SlotType.TIME, text, language, date(2026, 11, 25))
    assert (reading.value if reading else "") == hour
