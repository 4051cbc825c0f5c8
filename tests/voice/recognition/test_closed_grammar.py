"""What a closed grammar says counts only with the free decoding as its witness."""

import pytest

from call.events import Expect, Word
from voice.recognition.closed_grammar import SURE, agrees, closed_words, needs_grammar


def words(text: str, confidence: float = 0.5, start_ms: int = 300, each_ms: int = 400) -> list[Word]:
    starts = range(start_ms, start_ms + each_ms * len(text.split()), each_ms)
    return [Word(word, at, at + each_ms, confidence) for word, at in zip(text.split(), starts, strict=True)]


YES_NO = closed_words("ru", Expect.YES_NO, lambda word: True)
GRAMMAR = (*YES_NO, *closed_words("ru", Expect.DIGITS, lambda word: True))


@pytest.mark.parametrize(
    ("closed", "free"),
    [("да", "дай"), ("нет верно", "нет верна"), ("ноль пять", "ноль опять"), ("семь восемь", "всем восемь")],
)
def test_words_that_sound_alike_at_the_same_time_are_a_witness(closed: str, free: str) -> None:
    assert agrees(words(closed), words(free), GRAMMAR)


@pytest.mark.parametrize(
    ("closed", "free"),
    [
        ("да", "когда"),
        ("да", "подождите"),
        ("одна", "конца"),
        ("ноль", "благодарим за терпение"),
        ("да", ""),
        ("", "да"),
        ("[unk] да", "дай да"),
        ("пять пять", "опять"),
        ("пять пять один", "пять пять на ли дин"),  # a digit would be lost
        ("не", "нет"),  # what is an answer already stays
        ("верно", "неверно"),
        ("конечно", "да конечно"),
    ],
)
def test_a_grammar_alone_never_wins(closed: str, free: str) -> None:
    assert not agrees(words(closed), words(free), GRAMMAR)


def test_another_word_that_was_heard_surely_wins() -> None:
    assert not agrees(words("да"), words("дай", confidence=SURE), GRAMMAR)


def test_the_same_sounds_at_another_time_are_no_witness() -> None:
    assert not agrees(words("да", start_ms=900), words("дай"), GRAMMAR)
    assert not agrees(words("да", each_ms=1200), words("дай"), GRAMMAR)


@pytest.mark.parametrize(
    ("free", "confidence", "needed"),
    [("да", 0.99, False), ("да", 0.5, False), ("дай", 0.5, True), ("дай", 0.99, False), ("", 0.0, False)],
)
def test_only_doubtful_words_outside_of_the_grammar_need_a_second_decoding(
    free: str, confidence: float, needed: bool
) -> None:
    assert needs_grammar(words(free, confidence), YES_NO) is needed
    assert not needs_grammar(words(free, confidence), ())


def test_unknown_words_are_left_out_and_other_states_have_no_grammar() -> None:
    assert "угу" not in closed_words("ru", Expect.YES_NO, lambda word: word != "угу")
    assert closed_words("ru", Expect.STORY, lambda word: True) == ()
    assert closed_words("de", Expect.DIGITS, lambda word: True) == ()
    for language in ("ru", "en"):
        for expects in (Expect.YES_NO, Expect.DIGITS):
            found = closed_words(language, expects, lambda word: True)
            assert len(found) == len(set(found)) > 10
