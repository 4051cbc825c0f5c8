"""Reads the journal's lines: one event each. A line that is not an event is skipped like a torn one."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import BinaryIO

Event = dict[str, object]

TRIAL = "trial-"
"""So the ids of typed and replayed calls begin: nobody waits for what was promised in them, and their request numbers
count from 1 and are no live ones. The ids of callers' calls are random hexadecimal digits."""
LONGEST_CALL = timedelta(hours=1)
"""No call goes on for longer: a call whose first line is older has ended."""
LONGEST_LINE = 4 << 20
"""Bytes. A hand-over at the end of the longest call takes less than a twentieth of this."""


def lines_of(file: BinaryIO, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Lines from that byte on, each with the place after it. Only the last one may lack its newline.

    A line longer than LONGEST_LINE is not ours: it is skipped, and never held in memory as a whole.
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
    """None unless the line names the call and the event. A moment may be missing, but needs its time zone."""
    try:
        event = json.loads(line.decode())
        if b"\\u" in line:
            json.dumps(event, ensure_ascii=False).encode()  # fails for half a surrogate pair: it cannot be printed
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) and _sound(event) else None


def moment_of(event: Event) -> datetime | None:
    """When it happened, with a time zone; None if the event does not say."""
    time = event.get("time")
    try:
        moment = datetime.fromisoformat(time) if isinstance(time, str) else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def _sound(event: Event) -> bool:
    named = isinstance(event.get("call"), str) and isinstance(event.get("event"), str)
    timed = "time" not in event or moment_of(event) is not None
    return named and timed and type(event.get("at_ms", 0)) is int  # isinstance would accept True


def is_trial(event: Event) -> bool:
    """Is it of a typed or replayed call, in which no caller waits?"""
    return str(event.get("call", "")).startswith(TRIAL)
