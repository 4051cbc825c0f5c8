"""MP3 files without an index get one: libsndfile guesses their length from the first bit rate, and stops there."""

import mmap
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from voice.sound.files.file_part import FilePart

INDEX_MARKS = (b"Xing", b"Info", b"VBRI")
START = 4096
"""Bytes behind the tags in which the first frame lies, with the index in it."""
KBITS = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
"""Of layer III in MPEG 1, and in MPEG 2 and 2.5."""
RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
MPEG_1 = 3
MOST_KBITS = 14
"""Index of the largest bit rate: the frame of the index holds it in any case."""


@dataclass(frozen=True, slots=True)
class _FrameHeader:
    """Four bytes in front of each frame of layer III."""

    word: int

    @property
    def is_one(self) -> bool:
        layer_3 = self.word & 0xFFE6_0000 == 0xFFE2_0000
        return layer_3 and self.version in RATES and 0 < self._kbits < 15 and self._rate < 3

    @property
    def version(self) -> int:
        return self.word >> 19 & 3

    @property
    def _kbits(self) -> int:
        return self.word >> 12 & 15

    @property
    def _rate(self) -> int:
        return self.word >> 10 & 3

    @property
    def size(self) -> int:
        """Bytes of the frame with this header."""
        kbits = KBITS[self.version == MPEG_1][self._kbits]
        factor = 144_000 if self.version == MPEG_1 else 72_000
        return factor * kbits // RATES[self.version][self._rate] + (self.word >> 9 & 1)

    @property
    def side_bytes(self) -> int:
        """Between the header and what a decoder takes for the index."""
        mono = self.word >> 6 & 3 == 3
        return (17 if mono else 32) if self.version == MPEG_1 else (9 if mono else 17)

    def of_index(self) -> "_FrameHeader":
        """Header of a frame of the same kind, without a checksum, that is large enough."""
        return _FrameHeader(self.word & ~0xF200 | 0x1_0000 | MOST_KBITS << 12)

    def is_like(self, other: "_FrameHeader") -> bool:
        return self.is_one and self.word & 0xFFFE_0C00 == other.word & 0xFFFE_0C00


def is_mp3(head: bytes) -> bool:
    """Does it begin as an MP3: with tags, or a frame?"""
    return head[:3] == b"ID3" or (len(head) >= 4 and _FrameHeader(struct.unpack(">I", head[:4])[0]).is_one)


def indexed(path: Path) -> Callable[[], FilePart] | None:
    """Opens the file with an index in front; None if it has one, or no frames. Raises OSError."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        at = _behind_tags(content)
        if any(mark in content[at : at + START] for mark in INDEX_MARKS):
            return None
        frames = _frames(content, at)
        start = next(frames, None)
        if start is None:
            return None
        size = len(content) - start
        return partial(FilePart, path, _index(_header(content, start), 1 + sum(1 for _ in frames), size), start, size)


def _behind_tags(content: mmap.mmap) -> int:
    if content[:3] != b"ID3" or len(content) < 10:
        return 0
    return 10 + sum((byte & 0x7F) << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))


def _header(content: mmap.mmap, at: int) -> _FrameHeader:
    return _FrameHeader(struct.unpack(">I", content[at : at + 4].ljust(4, b"\0"))[0])


def _frames(content: mmap.mmap, at: int) -> Iterator[int]:
    """Where the whole frames begin. What lies between is passed over; the first is one that another follows."""
    first: _FrameHeader | None = None
    while 0 <= at <= len(content) - 4:
        header = _header(content, at)
        known = header.is_like(first) if first else header.is_one
        after = at + header.size if known else 0
        if known and after <= len(content) and (after > len(content) - 4 or _header(content, after).is_like(header)):
            first = first or header
            yield at
            at = after
        else:
            at = content.find(b"\xff", at + 1)


def _index(like: _FrameHeader, frames: int, size: int) -> bytes:
    header = like.of_index()
    told = struct.pack(">I", header.word) + bytes(header.side_bytes) + b"Xing" + struct.pack(">3I", 3, frames, size)
    return told.ljust(header.size, b"\0")
