"""A file of JSON lines that grows while calls are replayed, and from which an interrupted run goes on."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from call.errors import InputUnfit
from datafiles.private_file import open_private
from datafiles.result_file import unwritable
from replay.reports.row import Row


def read_rows(place: Path) -> Iterator[Row]:
    """The results of an earlier run. Raises InputUnfit with the line if it holds something else."""
    try:
        with place.open("rb") as file:
            for number, line in enumerate(file, start=1):
                yield _row(place, number, line)
    except OSError as error:
        raise InputUnfit(f"{place}: cannot be read ({error.strerror})") from error


def _row(place: Path | None, number: int, line: bytes) -> Row:
    try:
        row = json.loads(line)
        if not {"file", "status", "sha256"} <= row.keys():
            raise ValueError("another kind of line")
    except (ValueError, AttributeError) as error:
        raise InputUnfit(f"{place}:{number}: this is no result of `replay --json`") from error
    return dict(row)


class RowFile:
    """Rows on the disk, each complete as soon as it is added. Only the owner may read them: they hold callers' words.

    Args:
        place: None for a file that vanishes when it is closed.
        resume: rows that are there already stay; a last line that was cut off is dropped.

    Raises:
        PlaceUnwritable, PlaceRefused: the place cannot be written.
        InputUnfit: `resume`, and the file holds something else than rows.
    """

    def __init__(self, place: Path | None, *, resume: bool = False) -> None:
        self._place = place
        self._file: BinaryIO
        if place is None:
            self._file = TemporaryFile()  # noqa: SIM115 - closed by `close`
        elif place.exists() and not place.is_file():  # a pipe or a device takes what comes, once
            with unwritable(place):
                self._file = place.open("wb", buffering=0)
        else:
            with unwritable(place):
                self._file = os.fdopen(open_private(place.resolve()), "r+b")
        self.known: dict[str, str] = {}
        """File -> digest of its sound, for the rows that were there already."""
        if self._file.seekable():
            try:
                self._keep() if resume else self._file.truncate(0)
            except BaseException:
                self._file.close()
                raise

    def add(self, line: str) -> None:
        """One row as JSON, without a line end."""
        with unwritable(self._place or "a temporary file"):
            self._file.write(f"{line}\n".encode())
            self._file.flush()

    def rows(self) -> Iterator[Row]:
        """All rows, in the order in which they were added; none of a pipe."""
        if not self._file.seekable():
            return
        self._file.seek(0)
        for line in self._file:
            yield json.loads(line)

    def close(self) -> None:
        self._file.close()

    def _keep(self) -> None:
        end = 0
        for number, line in enumerate(self._file, start=1):
            if not line.endswith(b"\n"):
                break
            row = _row(self._place, number, line)
            self.known[row["file"]] = row["sha256"]
            end += len(line)
        self._file.truncate(end)
        self._file.seek(end)
