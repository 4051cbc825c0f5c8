"""Numbers agree with their nouns, and none is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.normalization.spoken_numbers import KOPECK, MINUTE, ROUBLE, Case, case_after, counted, digit_by_digit


@pytest.mark.parametrize(
    ("number", "case", "spoken"),
    [
        (1, "n", "одна минута"),
        (1, "a", "одну минуту"),
        (2, "n", "две минуты"),
        (5, "n", "пять минут"),
        (11, "n", "одиннадцать минут"),
        (21, "g", "двадцати одной минуты"),
        (22, "a", "двадцать две минуты"),
        (30, "g", "тридцати минут"),
        (3, "d", "трём минутам"),
        (1_000_000, "n", "один миллион минут"),
    ],
)
def test_counted(number: int, case: Case, spoken: str) -> None:
    assert counted(number, MINUTE, case) == spoken


def test_nouns_of_both_genders() -> None:
    assert counted(1, ROUBLE) == "один рубль"
    assert counted(2, KOPECK) == "две копейки"
    assert counted(1, ROUBLE, "d") == "одному рублю"


@pytest.mark.parametrize(
    ("before", "case"),
    [
        ("до ", "g"),
        ("в течение ", "g"),
        ("к ", "d"),
        ("за ", "a"),
        ("о ", "p"),
        ("заявка ", "n"),
        ("", "n"),
        ("до", "n"),
    ],
)
def test_case_after_a_preposition(before: str, case: Case) -> None:
    assert case_after(before) == case


DIGIT_WORDS = ("ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")


@given(st.from_regex(r"[0-9]{1,20}", fullmatch=True))
def test_every_digit_is_said_in_order(code: str) -> None:
    spoken = digit_by_digit(code).replace(",", "").split()
    assert "".join(str(DIGIT_WORDS.index(word)) for word in spoken) == code
