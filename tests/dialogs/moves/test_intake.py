"""The problem and the wish are sorted out of the caller's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.moves.intake import take_in
from dialogs.phrases.cues import words_of
from dialogs.phrases.phrase_book import PhraseBook


@pytest.mark.parametrize(
    ("language", "text", "problem", "wanted"),
    [
        (
            "ru",
            "Не получается загрузить скан паспорта в личный кабинет. Требуется помощь в загрузке файла",
            "Не получается загрузить скан паспорта в личный кабинет",
            "Требуется помощь в загрузке файла",
        ),
        ("ru", "пришёл отказ ошибочный прошу исправить", "пришёл отказ ошибочный", "прошу исправить"),
        ("ru", "хочу узнать где моё заявление", "хочу узнать где моё заявление", "хочу узнать где моё заявление"),
        ("ru", "хочу сменить телефон а то код не приходит", "а то код не приходит", "хочу сменить телефон"),
        ("ru", "код не приходит", "код не приходит", ""),
        ("en", "i cannot upload it i need help with the file", "i cannot upload it", "i need help with the file"),
    ],
)  # fmt: skip
def test_problem_and_wish(phrases: PhraseBook, language: str, text: str, problem: str, wanted: str) -> None:
    intake = take_in([text], language, phrases)
    assert (intake.problem, intake.wanted) == (problem, wanted)


def test_several_phrases_are_kept_in_their_order(phrases: PhraseBook) -> None:
    intake = take_in(["код не приходит", "помогите войти"], "ru", phrases)
    assert intake.problem == "код не приходит. помогите войти"
    assert intake.wanted == "помогите войти"


@given(st.lists(st.sampled_from(["хочу", "прошу", "но", "код", "по-русски", "а", "то", "ёлка"]), min_size=1))
def test_no_word_is_lost_or_invented(phrases: PhraseBook, words: list[str]) -> None:
    text = " ".join(words)
    intake = take_in([text], "ru", phrases)
    assert set(words_of(f"{intake.problem} {intake.wanted}")) == set(words_of(text))
