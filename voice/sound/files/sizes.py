"""What the headers of AIFF, AU and Ogg files say of their size. Reading them is left to libsndfile."""

import io
import struct
from pathlib import Path

from voice.sound.files.chunks import AIFF, SoundSpan, chunks, span
from voice.sound.files.file_part import FilePart

SSND_HEADER = 8
"""Bytes in front of the sound of an AIFF, counted in its size."""
UNTOLD = 0xFFFF_FFFF
"""AU's legal size for "to the end of the file"; an unfinished AIFF has it too."""
LONGEST_PAGE = 65_307
"""Bytes of an Ogg page at most."""
LAST_PAGE = 4
"""Flag of the page that ends a stream."""


def aiff_span(path: Path) -> SoundSpan | None:
    """Where the sound lies; None if the file has no sound chunk."""
    with path.open("rb") as file:
        end = file.seek(0, io.SEEK_END)
        for chunk in chunks(file, 12, end, AIFF):
            if chunk.kind == b"SSND":
                size = max(0, chunk.size - SSND_HEADER)
                return span(file, chunk.start + SSND_HEADER, size, end, AIFF, chunk.size == UNTOLD)
    return None


def au_span(path: Path) -> SoundSpan | None:
    """Where the sound lies; None if its size is not told."""
    with path.open("rb") as file:
        head = file.read(12)
        end = file.seek(0, io.SEEK_END)
    start, size = struct.unpack(">2I" if head[:4] == b".snd" else "<2I", head[4:12].ljust(8, b"\0"))
    return None if size == UNTOLD else SoundSpan(start, size or None, max(0, end - start))


def repaired(path: Path, place: SoundSpan) -> FilePart:
    """An AIFF or AU that was never finished, with the size of the sound in its header."""
    with path.open("rb") as file:
        head = file.read(place.start)
    is_aiff = head[:4] == b"FORM"
    at, size = (place.start - 12, SSND_HEADER + place.held) if is_aiff else (8, UNTOLD)
    return FilePart(path, head[:at] + struct.pack(">I", size) + head[at + 4 :], place.start, place.held)


def ogg_has_end(path: Path) -> bool:
    """Is the last page whole, and marked as the end of its stream?"""
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - 2 * LONGEST_PAGE))
        tail = file.read()
    page = tail[tail.rfind(b"OggS") :]
    if len(page) < 27 or len(page) < 27 + page[26]:
        return False
    return bool(page[5] & LAST_PAGE) and len(page) >= 27 + page[26] + sum(page[27 : 27 + page[26]])
