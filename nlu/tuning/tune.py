"""Contrastive learning: a question is drawn to those that want its answer and away from all others of its batch.

The loss of a text is the negative logarithm of the share that its own answer's other samples have of all other texts,
each counted by exp(cosine / TEMPERATURE) (InfoNCE, van den Oord et al. 2018; with several of its own, Khosla et al.
2020). It is lowered by AdamW (Loshchilov and Hutter 2019) with a warm-up and a cosine schedule.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import autograd.numpy as np
from autograd import value_and_grad

from nlu.sentences.packed_model import Floats
from nlu.tuning.batches import Contrast, Learnable, batches
from nlu.tuning.layers import Layers, vectors

STEPS, WARM_UP = 1500, 100
RATE = 2e-4
"""The largest step."""
DECAY = 0.01
TEMPERATURE = np.float32(0.05)
STEEPEST = 1.0
"""Length of a gradient over which it is cut (Pascanu et al. 2013)."""
KEPT_OF_MEAN, KEPT_OF_SQUARE = 0.9, 0.999
_TINY = 1e-8
_ITSELF = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Tuned:
    """Where tuning stands."""

    number: int
    """From 1 on."""
    loss: float
    layers: Layers


def tune(layers: Layers, heads: int, languages: Sequence[Learnable], steps: int = STEPS) -> Iterator[Tuned]:
    """Tune layers; the last step has the result. The same samples give the same batches."""
    lowered = value_and_grad(loss)
    descent = _Descent(layers)
    for number, batch in zip(range(1, steps + 1), batches(languages, np.random.default_rng(0)), strict=False):
        value, slopes = lowered(layers, batch, heads)
        layers = descent.step(layers, slopes, rate(number, steps))
        yield Tuned(number, float(value), layers)


def loss(layers: Layers, batch: Contrast, heads: int) -> Any:
    """Of a batch: the mean over its texts."""
    rows = vectors(layers, batch.texts, heads)
    cosines = np.dot(rows, np.transpose(rows)) / TEMPERATURE + _ITSELF * np.eye(len(batch.answers), dtype=np.float32)
    strangers = np.where(batch.answers[:, None] == batch.answers[None], np.float32(0), _ITSELF)
    return np.mean(_log_sum(cosines) - _log_sum(cosines + strangers))


def rate(number: int, steps: int) -> float:
    """The size of a step: rises to RATE, then falls along a cosine to zero."""
    warm_up = min(WARM_UP, steps // 10)
    if number <= warm_up:
        return RATE * number / warm_up
    return RATE * (1 + float(np.cos(np.pi * (number - warm_up) / (steps - warm_up)))) / 2


def _log_sum(rows: Any) -> Any:
    most = 1 / TEMPERATURE  # no cosine is greater
    return np.log(np.sum(np.exp(rows - most), axis=1)) + most


class _Descent:
    """AdamW with the running means of slopes and of their squares."""

    def __init__(self, layers: Layers) -> None:
        self._means = [{name: np.zeros_like(tensor) for name, tensor in layer.items()} for layer in layers]
        self._squares = [{name: np.zeros_like(tensor) for name, tensor in layer.items()} for layer in layers]
        self._steps = 0

    def step(self, layers: Layers, slopes: Layers, rate: float) -> Layers:
        self._steps += 1
        length = float(np.sqrt(sum(np.sum(slope * slope) for layer in slopes for slope in layer.values())))
        scale = min(1.0, STEEPEST / max(length, _TINY))
        return [
            {name: self._moved(at, name, tensor, slopes[at][name] * scale, rate) for name, tensor in layer.items()}
            for at, layer in enumerate(layers)
        ]

    def _moved(self, at: int, name: str, tensor: Floats, slope: Floats, rate: float) -> Floats:
        mean = self._means[at][name] = KEPT_OF_MEAN * self._means[at][name] + (1 - KEPT_OF_MEAN) * slope
        square = KEPT_OF_SQUARE * self._squares[at][name] + (1 - KEPT_OF_SQUARE) * slope * slope
        self._squares[at][name] = square
        mean = mean / (1 - KEPT_OF_MEAN**self._steps)
        square = square / (1 - KEPT_OF_SQUARE**self._steps)
        moved: Floats = (tensor - rate * (mean / (np.sqrt(square) + _TINY) + DECAY * tensor)).astype(np.float32)
        return moved
