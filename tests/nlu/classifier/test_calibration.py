"""Probabilities from decisions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.classifier.calibration import Calibration, rejection_features, with_rejection
from nlu.classifier.metrics import expected_calibration_error
from nlu.training.calibration_fit import fit_probabilities, folds

DECISIONS = st.lists(st.lists(st.floats(-9, 9), min_size=4, max_size=4), min_size=1, max_size=8).map(np.array)


@given(DECISIONS, st.sampled_from(("temperature", "sigmoid")))
def test_probabilities_sum_to_one_and_keep_the_best(decisions: np.ndarray, method: str) -> None:
    probabilities = Calibration(method, (3.0,) * 4, (0.0,) * 4).probabilities(decisions)
    assert probabilities.sum(axis=1) == pytest.approx(1.0)
    rows = np.arange(len(decisions))
    assert (probabilities[rows, decisions.argmax(axis=1)] >= probabilities.max(axis=1) - 1e-9).all()


@given(DECISIONS, st.floats(0, 1))
def test_a_rejection_takes_its_share_and_leaves_the_others_in_proportion(decisions: np.ndarray, share: float) -> None:
    before = Calibration("temperature", (1.0,) * 4, (0.0,) * 4).probabilities(decisions)
    after = with_rejection(before, np.full(len(before), share), 3)
    assert after.sum(axis=1) == pytest.approx(1.0)
    assert after[:, 3] == pytest.approx(share)
    assert after[:, 0] * before[:, 1] == pytest.approx(after[:, 1] * before[:, 0], abs=1e-9)


def test_rejection_features_set_the_label_apart_from_the_others() -> None:
    own, odds, first, margin, energy, top = rejection_features(np.array([[0.5, -1.0, 0.2, 0.3]]), 3)[0]
    raised = np.exp(5 * np.array([0.5, -1.0, 0.2, 0.3]))
    shares = raised / raised.sum()
    assert (own, first) == (0.3, 0.5)
    assert top == pytest.approx(shares[0])
    assert odds == pytest.approx(np.log(shares[3] / (1 - shares[3])))
    assert margin == pytest.approx(0.3)
    assert first < energy < first + np.log(3) / 4


def test_fitted_probabilities_are_honest_where_raw_ones_are_not() -> None:
    random = np.random.default_rng(3)
    truth = random.integers(0, 4, 3000)
    decisions = random.normal(0, 0.4, (3000, 4))
    decisions[np.arange(3000), truth] += 0.6
    unseen = fit_probabilities(decisions, truth, ("a", "b", "c", "out_of_scope")).unseen
    right = unseen.argmax(axis=1) == truth
    assert expected_calibration_error(unseen.max(axis=1), right) < 0.04
    raw = Calibration("temperature", (1.0,) * 4, (0.0,) * 4).probabilities(decisions)
    assert expected_calibration_error(raw.max(axis=1), raw.argmax(axis=1) == truth) > 0.2


def test_strangers_that_resemble_requests_do_not_make_requests_look_doubtful() -> None:
    random = np.random.default_rng(4)
    truth = random.integers(0, 3, 2000)
    decisions = random.normal(0, 0.3, (2000, 4))
    decisions[np.arange(2000), truth] += 0.8
    alone = fit_probabilities(decisions[:, :3], truth, ("a", "b", "c")).calibration.slopes[0]
    alike, taken = decisions[:600].copy(), np.full(600, 3)  # out of scope, with the decisions of a request
    both = fit_probabilities(np.vstack([decisions, alike]), np.append(truth, taken), ("a", "b", "c", "out_of_scope"))
    assert both.calibration.slopes[0] == pytest.approx(alone)


def test_folds_keep_groups_together_and_labels_even() -> None:
    truth = np.repeat([0, 1, 2], [60, 30, 12])
    groups = np.arange(102) // 2
    parts = folds(truth, 5, groups)
    assert sorted(row for _, unseen in parts for row in unseen) == list(range(102))
    for seen, unseen in parts:
        assert not set(groups[seen]) & set(groups[unseen])
        assert (np.bincount(truth[unseen], minlength=3) >= [10, 4, 2]).all()


def test_a_label_of_two_phrases_allows_two_folds() -> None:
    assert len(folds(np.array([0, 0, 0, 0, 1, 1]), 5)) == 2
