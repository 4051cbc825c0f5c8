"""Follows a growing journal: reads the recent part first, and then each time only what was appended.

It notices a deleted, rotated or cut journal by the inode, the size and the last bytes that were read.
"""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from datafiles.private_file import open_to_read
from desk.journal_lines import Event, event_of, lines_of, moment_of

BLOCK = 1 << 20
"""Step, in bytes, of the search backwards for the beginning of the recent part."""
_LINES_LOOKED_AT = 50
_MARK = 64


class JournalFollower:
    """Follows one journal; for one thread at a time."""

    def __init__(self, path: Path, wanted: Callable[[bytes], bool] = lambda line: True) -> None:
        """`wanted`: is the line of use? Others are passed over unread, which is many times faster."""
        self._path = path
        self._wanted = wanted
        self._inode: tuple[int, int] | None = None
        self._place = 0
        self._mark = b""

    def news(self, oldest: datetime) -> Iterator[Event | None]:
        """New events in order. None means that the journal was replaced: forget what was read before.

        The first reading may leave out what is older than `oldest`. Raises OSError; PlaceRefused if it is not a
        regular file.
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
                return  # this line is still being written
            self._place, self._mark = place, line[-_MARK:]
            if self._wanted(line) and (event := event_of(line)):
                yield event


def _recent(file: BinaryIO, size: int, oldest: datetime) -> int:
    """A place (in bytes) before which everything is older. It may be inside a line: half a line is skipped."""
    place = size
    while place > 0:
        place = max(0, place - BLOCK)
        first = _moment_at(file, place)
        if first and first < oldest:
            break
    return place


def _moment_at(file: BinaryIO, place: int) -> datetime | None:
    """The moment of the first event after that place; None if the next lines hold none."""
    events = (event_of(line) for _, line in islice(lines_of(file, place), _LINES_LOOKED_AT))
    return next((moment for event in events if event and (moment := moment_of(event))), None)
