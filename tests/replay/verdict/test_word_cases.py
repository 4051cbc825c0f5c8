"""Word errors: what counts and what does not."""

import pytest

from replay.verdict.words import word_errors


@pytest.mark.parametrize(
    ("said", "heard", "words", "wrong"),
    [
        ("забыла пароль", "забыла пароль", 2, 0),
        ("всё ясно", "все ясно", 2, 0),
        ("по-русски", "по русски", 2, 0),
        ("э-э мне нужна справка", "мне нужна справка", 3, 0),
        ("i don't know", "i don't no", 3, 1),
        ("забыла пароль", "", 2, 2),
        ("да", "да это мы вот", 1, 3),
        ("угу", "угу", 0, 0),
        ("и я", "я", 2, 1),
    ],
)
def test_errors_of_one_turn(said: str, heard: str, words: int, wrong: int) -> None:
    errors = word_errors(said, heard)
    assert (errors.words, errors.wrong) == (words, wrong)
