"""Figures of merit against scikit-learn's and against hand-counted ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from nlu.classifier.metrics import (
    auroc,
    calibration_error_by_chance,
    expected_calibration_error,
    intent_scores,
    reliability,
)

ROWS = st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=40)


@given(ROWS)
def test_auroc_is_that_of_scikit_learn(rows: list[tuple[int, bool]]) -> None:
    scores, positive = np.array([row[0] for row in rows], float), np.array([row[1] for row in rows])
    if positive.all() or not positive.any():
        assert np.isnan(auroc(scores, positive))
    else:
        assert auroc(scores, positive) == pytest.approx(roc_auc_score(positive, scores))


def test_intent_scores_by_hand() -> None:
    scores = {score.intent: score for score in intent_scores(["a", "a", "a", "b"], ["a", "a", "b", "c"])}
    assert set(scores) == {"a", "b"}
    assert (scores["a"].precision, scores["a"].recall, scores["a"].support) == (1.0, pytest.approx(2 / 3), 3)
    assert scores["a"].f1 == pytest.approx(0.8)
    assert (scores["b"].precision, scores["b"].recall, scores["b"].f1) == (0.0, 0.0, 0.0)


def test_calibration_error_by_hand() -> None:
    confidences, right = np.array([0.95, 0.95, 0.55, 0.55]), np.array([True, True, True, False])
    assert expected_calibration_error(confidences, right) == pytest.approx((0.05 + 0.05) / 2)
    assert expected_calibration_error(np.array([1.0]), np.array([True])) == 0.0
    assert expected_calibration_error(np.array([]), np.array([], bool)) == 0.0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_reliability_and_calibration_error_agree(rows: list[tuple[float, bool]]) -> None:
    confidences, right = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    bins = reliability(confidences, right)
    assert sum(each.rows for each in bins) == len(rows)
    gap = sum(each.rows * abs(each.confidence - each.accuracy) for each in bins) / len(rows)
    assert gap == pytest.approx(expected_calibration_error(confidences, right))


def test_chance_shrinks_with_the_rows() -> None:
    few, many = (calibration_error_by_chance(np.random.default_rng(1).uniform(0, 1, rows)) for rows in (100, 4000))
    assert 0 < many < few / 3
