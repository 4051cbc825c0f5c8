"""Tuning on texts whose answers are known, and its functions against the encoder's own."""

from itertools import islice

import numpy as np
import pytest
from autograd import grad

from nlu.sentences.encoder import PRODUCTS
from nlu.tuning.batches import ANSWERS, CATEGORIES, EACH, LONGEST, Learnable, batches, padded
from nlu.tuning.layers import Padded, vectors
from nlu.tuning.tune import RATE, loss, rate, tune

WIDTH, HEADS = 12, 3
SHAPES = {"qkv.w": (36, 12), "ao.w": (12, 12), "fi.w": (24, 12), "fo.w": (12, 24)}


def layer(chance, dtype=np.float32):
    tensors = {name: chance.normal(0, 0.3, shape) for name, shape in SHAPES.items()}
    tensors |= {f"{name[:-2]}.b": chance.normal(0, 0.1, shape[0]) for name, shape in SHAPES.items()}
    tensors |= {f"{norm}.w": 1 + chance.normal(0, 0.1, WIDTH) for norm in ("aln", "oln")}
    tensors |= {f"{norm}.b": chance.normal(0, 0.1, WIDTH) for norm in ("aln", "oln")}
    return {name: tensor.astype(dtype) for name, tensor in tensors.items()}


def learnable(chance, answers=10, each=6):
    """Texts of one answer share a direction that is small beside what differs."""
    directions = chance.normal(size=(answers, WIDTH))
    texts = [
        chance.normal(0, 2, (chance.integers(2, 9), WIDTH)) + directions[at // each] for at in range(answers * each)
    ]
    own = {f"category{at % 3}/{at}": range(at * each, (at + 1) * each) for at in range(answers)}
    return Learnable([text.astype(np.float16) for text in texts], own)


def test_texts_of_one_answer_come_together():
    chance = np.random.default_rng(1)
    steps = list(tune([layer(chance), layer(chance)], HEADS, [learnable(chance)], 200))
    losses = [step.loss for step in steps]
    assert [step.number for step in steps] == list(range(1, 201))
    assert np.mean(losses[-20:]) < 0.8 * np.mean(losses[:20])


def test_the_same_samples_give_the_same_layers():
    one, other = (
        list(tune([layer(np.random.default_rng(2))], HEADS, [learnable(np.random.default_rng(3))], 3))[-1].layers
        for _ in range(2)
    )
    assert all(np.array_equal(one[0][name], other[0][name]) for name in one[0])


@pytest.mark.parametrize("name", [*PRODUCTS, "qkv.b", "aln.w", "oln.b", "fi.b"])
def test_the_slope_is_that_of_small_changes(name):
    """Central differences in double precision."""
    chance = np.random.default_rng(4)
    layers = [layer(chance, np.float64)]
    batch = next(batches([learnable(chance, 4, 3)], chance))
    slope = grad(loss)(layers, batch, HEADS)[0][name]
    at = np.unravel_index(np.abs(slope).argmax(), slope.shape)
    values = []
    for change in (1e-5, -1e-5):
        moved = layers[0][name].copy()
        moved[at] += change
        values.append(float(loss([layers[0] | {name: moved}], batch, HEADS)))
    assert slope[at] == pytest.approx((values[0] - values[1]) / 2e-5, rel=1e-3)


def test_what_is_filled_up_changes_nothing():
    chance = np.random.default_rng(5)
    layers, texts = [layer(chance), layer(chance)], [chance.normal(size=(length, WIDTH)) for length in (3, 7, 5)]
    together = vectors(layers, padded(texts), HEADS)
    for text, vector in zip(texts, together, strict=True):
        alone = vectors(layers, Padded(text[None].astype(np.float32), np.ones((1, len(text)), bool)), HEADS)
        assert alone[0] == pytest.approx(vector, abs=1e-5)


def test_half_of_a_batch_comes_from_two_categories_and_each_answer_has_two_texts():
    chance = np.random.default_rng(6)
    texts = {f"category{at % 20}/{at}": [2 * at, 2 * at + 1] for at in range(400)}
    of = Learnable([np.full((1, WIDTH), at, np.float16) for at in range(800)], texts)
    for batch in islice(batches([of], chance), 5):
        rows = batch.texts.states[:, 0, 0].astype(int)
        answers = rows // 2
        assert sorted(rows) == sorted({*rows}), "no text twice"
        assert len(batch.answers) == ANSWERS * EACH
        assert all(len({*answers[batch.answers == at]}) == 1 for at in range(ANSWERS))
        near = np.bincount(answers[::EACH][: ANSWERS // 2] % 20)
        assert np.count_nonzero(near) == CATEGORIES


def test_languages_take_turns_and_long_texts_are_cut():
    chance = np.random.default_rng(7)
    short, long = (
        Learnable([np.ones((length, WIDTH), np.float16)] * 4, {"a": [0, 1], "b": [2, 3]}) for length in (2, LONGEST + 9)
    )
    lengths = [batch.texts.states.shape[1] for batch in islice(batches([short, long], chance), 4)]
    assert lengths == [2, LONGEST, 2, LONGEST]


def test_the_rate_rises_and_falls():
    rates = [rate(number, 1500) for number in range(1, 1501)]
    assert max(rates) == pytest.approx(RATE)
    assert rates[0] == pytest.approx(RATE / 100)
    assert rates[-1] == pytest.approx(0, abs=1e-9)
    assert rates[99:] == sorted(rates[99:], reverse=True)
