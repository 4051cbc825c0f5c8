"""Probabilities from decisions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.calibration import Calibration, rejection_features, with_rejection
from nlu.calibration_fit import fit_probabilities
from nlu.metrics import expected_calibration_error

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
    decisions = np.array([[0.5, -1.0, 0.2, 9.0]])
    probabilities = np.array([[0.6, 0.1, 0.2, 0.1]])
    own, odds, first, margin, energy, top = rejection_features(decisions, probabilities, 3)[0]
    assert (own, first, top) == (9.0, 0.5, 0.6)
    assert odds == pytest.approx(np.log(0.1 / 0.9))
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
