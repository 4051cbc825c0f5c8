"""Files that hold callers' words: readable by their owner only, regular files only, and safe against a power cut.

A symbolic link is not followed (it may lead to anybody's file). A pipe or a device is refused, without waiting.
"""

import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from call.errors import PlaceRefused

MODE = 0o600
LOCK_LIMIT_S = 2.0
"""A caller who waits longer for a confirmation thinks that the line is broken."""
_LOCK_POLL_S = 0.002
"""A lock is held for the time of one small write."""
_NO_WAITING = os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


def open_private(path: Path, flags: int = 0) -> int:
    """A descriptor for reading and writing. Makes the file if it is missing, and takes others' permissions away.

    `flags`: added to those of `open`. Raises PlaceRefused if it is not a regular file, OSError if it cannot be opened.
    """
    make_folder(path.parent)
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | _NO_WAITING | flags, MODE)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
            raise _refused(path) from error
        raise
    try:
        _check(file, path)
        if stat.S_IMODE(os.fstat(file).st_mode) != MODE:
            os.fchmod(file, MODE)
        sync_folder(path.parent)
    except (OSError, PlaceRefused):
        os.close(file)
        raise
    return file


def open_to_read(path: Path) -> BinaryIO:
    """Raises OSError; PlaceRefused if it is not a regular file: a pipe may never begin, a device never ends."""
    file = os.open(path, os.O_RDONLY | _NO_WAITING)
    try:
        _check(file, path)
    except PlaceRefused:
        os.close(file)
        raise
    return os.fdopen(file, "rb")


def replace_private(path: Path, data: bytes) -> None:
    """Replace the whole file. After a kill or a power cut it holds the old content or the new one. Raises OSError.

    Two writers at the same time are not safe: they need a lock.
    """
    make_folder(path.parent)
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)  # left by a kill
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, MODE), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


@contextmanager
def locked(file: int, limit_s: float = LOCK_LIMIT_S) -> Iterator[None]:
    """Hold an exclusive lock among threads and processes. Raises TimeoutError after the limit."""
    last = time.monotonic() + limit_s
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            if time.monotonic() >= last:
                raise TimeoutError(errno.ETIMEDOUT, "another process keeps it locked") from None
        time.sleep(_LOCK_POLL_S)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def make_folder(folder: Path) -> None:
    """Make a folder and its parents, each safely on the disk. Raises OSError."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """A new or renamed file survives a power cut only if its folder is on the disk too. Raises OSError."""
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno != errno.EINVAL:  # this file system cannot sync folders
            raise
    finally:
        os.close(file)


def _check(file: int, path: Path) -> None:
    if not stat.S_ISREG(os.fstat(file).st_mode):
        raise _refused(path)


def _refused(path: Path) -> PlaceRefused:
    return PlaceRefused(f"{path} is a link, a folder, a pipe or a device")
