"""The features of a wording: other endings and slips share some of them, and there is no vocabulary."""

import numpy as np
import pytest

from nlu.sentences.wording import FEATURES, OF_PAIRS, OF_STEMS, pairs, wordings


def shared(one, other, language, kind):
    """Cosine of counts, of stems or of pieces."""
    rows = wordings([one, other], language).tocsc()[:, :OF_STEMS] if kind == "stems" else None
    rows = wordings([one, other], language).tocsc()[:, OF_STEMS:] if rows is None else rows
    first, second = rows.toarray()
    return float(first @ second / np.linalg.norm(first) / np.linalg.norm(second))


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("заявления на паспорта", "заявление на паспорт", "ru"),
        ("applications waiting", "application wait", "en"),
        ("Забыл пароль!", "забыл пароль", "ru"),
    ],
)
def test_other_endings_have_the_same_stems(one, other, language):
    assert shared(one, other, language, "stems") == pytest.approx(1)


def test_a_slip_shares_pieces_and_another_word_hardly_any():
    assert shared("загранпаспорт", "загран паспорта", "ru", "pieces") > 0.5
    assert shared("загранпаспорт", "маткапитал", "ru", "pieces") < 0.1
    assert shared("загранпаспорт", "загран паспорта", "ru", "stems") == 0


def test_shapes():
    assert wordings([], "ru").shape == (0, FEATURES)
    found = wordings(["да", "", "да да"], "ru")
    assert found.shape == (3, FEATURES)
    assert found[1].nnz == 0
    assert found[2].sum() == 2 * found[0].sum()


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("да", 0), ("да да", 0), ("куда писать", 1), ("а б в", 3), ("а б в г", 5)]
)
def test_pairs_are_of_different_words_near_each_other(text, count):
    assert pairs([text], "ru").sum() == count


def test_shape_of_pairs():
    assert pairs([], "ru").shape == (0, OF_PAIRS)
    assert pairs(["снять с учёта", "да"], "ru").shape == (2, OF_PAIRS)
