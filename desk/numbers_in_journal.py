"""Finds the request numbers in the journals: the counter must never fall behind them.

All journals of one folder share a counter. A number counts if it is in a hand-over and its check digit is right. So
the counter is not moved by the numbers of trials (00000001), nor by a slip in a line that was written by hand.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from call.acts import HANDED
from datafiles.private_file import open_to_read
from desk.check_digit import check_digit
from desk.journal_lines import event_of, is_trial, lines_of

BLOCK = 1 << 20
LOOKED_BACK = 16
"""For each new number, the latest one is searched in so many blocks at the end of a journal."""
_NUMBER = re.compile(r"(\d{7,11})(\d)", re.ASCII)


def latest(journal: Path) -> int:
    """The highest among the last numbers of the folder's journals, without check digit; 0 if there is none.

    Numbers grow along a journal, except those of simultaneous calls. So among rotated journals only the newest one
    with a number is read. Raises OSError.
    """
    there = set(_beside(journal))
    growing = {path for path in there if path.suffix == ".jsonl" or path == journal}
    rotated = (number for path in _newest_first(there - growing) if (number := _found(_latest_of, path)))
    return max((next(rotated, 0), *(_found(_latest_of, path) for path in growing)))


def highest(journal: Path) -> int:
    """The highest number in any line of the folder's journals, rotated ones included; 0 if there is none."""
    return max((_found(_highest_of, path) for path in _beside(journal)), default=0)


def _beside(journal: Path) -> Iterator[Path]:
    for path in journal.parent.iterdir():
        if (".jsonl" in path.name or path.name.startswith(journal.name)) and path.is_file():
            yield path


def _newest_first(paths: Iterable[Path]) -> list[Path]:
    dated = []
    for path in paths:
        with suppress(FileNotFoundError):
            dated.append((path.stat().st_mtime_ns, path))
    return [path for _, path in sorted(dated, reverse=True)]


def _found(number_in: Callable[[Path], int], path: Path) -> int:
    """0 if the file was moved away meanwhile, or belongs to somebody else."""
    try:
        return number_in(path)
    except (FileNotFoundError, PermissionError):
        return 0


def _highest_of(path: Path) -> int:
    with open_to_read(path) as file:
        return max(_numbers(line for _, line in lines_of(file)), default=0)


def _latest_of(path: Path) -> int:
    with open_to_read(path) as file:
        end = os.fstat(file.fileno()).st_size
        for _ in range(LOOKED_BACK):
            place = max(0, end - BLOCK)
            if found := max(_numbers(_lines_until(lines_of(file, place), end)), default=0):
                return found
            if place == 0:
                break
            end = place
    return 0


def _lines_until(lines: Iterator[tuple[int, bytes]], end: int) -> Iterator[bytes]:
    """The lines that begin before byte `end`."""
    for place, line in lines:
        if place - len(line) >= end:
            return
        yield line


def _numbers(lines: Iterable[bytes]) -> Iterator[int]:
    for line in lines:
        event = event_of(line) if b'"number"' in line else None
        if event and event["event"] in HANDED and not is_trial(event):
            number = _NUMBER.fullmatch(str(event.get("number")))
            if number and check_digit(number[1]) == number[2]:
                yield int(number[1])
