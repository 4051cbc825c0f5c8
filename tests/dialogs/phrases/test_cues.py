"""The pattern language of the word lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.phrases.cues import Cues, covered, words_of

CUES = Cues.of("медленн*", "не так быстро", "ещё", "don't")


@pytest.mark.parametrize("text", ["Медленнее!", "говорите не так быстро", "еще", "ЕЩЁ раз", "i don't know"])
def test_found(text: str) -> None:
    assert CUES.found(text)


@pytest.mark.parametrize("text", ["", "немедленно", "не быстро так", "ещёж", "не так", "don"])
def test_not_found(text: str) -> None:
    assert not CUES.found(text)


def test_spans_count_words() -> None:
    assert sorted(CUES.spans("ну, не так быстро: медленнее ещё")) == [(1, 4), (4, 5), (5, 6)]


def test_covered_by_several_lists() -> None:
    assert covered("ну не так быстро", CUES, Cues.of("ну"))
    assert not covered("ну не так быстро же", CUES, Cues.of("ну"))


@given(st.lists(st.sampled_from(["медленный", "не", "так", "быстро", "еще", "дом", "don", "t"])))
def test_found_agrees_with_spans(words: list[str]) -> None:
    text = " ".join(words)
    assert CUES.found(text) == bool(list(CUES.spans(text)))
    assert words_of(text) == tuple(words)
