"""Writes a result to the place that a user named: all of it, or the old file stays. `-` is standard output.

Every failure is one PlaceUnwritable that names the place.
"""

import os
import secrets
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from call.errors import PlaceUnwritable

STDOUT = "-"
_SHARED, _PRIVATE = 0o666, 0o600
"""Modes of new files; the umask takes away from them."""


@contextmanager
def unwritable(place: str | Path) -> Iterator[None]:
    """Turns an OSError of writing there into PlaceUnwritable."""
    try:
        yield
    except OSError as error:
        raise PlaceUnwritable(f"{place}: cannot be written ({error.strerror or type(error).__name__})") from error


def write_result(place: str | Path, content: str | bytes, *, private: bool = False) -> None:
    """Write text as UTF-8, or bytes. A device or a pipe is written into; any other file is replaced as a whole.

    `private`: the file holds callers' words, so only its owner may read it, whatever the old file's permissions were.
    """
    if str(place) == STDOUT and isinstance(content, str):
        sys.stdout.write(content)
        return
    data = content.encode() if isinstance(content, str) else content
    with unwritable(place):
        target = _target(Path(place))
        if target is None:
            with Path(place).open("wb") as device:
                device.write(data)
        else:
            aside = write_aside(target, data, private=private)
            try:
                aside.replace(target)
            finally:  # it may hold callers' words
                aside.unlink(missing_ok=True)


def check_place(place: str | Path | None, *, make_folder: bool = False) -> None:
    """Call before long work: raises if a result could not be written there. None and `-` always can.

    Leaves nothing behind except the folder that `make_folder` wants.
    """
    if place is None or str(place) == STDOUT:
        return
    with unwritable(place):
        if make_folder:
            Path(place).parent.mkdir(parents=True, exist_ok=True)
        target = _target(Path(place))
        if target is not None:
            aside = _aside(target)
            os.close(_create(aside, _PRIVATE))
            aside.unlink()


def check_folder(folder: Path, size: int) -> None:
    """Call before long work: makes the folder, and raises if it has no room for `size` bytes."""
    with unwritable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            os.posix_fallocate(file.fileno(), 0, size)


def write_aside(target: Path, data: bytes, *, private: bool = False) -> Path:
    """Write a new file beside `target`, safely on the disk; the caller of this function then renames it.

    It gets the mode of the old file, unless it is `private`. Raises OSError, and then leaves nothing behind.
    """
    aside = _aside(target)
    try:
        with os.fdopen(_create(aside, _PRIVATE if private else _SHARED), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            with suppress(FileNotFoundError):
                aside.chmod(stat.S_IMODE(target.stat().st_mode))
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


@contextmanager
def all_or_nothing() -> Iterator[list[tuple[Path, Path]]]:
    """A list for pairs (new file, the one that it replaces). They are put in place when the block ends well.

    After an error none is, and the new files are removed. Raises what the block raises, and OSError.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        yield staged
        while staged:
            new, old = staged[0]
            new.replace(old)
            staged.pop(0)
    finally:
        for new, _ in staged:
            with suppress(OSError):
                new.unlink()


def _target(path: Path) -> Path | None:
    """The file to replace, with links followed; None for a device or a pipe."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return path.resolve()  # a link that leads nowhere also stays a link
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(None, "it is a folder")
    if not stat.S_ISREG(mode) or path.absolute().parts[1] in ("dev", "proc"):
        return None  # a file there is one that some process has open: a rename would take it away
    if not os.access(path, os.W_OK):
        raise PermissionError(None, "it is write-protected")
    return path.resolve()


def _aside(target: Path) -> Path:
    return target.with_name(f".{secrets.token_hex(8)}.part")


def _create(path: Path, mode: int) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
