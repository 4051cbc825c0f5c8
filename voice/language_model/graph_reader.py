"""Reads `graph/Gr.fst` of a Vosk model: OpenFst's type `ngram`, a backoff trigram in the LOUDS encoding.

Little endian. Header: magic, type of machine, type of arc, version, flags, properties, start, states, arcs; two equal
symbol tables; numbers of states n, of predicted words f and of final states; three bitmaps in 64-bit words:
    contexts  `10`, then for each state a 1 for each child and a 0: the tree of contexts, breadth first
    words     a 0, then for each state a 1 for each word it predicts and a 0
    finals    a 1 for each state that can end a sentence
then the context word of each state (the earliest one: the parent is the context without it), the predicted words, and
as -ln p the backoffs, the finals and the words. State 0 has no context. Source: OpenFst 1.8, extensions/ngram.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from call.errors import ModelCorrupt
from voice.language_model.trigram import WORD_BITS, Keys, NGrams, Numbers, Trigram

MAGIC = 2125659606
SYMBOLS_MAGIC = 2125658996
_HEAD = struct.Struct("<iiQqqq")
_HAS_BOTH_SYMBOLS = 3


@dataclass(frozen=True, slots=True)
class Graph:
    """A language model with the symbol table that the recogniser's other graph agrees with."""

    words: tuple[str, ...]
    """By id; empty for ids that are not in use."""
    symbols: bytes
    """The symbol table as it is in the file."""
    properties: int
    """OpenFst's property bits of such a model."""
    trigram: Trigram


def read_graph(path: Path) -> Graph:
    """The language model of a Vosk model. Raises ModelCorrupt if the file is none, or of another kind."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelCorrupt(f"{path} cannot be read ({error.strerror})") from error
    try:
        return _Reader(data).graph()
    except (struct.error, ValueError, IndexError, UnicodeDecodeError) as error:
        raise ModelCorrupt(f"{path} is not a language model that can be adapted ({error})") from error


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def graph(self) -> Graph:
        if self._int() != MAGIC:
            raise ValueError("no OpenFst file")
        kind, arcs = self._text(), self._text()
        _, flags, properties, *_ = self._struct(_HEAD)
        if (kind, arcs, flags) != ("ngram", "standard", _HAS_BOTH_SYMBOLS):
            raise ValueError(f"of type {kind} with {arcs} arcs, not ngram with standard arcs")
        words, symbols = self._symbol_table()
        self._symbol_table()
        trigram = self._trigram(len(words))
        if self._at != len(self._data):
            raise ValueError(f"{len(self._data) - self._at} bytes too many")
        return Graph(words, symbols, properties, trigram)

    def _symbol_table(self) -> tuple[tuple[str, ...], bytes]:
        began = self._at
        if self._int() != SYMBOLS_MAGIC:
            raise ValueError("no symbol table")
        self._text()
        available, count = self._struct(struct.Struct("<qq"))
        words = [""] * available
        for _ in range(count):
            text = self._text()
            words[self._struct(_LONG)[0]] = text
        return tuple(words), self._data[began : self._at]

    def _trigram(self, end: int) -> Trigram:
        states, futures, finals = self._struct(struct.Struct("<QQQ"))
        tree = self._bits(2 * states + 1)
        predicted = self._bits(futures + states + 1)
        can_end = np.flatnonzero(self._bits(states))
        context_words = self._array(states + 1, "<i4")[:states].astype(np.int64)
        words = self._array(futures, "<i4").astype(np.int64)
        backoffs = np.exp(-self._array(states + 1, "<f4")[:states].astype(float))
        end_weights = np.exp(-self._array(finals, "<f4").astype(float))
        weights = np.exp(-self._array(futures + 1, "<f4")[:futures].astype(float))
        contexts, order = _contexts(tree, context_words)
        owner = _groups(predicted)
        of = np.concatenate([owner, can_end])
        words = np.concatenate([words, np.full(len(can_end), end)])
        return _model(end, contexts, order, backoffs, of, words, np.concatenate([weights, end_weights]))

    def _bits(self, count: int) -> NDArray[np.uint8]:
        padded = self._array((count + 63) // 64 * 8, "u1")
        return np.unpackbits(padded, bitorder="little")[:count]

    def _array(self, count: int, kind: str) -> NDArray[Any]:
        size = np.dtype(kind).itemsize * count
        if self._at + size > len(self._data):
            raise ValueError("its end is missing")
        found = np.frombuffer(self._data, kind, count, self._at)
        self._at += size
        return found

    def _int(self) -> int:
        return int(self._struct(_INT)[0])

    def _text(self) -> str:
        length = self._int()
        text = self._data[self._at : self._at + length]
        if length < 0 or len(text) != length:
            raise ValueError("its end is missing")
        self._at += length
        return text.decode()

    def _struct(self, shape: struct.Struct) -> tuple[int, ...]:
        found = shape.unpack_from(self._data, self._at)
        self._at += shape.size
        return found


_INT, _LONG = struct.Struct("<i"), struct.Struct("<q")


def _groups(bits: NDArray[np.uint8]) -> Keys:
    """For each 1 the number of zeros before it, less the leading one: whose it is."""
    ones = np.flatnonzero(bits)
    return ones - np.arange(len(ones)) - 1


def _contexts(tree: NDArray[np.uint8], own: Keys) -> tuple[Keys, Keys]:
    """Key of the context words of each state, and how many there are."""
    parent = _groups(tree[2:])  # without the `10` above the root
    parent = np.concatenate([[-1], parent + 1])
    order = np.zeros(len(parent), np.int64)
    order[parent == 0] = 1
    order[1:][order[parent[1:]] == 1] = 2
    if (order[1:] == 0).any():
        raise ValueError("longer contexts than two words")
    keys = np.where(order == 1, own, 0)
    second = order == 2
    keys[second] = own[second] << WORD_BITS | own[parent[second]]
    return keys, order


def _model(
    end: int,
    contexts: Keys,
    order: Keys,
    backoffs: Numbers,
    of: Keys,
    words: Keys,
    p: Numbers,
) -> Trigram:
    unigrams = np.zeros(end + 1)
    rooted = order[of] == 0
    unigrams[words[rooted]] = p[rooted]
    backoff_1 = np.ones(end + 1)
    backoff_1[contexts[order == 1]] = backoffs[order == 1]
    return Trigram(
        end,
        unigrams,
        _ngrams(contexts, of, words, p, order[of] == 1),
        _ngrams(contexts, of, words, p, order[of] == 2),
        backoff_1,
        _sorted(contexts[order == 2], backoffs[order == 2]),
    )


def _ngrams(contexts: Keys, of: Keys, words: Keys, p: Numbers, chosen: NDArray[np.bool_]) -> NGrams:
    return _sorted(contexts[of[chosen]] << WORD_BITS | words[chosen], p[chosen])


def _sorted(keys: Keys, values: Numbers) -> NGrams:
    by_key = np.argsort(keys, kind="stable")
    return NGrams(keys[by_key], values[by_key])
