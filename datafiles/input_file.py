"""Reads files that users name: only regular files, up to the longest size of their kind.

A device never ends, a pipe may never begin, and a file of gigabytes is a mistake. None of them may fill the memory.
"""

import errno
import os
import stat
from pathlib import Path

LONGEST = {
    "phrases": 64_000_000,  # texts to classify, labelled phrases, tables to import, what was heard
    "corpus": 4_000_000,  # training phrases and templates
    "page": 1_000_000,  # answers, conversations
    "settings": 1_000_000,  # TOML: lines, phrases, forms, incidents
    "cases": 64_000_000,  # a case store as CSV
}
"""Bytes, by kind."""
_STREAMS = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")
"""What a shell passes instead of a file (`-`, `<(...)`): read like a file, up to the same length."""


class UnfitFile(OSError):
    """The file is not regular or too large; `strerror` says which. An OSError, so that callers report it like those."""


def read_input(path: Path, kind: str) -> bytes:
    """The whole file. Raises OSError; UnfitFile if it is not a regular file or too large."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | (0 if _is_stream(path) else os.O_NONBLOCK))
    with os.fdopen(descriptor, "rb") as file:
        _check(os.fstat(descriptor), path, kind)
        data = file.read(LONGEST[kind] + 1)
    if len(data) > LONGEST[kind]:
        raise _too_large(kind)
    return data


def read_input_text(path: Path, kind: str) -> str:
    """UTF-8 text, with or without a byte order mark. Raises as `read_input`, and UnicodeDecodeError."""
    return read_input(path, kind).decode("utf-8-sig").replace("\r\n", "\n")


def check_input(path: Path, kind: str | None = None) -> None:
    """Raises what `read_input` would raise, without reading. Without a kind any length is allowed."""
    _check(path.stat(), path, kind)


def _check(status: os.stat_result, path: Path, kind: str | None) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode) and not _is_stream(path):
        raise UnfitFile(errno.EINVAL, "no regular file")
    if kind and status.st_size > LONGEST[kind]:
        raise _too_large(kind)


def _is_stream(path: Path) -> bool:
    return str(path).startswith(_STREAMS)


def _too_large(kind: str) -> UnfitFile:
    return UnfitFile(errno.EFBIG, f"larger than {LONGEST[kind] // 1_000_000} MB")
