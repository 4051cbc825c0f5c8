"""A file of lines that many processes append to. A line is written whole, or it harms no other line."""

import errno
import os
from pathlib import Path

from datafiles.private_file import LOCK_LIMIT_S, locked, open_private


class LineFile:
    """Each line is one `write` under a lock, then `fsync`. If the file was moved away or deleted, a new one is made.

    All methods raise OSError, and PlaceRefused if the path is not a regular file.
    """

    def __init__(self, path: Path, lock_limit_s: float = LOCK_LIMIT_S) -> None:
        self._path = path
        self._lock_limit_s = lock_limit_s
        self._file = self._open()

    def append(self, line: bytes) -> None:
        """`line`: without its newline. When this returns, the line survives kill -9 and a power cut."""
        if not self._in_place():
            moved = self._file
            self._file = self._open()
            os.close(moved)
        with locked(self._file, self._lock_limit_s):
            _write(self._file, line + b"\n")
        os.fsync(self._file)  # after the lock: others need not wait for the disk

    def close(self) -> None:
        os.close(self._file)

    def _open(self) -> int:
        return open_private(self._path, os.O_APPEND)

    def _in_place(self) -> bool:
        """Is the open file still the one at the path?"""
        try:
            there = os.stat(self._path, follow_symlinks=False)
        except FileNotFoundError:
            return False
        return os.path.samestat(there, os.fstat(self._file))


def _write(file: int, data: bytes) -> None:
    """One `write`. A half line of a killed writer is ended first; our own half line on a full disk is removed."""
    size = os.fstat(file).st_size
    if size and os.pread(file, 1, size - 1) != b"\n":
        data = b"\n" + data
    try:
        written = os.write(file, data)
    except OSError:
        os.ftruncate(file, size)
        raise
    if written != len(data):
        os.ftruncate(file, size)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
