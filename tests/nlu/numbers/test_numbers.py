"""Numbers in words, against an independent generator (num2words)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from nlu.normalizer import normalize
from nlu.numbers.numbers import read_numbers

LANGUAGES = st.sampled_from(("ru", "en"))


def spoken(number: int, language: str) -> list[str]:
    return normalize(num2words(number, lang=language), language).split()


def digits(text: str, language: str) -> list[str]:
    return [span.digits for span in read_numbers(text.split(), language)]


@given(st.integers(0, 999_999_999), LANGUAGES)
def test_any_number_is_read_whole(number: int, language: str) -> None:
    words = spoken(number, language)
    (span,) = read_numbers(words, language)
    assert (span.first, span.end, span.digits) == (0, len(words), str(number))


@given(st.text("0123456789", min_size=1, max_size=20), LANGUAGES)
def test_dictation_digit_by_digit(dictated: str, language: str) -> None:
    words = [word for digit in dictated for word in spoken(int(digit), language)]
    (span,) = read_numbers(words, language)
    assert span.digits == dictated


@given(st.lists(st.integers(100, 999).filter(lambda n: n % 10 and n % 100 > 9), min_size=1, max_size=5), LANGUAGES)
def test_dictation_in_groups_of_three(groups: list[int], language: str) -> None:
    words = [word for group in groups for word in spoken(group, language)]
    assert [span.digits for span in read_numbers(words, language)] == ["".join(map(str, groups))]


@given(st.integers(1000, 9999), st.text("бжщю ", min_size=0, max_size=12))
def test_numbers_end_where_other_words_begin(number: int, after: str) -> None:
    words = [*spoken(number, "ru"), "рублей", *after.split()]
    (span,) = read_numbers(words, "ru")
    assert words[span.end] == "рублей"


@given(st.text("0123456789 -()+", max_size=25))
def test_written_digits_come_back_from_their_words(written: str) -> None:
    assert "".join(digits(normalize(written, "ru"), "ru")) == "".join(filter(str.isdigit, written))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("восемь восемьсот пятьсот пятьдесят пять тридцать пять тридцать пять", "ru", ["88005553535"]),
        ("двадцать два ноль пять", "ru", ["2205"]),
        ("дважды пять", "ru", ["55"]),
        ("три нуля", "ru", ["000"]),
        ("двадцать два нуля", "ru", ["2000"]),  # twenty, then two zeros
        ("две семерки пять", "ru", ["775"]),
        ("две тысячи две тысячи", "ru", ["20002000"]),
        ("тысяча девятьсот восемьдесят четвертый", "ru", ["1984"]),
        ("сто двадцать три тире ноль ноль семь", "ru", ["123007"]),
        ("сто двадцати трех и все", "ru", ["123"]),
        ("справка и паспорт", "ru", []),
        ("double five oh seven", "en", ["5507"]),
        ("one hundred and five", "en", ["105"]),
        ("two thousand and five", "en", ["2005"]),
        ("nineteen eighty four", "en", ["1984"]),
        ("twelve hundred", "en", ["1200"]),
        ("three zeros", "en", ["000"]),
        ("one hundred and", "en", ["100"]),
    ],
)
def test_how_callers_dictate(text: str, language: str, expected: list[str]) -> None:
    assert digits(text, language) == expected
