"""WAV, RF64, BW64 and W64 files: their headers are read here, because recorders leave them unfinished."""

import io
import struct
from dataclasses import dataclass
from pathlib import Path

from call.errors import AudioFileBroken
from voice.sound.files.chunks import RIFF, RIFX, W64, Dialect, SoundSpan, chunks, span
from voice.sound.files.file_part import FilePart

W64_RIFF = bytes.fromhex("726966662e91cf11a5d628db04c10000")
FAMILY: dict[bytes, Dialect] = {b"RIFF": RIFF, b"RIFX": RIFX, b"RF64": RIFF, b"BW64": RIFF, b"riff": W64}
UNFINISHED = (range(0x7FFF_0000, 0x8001_0000), range(0xFFFF_0000, 0x1_0000_0000), range(1 << 62, 1 << 64))
"""Data sizes that programs write when they do not know the length: the largest number, or that less a header."""
SMALLEST_LARGE = 0xFFFF_0000
"""Bytes of sound that no 32-bit size can tell."""
MOST_OF_A_HEADER = 1 << 16
"""Bytes of a `fmt ` chunk that are looked at."""
CODECS = {
    0x0045: "G.726", 0x0064: "G.726", 0x0065: "G.722", 0x028F: "G.722", 0x0083: "G.729", 0x0133: "G.729",
    0x0042: "G.723.1", 0x0111: "G.723.1", 0x0014: "G.723", 0x0022: "TrueSpeech", 0x0057: "AMR-NB", 0x0058: "AMR-WB",
    0x00FF: "AAC", 0x1610: "AAC", 0x0160: "WMA", 0x0161: "WMA", 0x0162: "WMA", 0x0163: "WMA", 0x0130: "Sipro ACELP",
    0x0010: "OKI ADPCM", 0x0017: "Dialogic ADPCM", 0xA109: "Speex", 0x704F: "Opus", 0x0050: "MP2", 0x0055: "MP3",
}  # fmt: skip
"""Formats by the number in the `fmt ` chunk."""
OF_LIBSNDFILE = (0x0000, 0x0001, 0x0002, 0x0003, 0x0006, 0x0007, 0x0011, 0x0031)
"""Those that libsndfile reads if the rest of the header is right."""


@dataclass(frozen=True, slots=True)
class WavHeader:
    """What a header says."""

    fmt: bytes
    fact: bytes
    """Empty if there is none."""
    big_endian: bool
    span: SoundSpan

    @property
    def codec(self) -> str:
        return CODECS.get(self._number, f"format {self._number:#06x}")

    @property
    def is_of_libsndfile(self) -> bool:
        return self._number in OF_LIBSNDFILE

    @property
    def _number(self) -> int:
        return int.from_bytes(self.fmt[:2], "big" if self.big_endian else "little")


def is_wav(head: bytes) -> bool:
    return head[:16] == W64_RIFF or (head[:4] in FAMILY and head[8:12] == b"WAVE")


def read_header(path: Path) -> WavHeader:
    """The header of a file that `is_wav`. Raises AudioFileBroken, OSError."""
    with path.open("rb") as file:
        name = file.read(4)
        dialect = FAMILY[name]
        end = file.seek(0, io.SEEK_END)
        found: dict[bytes, bytes] = {}
        for chunk in chunks(file, 40 if dialect is W64 else 12, end, dialect):
            if chunk.kind == b"data":
                size = _long_size(found.get(b"ds64", b""), chunk.size)
                unfinished = any(size in sizes for sizes in UNFINISHED) and size > end - chunk.start
                place = span(file, chunk.start, size, end, dialect, unfinished)
                return WavHeader(found.get(b"fmt ", b""), found.get(b"fact", b""), name == b"RIFX", place)
            if chunk.kind in (b"fmt ", b"fact", b"ds64"):
                file.seek(chunk.start)
                found[chunk.kind] = file.read(min(chunk.size, MOST_OF_A_HEADER))
    raise AudioFileBroken(f"{path}: a WAV header without sound behind it")


def _long_size(ds64: bytes, size: int) -> int:
    """The size of the sound. RF64 and BW64 write 0xFFFFFFFF and keep it in a chunk of its own."""
    if len(ds64) < 16 or size != 0xFFFF_FFFF:
        return size
    return int(struct.unpack("<Q", ds64[8:16])[0])


def repaired(path: Path, header: WavHeader) -> FilePart:
    """The file as it should be: the sound to its end behind a header that tells its size."""
    return FilePart(path, _new_header(header), header.span.start, header.span.used)


def _new_header(header: WavHeader) -> bytes:
    size = header.span.used
    order = ">" if header.big_endian else "<"
    large = size >= SMALLEST_LARGE and not header.big_endian
    ds64 = struct.pack("<4sI3QI", b"ds64", 28, size + 1024, size, 0, 0) if large else b""
    told = 0xFFFF_FFFF if large else min(size, SMALLEST_LARGE)
    inside = ds64 + _chunk(b"fmt ", header.fmt, order) + (_chunk(b"fact", header.fact, order) if header.fact else b"")
    inside = b"WAVE" + inside + b"data" + struct.pack(f"{order}I", told)
    name = b"RIFX" if header.big_endian else b"RF64" if large else b"RIFF"
    return name + struct.pack(f"{order}I", 0xFFFF_FFFF if large else told + len(inside)) + inside


def _chunk(kind: bytes, content: bytes, order: str) -> bytes:
    return kind + struct.pack(f"{order}I", len(content)) + content + b"\0" * (len(content) % 2)
