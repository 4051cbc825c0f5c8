"""The journal's lines as they are read back: one event each; what is not understood is passed over like a torn line."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

Event = dict[str, object]

LONGEST_LINE = 4 << 20
"""Bytes. A hand-over at the end of the longest call takes less than a twentieth."""


def lines_of(file: BinaryIO, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Lines from that byte on, each with the place after it; only the last one may be without its end.

    What is longer than LONGEST_LINE is no line of ours: it is passed over, and never held in memory.
    """
    file.seek(start)
    place, whole = start, True
    while piece := file.readline(LONGEST_LINE):
        place += len(piece)
        ended = piece.endswith(b"\n")
        if whole and (ended or len(piece) < LONGEST_LINE):
            yield place, piece
        whole = ended


def event_of(line: bytes) -> Event | None:
    """None unless the line says which call, what happened and, if anything, a moment with its time zone."""
    try:
        event = json.loads(line.decode())
        if b"\\u" in line:
            json.dumps(event, ensure_ascii=False).encode()  # half a surrogate pair cannot be shown or kept
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) and _sound(event) else None


def moment_of(event: Event) -> datetime | None:
    """When it happened, with a time zone; None if the event does not say so."""
    time = event.get("time")
    try:
        moment = datetime.fromisoformat(time) if isinstance(time, str) else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def _sound(event: Event) -> bool:
    named = isinstance(event.get("call"), str) and isinstance(event.get("event"), str)
    timed = "time" not in event or moment_of(event) is not None
    return named and timed and type(event.get("at_ms", 0)) is int  # True would pass as an int
