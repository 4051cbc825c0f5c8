"""Reads a growing journal on: each time only what was appended since, at first only what is recent.

A journal that was deleted, rotated or cut is noticed by its inode, its size and the last bytes that were read.
"""

import os
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from call.journal_lines import Event, event_of, lines_of, moment_of
from call.private_file import open_to_read

BLOCK = 1 << 20
"""Bytes between the places that are looked at to find where the recent part begins."""
_LINES_LOOKED_AT = 50
_MARK = 64


class JournalFollower:
    """Of one journal, for one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._inode: tuple[int, int] | None = None
        self._place = 0
        self._mark = b""

    def news(self, oldest: datetime) -> Iterator[Event | None]:
        """Events in order; None means that the journal is another one now, and what was read before is gone.

        At first, what is older than `oldest` may be left out. Raises OSError, and PlaceRefused for no regular file.
        """
        try:
            if self._unchanged(os.stat(self._path)):
                return
            with open_to_read(self._path) as file:
                if not self._known(file):
                    self._begin(file, oldest)
                    yield None
                yield from self._read_on(file)
        except FileNotFoundError:
            self._inode = None
            yield None

    def _unchanged(self, there: os.stat_result) -> bool:
        return (there.st_dev, there.st_ino) == self._inode and there.st_size == self._place

    def _known(self, file: BinaryIO) -> bool:
        there = os.fstat(file.fileno())
        if (there.st_dev, there.st_ino) != self._inode or there.st_size < self._place:
            return False
        return os.pread(file.fileno(), len(self._mark), self._place - len(self._mark)) == self._mark

    def _begin(self, file: BinaryIO, oldest: datetime) -> None:
        there = os.fstat(file.fileno())
        self._inode = (there.st_dev, there.st_ino)
        self._place, self._mark = _recent(file, there.st_size, oldest), b""

    def _read_on(self, file: BinaryIO) -> Iterator[Event]:
        for place, line in lines_of(file, self._place):
            if not line.endswith(b"\n"):
                return  # somebody is writing it
            self._place, self._mark = place, line[-_MARK:]
            if event := event_of(line):
                yield event


def _recent(file: BinaryIO, size: int, oldest: datetime) -> int:
    """A place before which all is older. It may be within a line: the rest of a line is no event."""
    place = size
    while place > 0:
        place = max(0, place - BLOCK)
        first = _moment_at(file, place)
        if first and first < oldest:
            break
    return place


def _moment_at(file: BinaryIO, place: int) -> datetime | None:
    """Of the first event from there on."""
    events = (event_of(line) for _, line in islice(lines_of(file, place), _LINES_LOOKED_AT))
    return next((moment for event in events if event and (moment := moment_of(event))), None)
