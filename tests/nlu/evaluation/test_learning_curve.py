"""Where more phrases help."""

import numpy as np
import pytest

from nlu.evaluation.learning_curve import learning_curve, thinned
from tests.nlu.tiny import tiny_corpus


def test_a_curve_of_a_small_corpus() -> None:
    corpus = tiny_corpus()
    curve = learning_curve(corpus)
    assert {gain.intent for gain in curve.intents} == set(corpus.intents)
    assert [gain.gain for gain in curve.intents] == sorted((gain.gain for gain in curve.intents), reverse=True)
    assert curve.phrases == tuple(sorted(curve.phrases))
    assert curve.accuracy[-1] > curve.accuracy[0]
    assert all(len(gain.f1) == len(curve.shares) and gain.error >= 0 for gain in curve.intents)
    assert any("ten more phrases" in line for line in curve.lines())


@pytest.mark.parametrize("share", [0.25, 0.5, 1.0])
def test_parts_are_nested_and_whole_groups(share: float) -> None:
    truth, groups = np.repeat([0, 1], [40, 20]), np.arange(60) // 2
    part = thinned(np.arange(60), truth, groups, share)
    assert np.bincount(truth[part]).tolist() == [40 * share, 20 * share] or share == 0.25
    assert len(part) == 2 * len(set(groups[part]))
    assert set(part) <= set(thinned(np.arange(60), truth, groups, 1.0))
