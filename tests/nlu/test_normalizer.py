"""One spoken form for what is typed, written in the corpus, and recognised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.normalizer import normalize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Где моё заявление?!", "где мое заявление"),
        ("СМС-код не приходит...", "смс код не приходит"),
        ("на портале гос услуг", "на госуслуги"),
        ("в едином портале государственных услуг", "в госуслуги"),
        ("зашла в Госуслугах", "зашла в госуслуги"),
        ("мой снился не подходит", "мой снилс не подходит"),
        ("мне снился сон", "мне снился сон"),
        ("вход через если я", "вход через есиа"),
        ("что делать если я забыл пароль", "что делать если я забыл пароль"),
        ("я самый занятый хочу платить налоги", "я самозанятый хочу платить налоги"),
        ("ошибка 404", "ошибка четыреста четыре"),
        ("код 007", "код ноль ноль семь"),
        ("до 2024 года", "до две тысячи двадцать четыре года"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_russian(text: str, expected: str) -> None:
    assert normalize(text, "ru") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I can't log in!", "i can't login"),
        ("My e-mail's wrong", "my email's wrong"),
        ("the government services portal", "the gosuslugi"),
        ("It\u2019s error 15", "it's error fifteen"),
    ],
)
def test_english(text: str, expected: str) -> None:
    assert normalize(text, "en") == expected


@given(st.text(), st.sampled_from(("ru", "en")))
def test_any_text_becomes_single_spaced_words_without_digits(text: str, language: str) -> None:
    words = normalize(text, language)
    assert words == " ".join(words.split())
    assert not any(letter.isdecimal() and letter.isascii() for letter in words)


@given(st.text("абвгдеёжзи abcdefgh' 0123456789,.-"), st.sampled_from(("ru", "en")))
def test_normalising_twice_changes_nothing(text: str, language: str) -> None:
    assert normalize(normalize(text, language), language) == normalize(text, language)
