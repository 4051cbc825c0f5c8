"""Every slot type against the table of hard spoken forms, dictation against an independent generator (num2words)."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from num2words import num2words

from call.slots.checks import inn_ok, snils_ok
from call.slots.phones import phone_ok
from call.slots.types import Reading, SlotType
from nlu.slots.slot_reader import WordReader

TODAY = date(2026, 11, 25)
READER = WordReader()
LANGUAGES = st.sampled_from(("ru", "en"))
TABLE = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "hard_numbers.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def read(kind: str, text: str, language: str) -> Reading | None:
    return READER.read(SlotType(kind), text, language, TODAY)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: " ".join(row[1:3]))
def test_hard_spoken_forms(row: tuple[str, ...]) -> None:
    language, kind, text, value, *replaces = row
    reading = read(kind, text, language)
    taken = (reading.value, reading.replaces) if reading else ("-", "")
    assert taken == (value, "".join(replaces))


def test_the_table_is_as_large_as_promised() -> None:
    assert len({row[2] for row in TABLE}) == len(TABLE) >= 200
    assert [sum(row[0] == language for row in TABLE) >= least for language, least in (("ru", 100), ("en", 70))]
    assert {row[1] for row in TABLE} >= {str(kind) for kind in SlotType} - {"free_text"}


def spoken(number: str, language: str) -> str:
    """Leading zeros one by one, the rest as a cardinal."""
    zeros = len(number) - len(number.lstrip("0"))
    words = ["ноль" if language == "ru" else "zero"] * zeros
    words += [num2words(int(number), lang=language)] if number.strip("0") else []
    return " ".join(re.findall(r"\w+", " ".join(words)))


CLOSED = st.one_of(st.integers(0, 9), st.integers(10, 99), st.integers(100, 999)).map(str)


@st.composite
def closed_groups(draw: st.DrawFn) -> list[str]:
    """Groups that cannot be taken for one number with the next one: what follows a round group begins with a zero."""
    groups: list[str] = []
    for group in draw(st.lists(CLOSED, min_size=2, max_size=6)):
        open_end = bool(groups) and (groups[-1].endswith("0") and groups[-1].strip("0") != "")
        groups.append(f"0{group}" if open_end else group)
    return groups


@given(closed_groups(), LANGUAGES)
def test_any_number_in_any_groups(groups: list[str], language: str) -> None:
    text = " ".join(spoken(group, language) for group in groups)
    reading = READER.read(SlotType.APPLICATION_NUMBER, text, language, TODAY)
    assert reading is not None
    assert reading.value == "".join(groups)
    assert "".join(reading.parts) == reading.value


def cut(digits: str, draw: st.DrawFn, most_merged: int) -> list[str]:
    """Groups of one to three digits, of which so many may merge with the next one when they are spoken."""
    groups: list[str] = []
    while digits:
        size = draw(st.integers(1, 3))
        groups.append(digits[:size])
        digits = digits[size:]
    merged = [one for one, next_ in pairwise(groups) if one.strip("0") and one[-1] == "0" and next_[0] != "0"]
    assume(len(merged) <= most_merged)
    return groups


@given(st.data(), LANGUAGES, st.integers(0, 999_999_999))
def test_an_insurance_number_in_any_groups_is_valid(data: st.DataObject, language: str, number: int) -> None:
    """Whatever groups merge in speech («сто двадцать» «три»), the checksum finds a number that is valid."""
    nine = f"{number:09}"
    total = sum(int(digit) * weight for digit, weight in zip(nine, range(9, 0, -1), strict=True))
    whole = f"{nine}{total % 101 % 100:02}"
    if not snils_ok(whole):
        return
    text = " ".join(spoken(group, language) for group in cut(whole, data.draw, 2))
    plain = READER.read(SlotType.APPLICATION_NUMBER, text, language, TODAY)
    assume(plain is not None and len(plain.value) not in (3, 6, 9))  # whole printed groups: more will follow
    reading = READER.read(SlotType.SNILS, text, language, TODAY)
    assert reading is not None
    assert snils_ok(reading.value)


@given(st.sampled_from(("7707083893", "500100732259", "7830002293", "7736207543")), st.data(), LANGUAGES)
def test_a_taxpayer_number_in_any_groups_is_valid(number: str, data: st.DataObject, language: str) -> None:
    text = " ".join(spoken(group, language) for group in cut(number, data.draw, 1 if len(number) == 10 else 2))
    reading = READER.read(SlotType.INN, text, language, TODAY)
    assert reading is not None
    assert inn_ok(reading.value)


@given(st.integers(0, 9_999_999), st.sampled_from(("8916", "7495", "8800")), LANGUAGES)
def test_a_telephone_number_as_it_is_printed(number: int, prefix: str, language: str) -> None:
    rest = f"{number:07}"
    groups = [prefix[0], prefix[1:], rest[:3], rest[3:5], rest[5:]]
    reading = READER.read(SlotType.PHONE, " ".join(spoken(group, language) for group in groups), language, TODAY)
    assert reading is not None
    assert phone_ok(reading.value)


MONTHS = re.findall(r"\w+", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря")


@given(st.dates(date(1930, 1, 1), date(2035, 12, 31)))
def test_any_date(day: date) -> None:
    ordinal = num2words(day.day, lang="ru", to="ordinal")
    russian = f"{ordinal} {MONTHS[day.month - 1]} {num2words(day.year, lang='ru')} года"
    english = f"{day:%B} {num2words(day.day, lang='en', to='ordinal')} {num2words(day.year, lang='en', to='year')}"
    assert read("date", russian, "ru") == Reading(day.isoformat())
    assert read("date", english, "en") == Reading(day.isoformat())


WORDS = re.findall(
    r"\S+",
    """двадцать пять ой нет не а ноль сто тысяча последняя цифра собака точка ру эр и как с точкой без половина раз два
    пара сначала повторяю москва five oh sorry not but at dot com a double u half past hundred thousand 25 .11. @ ё""",
)


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from(SlotType), LANGUAGES)
@settings(max_examples=300)
def test_no_words_break_a_reader(words: list[str], kind: str, language: str) -> None:
    reading = read(kind, " ".join(words), language)
    assert reading is None or reading.value
