"""The last layers of nlu/sentences/encoder.py once more, as functions of padded texts that can be differentiated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import autograd.numpy as np
from numpy.typing import NDArray

from nlu.sentences.packed_model import Floats

Layers = Sequence[Mapping[str, Floats]]
"""Tensors by name, as in `nlu.sentences.encoder.Layer`."""
_EPSILON = np.float32(1e-12)
_FAR = np.float32(-1e9)
"""The logarithm of no weight."""


@dataclass(frozen=True, slots=True)
class Padded:
    """Texts on their way through the model."""

    states: Floats
    """Shape (texts, pieces of the longest, width)."""
    known: NDArray[np.bool_]
    """Which pieces are the text's own, shape (texts, pieces of the longest)."""


def vectors(layers: Layers, texts: Padded, heads: int) -> Any:
    """Vectors of length 1, shape (texts, width)."""
    count, longest, width = texts.states.shape
    rows = np.reshape(texts.states, (count * longest, width))
    for layer in layers:
        rows = _through(layer, rows, texts.known, heads)
    shares = (texts.known / texts.known.sum(axis=1, keepdims=True)).astype(np.float32)
    means = np.sum(np.reshape(rows, texts.states.shape) * shares[:, :, None], axis=1)
    return means / np.sqrt(np.sum(means * means, axis=1, keepdims=True))


def _through(layer: Mapping[str, Floats], rows: Any, known: NDArray[np.bool_], heads: int) -> Any:
    mixed = _product(_attention(layer, rows, known, heads), layer, "ao")
    rows = _norm(rows + mixed, layer["aln.w"], layer["aln.b"])
    return _norm(rows + _product(_gelu(_product(rows, layer, "fi")), layer, "fo"), layer["oln.w"], layer["oln.b"])


def _attention(layer: Mapping[str, Floats], rows: Any, known: NDArray[np.bool_], heads: int) -> Any:
    count, longest = known.shape
    width = rows.shape[-1]
    shape = (count, longest, 3, heads, width // heads)
    asked, keys, values = np.transpose(np.reshape(_product(rows, layer, "qkv"), shape), (2, 0, 3, 1, 4))
    barred = np.where(known, np.float32(0), _FAR)[:, None, None, :]
    scores = np.matmul(asked, np.swapaxes(keys, 2, 3)) * np.float32((width // heads) ** -0.5) + barred
    weights = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    mixed = np.matmul(weights / np.sum(weights, axis=-1, keepdims=True), values)
    return np.reshape(np.swapaxes(mixed, 1, 2), (count * longest, width))


def _product(rows: Any, layer: Mapping[str, Floats], name: str) -> Any:
    return np.dot(rows, np.transpose(layer[f"{name}.w"])) + layer[f"{name}.b"]


def _norm(rows: Any, scale: Floats, shift: Floats) -> Any:
    rows = rows - np.mean(rows, axis=-1, keepdims=True)
    return rows / np.sqrt(np.mean(rows * rows, axis=-1, keepdims=True) + _EPSILON) * scale + shift


def _gelu(values: Any) -> Any:
    inner = np.float32(0.7978846) * values * (1 + np.float32(0.044715) * values * values)
    return np.float32(0.5) * values * (1 + np.tanh(inner))
