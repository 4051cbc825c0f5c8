"""Which announcements of the telephone exchange the recognition benchmark takes, and as which words."""

import pytest

from benchmarks.prompts import PROMPTS, texts_of


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("vm-delete: Нажмите 7 для удаления этого сообщения.", "нажмите семь для удаления этого сообщения"),
        ("vm-prev: Нажмите 4 или 6, чтобы «убрать» пометку", "нажмите четыре или шесть чтобы убрать пометку"),
        ("confbridge-leave-in: Что бы выйти из конференции...", "чтобы выйти из конференции"),
        ("dictate/pause_on: На паузе ещё раз", "на паузе еще раз"),
    ],
)
def test_a_text_becomes_the_words_that_are_said(line: str, words: str) -> None:
    assert list(texts_of(line)) == [(PROMPTS / f"{line.partition(':')[0]}.wav", words)]


@pytest.mark.parametrize(
    "line",
    [
        "digits/20: двадцать",
        "letters/q: кью",
        "demo-moreinfo: Asterisk это полноценная телефонная станция",
        "demo-instruct: Вы можете протестировать систему, набрав 500.",
        "spy: на скорости не ниже 28,8 килобит",
        "tt-monkeys: [sound of monkeys screaming]",
        "; Core Asterisk Sounds in Russian",
        "is:",
    ],
)
def test_a_text_that_cannot_be_counted_is_left_out(line: str) -> None:
    assert list(texts_of(line)) == []
