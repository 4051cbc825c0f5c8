"""Words go, their order stays, and nothing is left to chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.training.word_dropout import without_words

WORDS = st.lists(st.text("абвгд", min_size=1, max_size=4), min_size=3, max_size=20)


@given(WORDS, st.floats(0, 1), st.integers(0, 3))
def test_some_words_are_left_in_their_order(words: list[str], share: float, copy: int) -> None:
    text = " ".join(words)
    thinned = without_words(text, share, copy)
    assert without_words(text, share, copy) == thinned
    if thinned is not None:
        left = thinned.split()
        assert 2 <= len(left) < len(words)
        following = iter(words)
        assert all(word in following for word in left)


@pytest.mark.parametrize("text", ["", "да", "да конечно"])
def test_short_phrases_are_left_alone(text: str) -> None:
    assert without_words(text, 0.25, 0) is None


def test_about_the_share_goes_and_copies_differ() -> None:
    text = " ".join(f"слово{at}" for at in range(400))
    first, second = (without_words(text, 0.25, copy) or "" for copy in (0, 1))
    assert first != second
    assert len(first.split()) == pytest.approx(300, abs=35)
