"""The learnt metric, on vectors whose structure is known."""

import numpy as np
import pytest

from nlu.sentences.metric import learn_metric, unit

WIDTH, ANSWERS, EACH = 384, 200, 8


@pytest.fixture(scope="module")
def samples():
    """Answers differ in the first 100 numbers; samples of one answer differ widely in the other ones."""
    chance = np.random.default_rng(5)
    answers = [f"{each:03}" for each in range(ANSWERS) for _ in range(EACH)]
    meant = np.repeat(chance.normal(size=(ANSWERS, 100)), EACH, axis=0)
    said = chance.normal(size=(len(answers), WIDTH - 100)) * 2.5
    return unit(np.hstack([meant, said]).astype(np.float32) + 3), answers


def right(vectors, answers):
    """Share of samples whose nearest other sample belongs to the same answer."""
    likeness = vectors @ vectors.T - 2 * np.eye(len(vectors))
    return np.mean([answers[at] == answers[best] for at, best in enumerate(likeness.argmax(axis=1))])


def test_samples_of_one_answer_come_together(samples):
    vectors, answers = samples
    metric = learn_metric(vectors, answers)
    projected = metric.project(vectors)
    assert projected.shape == (len(answers), metric.projection.shape[1])
    assert np.linalg.norm(projected, axis=1) == pytest.approx(1, abs=1e-5)
    assert right(projected, answers) > right(vectors, answers) + 0.3


def test_the_same_samples_give_the_same_metric(samples):
    one, other = (learn_metric(*samples).project(samples[0][:5]) for _ in range(2))
    assert np.array_equal(one, other)


def test_a_row_of_zeros_stays():
    assert np.array_equal(unit(np.zeros((2, 3), np.float32)), np.zeros((2, 3)))
