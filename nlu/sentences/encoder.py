"""Sentences to vectors: the forward pass of a BERT encoder (Devlin et al. 2019) in numpy, and the mean of its pieces.

Texts of one length go through together, so that nothing is padded and nothing masked.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlu.sentences.metric import unit
from nlu.sentences.packed_model import Floats, PackedModel, read_packed_model
from nlu.sentences.word_pieces import word_pieces

PREFIX = "query: "
"""The model was trained with it for comparisons of questions with questions."""
TOGETHER = 2048
"""Pieces that go through at once: enough to keep the cores busy, few enough for their caches."""


class SentenceEncoder:
    """Not tied to a call; safe in several threads."""

    def __init__(self, path: Path) -> None:
        """Read the model.

        Raises:
            ModelCorrupt: the file is not a packed sentence model.
            OSError: it cannot be read.
        """
        self._model = read_packed_model(path)
        self._layers = [_layer(self._model, number) for number in range(self._model.layers)]

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        return self._model.width

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors of length 1, shape (texts, width). A text beyond the model's 512 pieces is cut."""
        vectors = np.zeros((len(texts), self.width), np.float32)
        by_length: defaultdict[int, list[tuple[int, list[int]]]] = defaultdict(list)
        for at, text in enumerate(texts):
            pieces = word_pieces(PREFIX + text, self._model.pieces, self._model.longest)
            by_length[len(pieces)].append((at, pieces))
        for length, same in by_length.items():
            step = max(1, TOGETHER // length)
            for start in range(0, len(same), step):
                batch = same[start : start + step]
                vectors[[at for at, _ in batch]] = self._mean(np.array([pieces for _, pieces in batch], np.intp))
        return vectors

    def _mean(self, pieces: NDArray[np.intp]) -> Floats:
        """Vectors of texts with equally many pieces, shape (texts, pieces) to (texts, width)."""
        texts, length = pieces.shape
        weights = self._model.weights
        places = weights["emb.pos"].reshape(-1, self.width)[:length] + weights["emb.type"][: self.width]
        words = self._model.word_rows(pieces.reshape(-1)).reshape(texts, length, -1) + places
        state = self._norm(words.reshape(texts * length, -1), weights["emb.ln.w"], weights["emb.ln.b"])
        for layer in self._layers:
            state = self._through(layer, state, texts)
        return unit(state.reshape(texts, length, -1).mean(axis=1))

    def _through(self, layer: Mapping[str, Floats], state: Floats, texts: int) -> Floats:
        """One layer: attention, then the feed-forward network, each added to what goes in."""
        mixed = self._attention(layer, state, texts) @ layer["ao.w"] + layer["ao.b"]
        state = self._norm(state + mixed, layer["aln.w"], layer["aln.b"])
        inner = _gelu(state @ layer["fi.w"] + layer["fi.b"])
        return self._norm(state + inner @ layer["fo.w"] + layer["fo.b"], layer["oln.w"], layer["oln.b"])

    def _attention(self, layer: Mapping[str, Floats], state: Floats, texts: int) -> Floats:
        """Scaled dot-product attention of several heads, within each text."""
        asked, keys, values = (
            self._headed(rows, texts) for rows in np.split(state @ layer["qkv.w"] + layer["qkv.b"], 3, 1)
        )
        scores = asked @ keys.swapaxes(2, 3) / np.float32(np.sqrt(asked.shape[-1]))
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed: Floats = scores @ values
        return mixed.swapaxes(1, 2).reshape(state.shape)

    def _headed(self, rows: Floats, texts: int) -> Floats:
        """(texts * pieces, width) as (texts, heads, pieces, width of a head)."""
        heads = self._model.heads
        return rows.reshape(texts, -1, heads, self.width // heads).swapaxes(1, 2)

    def _norm(self, rows: Floats, scale: Floats, shift: Floats) -> Floats:
        """Layer normalisation of the last axis."""
        rows = rows - rows.mean(axis=-1, keepdims=True)
        variance = np.einsum("...i,...i->...", rows, rows)[..., None] / np.float32(rows.shape[-1])
        normal: Floats = rows / np.sqrt(variance + np.float32(self._model.epsilon)) * scale + shift
        return normal


def _layer(model: PackedModel, number: int) -> dict[str, Floats]:
    """The tensors of a layer. Those that make questions, keys and values become one: a product instead of three."""
    start = f"l{number}."
    found = {name.removeprefix(start): tensor for name, tensor in model.weights.items() if name.startswith(start)}
    for kind in "wb":
        found[f"qkv.{kind}"] = np.concatenate([found.pop(f"{part}.{kind}") for part in "qkv"], axis=-1)
    return found


def _gelu(values: Floats) -> Floats:
    """Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016): four times as fast as the exact one."""
    inner = values * values
    inner *= np.float32(0.044715)
    inner += 1
    inner *= values
    inner *= np.float32(np.sqrt(2 / np.pi))
    np.tanh(inner, out=inner)
    inner += 1
    inner *= values
    inner *= np.float32(0.5)
    return inner
