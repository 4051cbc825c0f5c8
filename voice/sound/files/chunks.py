"""Chunks of WAV, RF64, BW64, W64 and AIFF files, and where the sound lies among them."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a family of formats writes its chunks."""

    kind_bytes: int
    size: str
    """Format of `struct`."""
    counts_header: bool = False
    align: int = 2

    @property
    def header_bytes(self) -> int:
        return self.kind_bytes + struct.calcsize(self.size)


RIFF = Dialect(4, "<I")
RIFX = Dialect(4, ">I")
AIFF = Dialect(4, ">I")
W64 = Dialect(16, "<Q", counts_header=True, align=8)
TRAILERS = (b"LIST", b"id3 ", b"ID3 ", b"bext", b"iXML", b"_PMX", b"cue ", b"smpl", b"JUNK", b"FLLR", b"PAD ", b"afsp")
"""Chunks that stand behind the sound; such a one may be cut, the sound is whole."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Where the content of a chunk starts, and how many bytes its header promises."""

    kind: bytes
    """The first four bytes of it."""
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class SoundSpan:
    """Where the sound of a file lies, and what the header says of its size. All in bytes."""

    start: int
    promised: int | None
    """None: the header was never finished."""
    held: int
    """From `start` to the end of the file."""
    hidden: int = 0
    """Behind the sound and everything else that a header names."""

    @property
    def used(self) -> int:
        return self.held if self.promised is None else min(self.promised, self.held)


def chunks(file: BinaryIO, at: int, end: int, dialect: Dialect) -> Iterator[Chunk]:
    """The chunks from `at` on, up to the first that is none. Their contents may reach behind `end`."""
    while at + dialect.header_bytes <= end:
        file.seek(at)
        head = file.read(dialect.header_bytes)
        kind = head[:4]
        size = struct.unpack(dialect.size, head[dialect.kind_bytes :])[0]
        size -= dialect.header_bytes if dialect.counts_header else 0
        if not all(0x20 <= byte < 0x7F for byte in kind) or size < 0:
            return
        start = at + dialect.header_bytes
        yield Chunk(kind, start, size)
        at = _next(file, start + size, dialect)


def _next(file: BinaryIO, at: int, dialect: Dialect) -> int:
    """Where the next chunk begins. Some programs leave the byte out that makes a chunk's size even."""
    padded = -(-at // dialect.align) * dialect.align
    if dialect.align != 2 or padded == at:
        return padded
    file.seek(at)
    return at if file.read(4)[:1].isalnum() else padded


def span(file: BinaryIO, start: int, size: int, end: int, dialect: Dialect, unfinished: bool) -> SoundSpan:
    """The span of a sound chunk. `unfinished`: its size is one that means nothing."""
    held = end - start
    if unfinished:
        return SoundSpan(start, None, held)
    hidden = _hidden(file, _next(file, start + size, dialect), end, dialect) if size < held else 0
    if not size and hidden:
        return SoundSpan(start, None, held)
    return SoundSpan(start, size, held, hidden)


def _hidden(file: BinaryIO, at: int, end: int, dialect: Dialect) -> int:
    """Bytes from `at` to the end that are no chunks."""
    for chunk in chunks(file, at, end, dialect):
        after = chunk.start + chunk.size
        if after > end and chunk.kind not in TRAILERS:
            break
        at = _next(file, after, dialect)
    return max(0, end - at)
