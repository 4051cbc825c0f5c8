"""Sentences to vectors: the forward pass of a BERT encoder (Devlin et al. 2019) in numpy, and the mean of its pieces.

Its last layers are there twice: as they came, for meanings, and tuned, for questions that want the same answer
(nlu/tuning). A text goes through the layers below them once.

The pieces of several texts stand one below the other and go through each product together: for the few words of a turn
that takes hardly longer than one text, because reading the weights is the work. Only attention looks at each text
alone. Texts of one length do that together, so that nothing is padded and nothing masked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlu.sentences.metric import unit
from nlu.sentences.packed_model import Floats, PackedModel, read_packed_model
from nlu.sentences.word_pieces import word_pieces

PREFIX = "query: "
"""The model was trained with it for comparisons of questions with questions."""
PRODUCTS = ("qkv.w", "ao.w", "fi.w", "fo.w")
FEW = 64
"""Rows up to which the weights go first."""
TOGETHER = 1024
"""Pieces that go through at once: enough to keep the cores busy, few enough for their caches."""


Layer = Mapping[str, Floats]
"""The tensors of a layer by name; PRODUCTS have a row for each output."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Vectors of length 1, both of shape (texts, width)."""

    meanings: Floats
    """Near if the meanings are: also those of a question and of a sentence that answers it."""
    questions: Floats
    """Near if the same answer is asked for."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Texts of one length that stand one below the other."""

    texts: int
    length: int


class SentenceEncoder:
    """Not tied to a call; safe in several threads."""

    def __init__(self, path: Path, tuned: Sequence[Layer] = ()) -> None:
        """Read the model. `tuned`: its last layers once more, for questions; without them questions are meanings.

        Raises:
            ModelCorrupt: the file is not a packed sentence model.
            OSError: it cannot be read.
        """
        self._model = read_packed_model(path)
        self._layers = [_layer(self._model, number) for number in range(self._model.layers)]
        self._tuned = tuned

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        return self._model.width

    @property
    def heads(self) -> int:
        """Of the attention."""
        return self._model.heads

    def last_layers(self, count: int) -> Sequence[Layer]:
        """As they came, not tuned."""
        return self._layers[-count:]

    def encode(self, texts: Sequence[str]) -> Encoded:
        """A text beyond the model's 512 pieces is cut."""
        meanings, questions = np.zeros((2, len(texts), self.width), np.float32)
        shared = len(self._layers) - len(self._tuned)
        for batch, state, spans in self._passed(texts, self._layers[:shared]):
            meanings[batch] = _pooled(self._through(self._layers[shared:], state, spans), spans)
            questions[batch] = _pooled(self._through(self._tuned, state, spans), spans)
        return Encoded(meanings, questions if self._tuned else meanings)

    def states(self, texts: Sequence[str], left: int) -> list[NDArray[np.float16]]:
        """Of each text what goes into the last `left` layers, shape (pieces, width)."""
        found: dict[int, NDArray[np.float16]] = {}
        for batch, state, spans in self._passed(texts, self._layers[: len(self._layers) - left]):
            rows = (row for same in _apart(state, spans) for row in same.astype(np.float16))
            found |= zip(batch, rows, strict=True)
        return [found[at] for at in range(len(texts))]

    def _passed(self, texts: Sequence[str], layers: Sequence[Layer]) -> Iterator[tuple[list[int], Floats, list[_Span]]]:
        """Batches of texts behind some layers: which texts, the states of their pieces, and how these lie."""
        pieces = [word_pieces(PREFIX + text, self._model.pieces, self._model.longest) for text in texts]
        order = sorted(range(len(texts)), key=lambda at: len(pieces[at]))
        for batch in _batches(order, pieces):
            spans = [_Span(len(list(same)), length) for length, same in groupby(len(pieces[at]) for at in batch)]
            yield batch, self._through(layers, self._embedded([pieces[at] for at in batch]), spans), spans

    def _embedded(self, texts: Sequence[Sequence[int]]) -> Floats:
        """What goes into the first layer, shape (pieces of all texts, width)."""
        weights = self._model.weights
        places = weights["emb.pos"].reshape(-1, self.width) + weights["emb.type"][: self.width]
        numbers = np.array([piece for text in texts for piece in text], np.intp)
        state = self._model.word_rows(numbers) + np.concatenate([places[: len(text)] for text in texts])
        return self._norm(state, weights["emb.ln.w"], weights["emb.ln.b"])

    def _through(self, layers: Sequence[Layer], state: Floats, spans: Sequence[_Span]) -> Floats:
        for layer in layers:
            state = self._through_one(layer, state, spans)
        return state

    def _through_one(self, layer: Layer, state: Floats, spans: Sequence[_Span]) -> Floats:
        """One layer: attention, then the feed-forward network, each added to what goes in."""
        mixed = _product(self._attention(layer, state, spans), layer["ao.w"]) + layer["ao.b"]
        state = self._norm(state + mixed, layer["aln.w"], layer["aln.b"])
        inner = _gelu(_product(state, layer["fi.w"]) + layer["fi.b"])
        return self._norm(state + _product(inner, layer["fo.w"]) + layer["fo.b"], layer["oln.w"], layer["oln.b"])

    def _attention(self, layer: Layer, state: Floats, spans: Sequence[_Span]) -> Floats:
        """Scaled dot-product attention of several heads, within each text."""
        together = _product(state, layer["qkv.w"]) + layer["qkv.b"]
        return np.concatenate([self._mixed(each) for each in _apart(together, spans)])

    def _mixed(self, rows: Floats) -> Floats:
        """Questions, keys and values of texts of one length, (texts, pieces, 3 * width), to (texts * pieces, width)."""
        texts, length, _ = rows.shape
        headed = rows.reshape(texts, length, 3, self._model.heads, -1)
        asked, keys, values = headed.transpose(2, 0, 3, 1, 4)
        scores = asked @ keys.swapaxes(2, 3) / np.float32(np.sqrt(asked.shape[-1]))
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed: Floats = scores @ values
        return mixed.swapaxes(1, 2).reshape(texts * length, -1)

    def _norm(self, rows: Floats, scale: Floats, shift: Floats) -> Floats:
        """Layer normalisation of the last axis."""
        rows = rows - rows.mean(axis=-1, keepdims=True)
        variance = np.einsum("...i,...i->...", rows, rows)[..., None] / np.float32(rows.shape[-1])
        normal: Floats = rows / np.sqrt(variance + np.float32(self._model.epsilon)) * scale + shift
        return normal


def _batches(order: Sequence[int], texts: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Texts that go through together, TOGETHER pieces at most unless a single one is longer."""
    batch: list[int] = []
    pieces = 0
    for at in order:
        if batch and pieces + len(texts[at]) > TOGETHER:
            yield batch
            batch, pieces = [], 0
        batch.append(at)
        pieces += len(texts[at])
    if batch:
        yield batch


def _apart(rows: Floats, spans: Sequence[_Span]) -> Iterator[Floats]:
    """The rows of each span, shape (texts, length, columns)."""
    start = 0
    for span in spans:
        end = start + span.texts * span.length
        yield rows[start:end].reshape(span.texts, span.length, -1)
        start = end


def _pooled(state: Floats, spans: Sequence[_Span]) -> Floats:
    """The mean of each text's pieces, of length 1, shape (texts, width)."""
    return unit(np.concatenate([each.mean(axis=1) for each in _apart(state, spans)]))


def _layer(model: PackedModel, number: int) -> Layer:
    """The tensors of a layer. Those that make questions, keys and values become one: a product instead of three."""
    start = f"l{number}."
    found = {name.removeprefix(start): tensor for name, tensor in model.weights.items() if name.startswith(start)}
    for kind in "wb":
        found[f"qkv.{kind}"] = np.concatenate([found.pop(f"{part}.{kind}") for part in "qkv"], axis=-1)
    return {name: np.ascontiguousarray(tensor.T) if name in PRODUCTS else tensor for name, tensor in found.items()}


def _product(rows: Floats, turned: Floats) -> Floats:
    """Rows times weights that are stored turned: for few rows a fifth faster than the other way round."""
    if len(rows) > FEW:
        many: Floats = rows @ turned.T
        return many
    few: Floats = np.ascontiguousarray((turned @ rows.T).T)
    return few


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
