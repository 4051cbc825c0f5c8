"""Writes a trigram as `graph/Gr.fst`, in OpenFst's type `const`, which Vosk loads like the type `ngram`.

Layout (version 2, little endian): header, one symbol table, then for each state its final weight, first arc, number of
arcs and of epsilon arcs (twice), then for each arc its word (twice), weight and next state. Source: OpenFst 1.8,
const-fst.h. The backoff is the epsilon arc of a state, its first one; after a word the machine is in the state of the
longest context that it knows.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voice.language_model.graph_reader import MAGIC, Graph
from voice.language_model.trigram import BEGIN, LAST_TWO, LAST_WORD, WORD_BITS, Keys, Numbers, Trigram

_STATE = np.dtype([("final", "<f4"), ("first", "<u4"), ("arcs", "<u4"), ("inputs", "<u4"), ("outputs", "<u4")])
_ARC = np.dtype([("input", "<i4"), ("output", "<i4"), ("weight", "<f4"), ("next", "<i4")])
_VERSION = 2
_HAS_OUTPUT_SYMBOLS = 2
_ROOT = 0


def write_graph(path: Path, graph: Graph) -> None:
    """Write the model of a graph that `read_graph` gave, or of a changed one. Raises OSError."""
    states, arcs, start = _machine(graph.trigram)
    with path.open("wb") as file:
        file.write(struct.pack("<i", MAGIC) + _text("const") + _text("standard"))
        head = (_VERSION, _HAS_OUTPUT_SYMBOLS, graph.properties, start, len(states), len(arcs))
        file.write(struct.pack("<iiQqqq", *head))
        file.write(graph.symbols)
        file.write(states.tobytes())
        file.write(arcs.tobytes())


def _text(text: str) -> bytes:
    return struct.pack("<i", len(text)) + text.encode()


@dataclass(frozen=True, slots=True)
class _States:
    """Numbers of the states: the root, then those of one context word, then those of two."""

    one: Keys
    two: Keys

    def __len__(self) -> int:
        return 1 + len(self.one) + len(self.two)

    def of_one(self, words: Keys) -> Keys:
        """The states of these contexts, the root for unknown ones."""
        return self._found(self.one, words, 1, np.full(len(words), _ROOT))

    def of_two(self, keys: Keys) -> Keys:
        """The states of these contexts, or of their last word."""
        return self._found(self.two, keys, 1 + len(self.one), self.of_one(keys & LAST_WORD))

    @staticmethod
    def _found(known: Keys, wanted: Keys, first: int, otherwise: Keys) -> Keys:
        at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        return np.where(known[at] == wanted, first + at, otherwise)


def _machine(model: Trigram) -> tuple[NDArray[np.void], NDArray[np.void], int]:
    """States, arcs and the state before a sentence."""
    two = np.unique(model.trigrams.keys >> WORD_BITS)
    one = np.unique(np.concatenate([model.bigrams.keys >> WORD_BITS, two & LAST_WORD, [BEGIN]]))
    numbers = _States(one, two)
    words = np.flatnonzero(model.unigrams)
    bigrams, trigrams = model.bigrams.keys, model.trigrams.keys
    owner = np.concatenate(
        [np.zeros(len(words), np.int64), numbers.of_one(bigrams >> WORD_BITS), numbers.of_two(trigrams >> WORD_BITS)]
    )
    said = np.concatenate([words, bigrams & LAST_WORD, trigrams & LAST_WORD])
    p = np.concatenate([model.unigrams[words], model.bigrams.values, model.trigrams.values])
    after = np.concatenate([words, bigrams, trigrams & LAST_TWO])
    final = np.full(len(numbers), np.inf, np.float32)
    ends = said == model.end
    final[owner[ends]] = -np.log(p[ends])
    owner, said, p, after = owner[~ends], said[~ends], p[~ends], after[~ends]
    following = np.where(owner == _ROOT, numbers.of_one(after & LAST_WORD), numbers.of_two(after))
    backoff, backs_to = _backoff_arcs(model, numbers)
    owner = np.concatenate([np.arange(1, len(numbers)), owner])
    said = np.concatenate([np.zeros(len(backoff), np.int64), said])
    weights = -np.log(np.concatenate([backoff, p]))
    arcs = _arcs(owner, said, weights, np.concatenate([backs_to, following]))
    counts = np.bincount(owner, minlength=len(numbers))
    states = np.zeros(len(numbers), _STATE)
    states["final"], states["arcs"] = final, counts
    states["first"] = np.concatenate([[0], np.cumsum(counts)[:-1]])
    states["inputs"] = states["outputs"] = np.arange(len(numbers)) != _ROOT
    return states, arcs, int(numbers.of_one(np.array([BEGIN]))[0])


def _backoff_arcs(model: Trigram, numbers: _States) -> tuple[Numbers, Keys]:
    """Factor and target of the backoff of each state but the root."""
    factors = np.concatenate([model.backoff_1[numbers.one], model.backoff_2.find(numbers.two, 1.0)])
    targets = np.concatenate([np.zeros(len(numbers.one), np.int64), numbers.of_one(numbers.two & LAST_WORD)])
    return factors, targets


def _arcs(owner: Keys, said: Keys, weights: Numbers, following: Keys) -> NDArray[np.void]:
    """The arcs by their states and words; the epsilon comes first."""
    order = np.argsort(owner << WORD_BITS | said, kind="stable")
    arcs = np.zeros(len(order), _ARC)
    arcs["input"] = arcs["output"] = said[order]
    arcs["weight"], arcs["next"] = weights[order], following[order]
    return arcs
