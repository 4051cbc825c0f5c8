"""What people type or pipe in: UTF-8, lines of a bounded length; anything else is one line of error."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from call.errors import CorpusBroken, Fault, InputUnfit, LineTooLong
from datafiles.input_file import read_input_text

LONGEST_LINE = 2_000
"""Characters of one typed line: two minutes of speech."""
_BYTES_A_CHARACTER = 4
_MOST_PASSED_OVER = 10_000_000
"""Bytes of a line that is too long, before we stop waiting for its end."""


def typed_lines() -> Iterator[str]:
    """Standard input, line by line as it comes. Raises as `typed_line`."""
    while (line := typed_line()) is not None:
        yield line


def typed_line() -> str | None:
    """The next line without its end; None at the end of the input.

    Raises:
        LineTooLong: the line was passed over, the next one can be read.
        InputUnfit: standard input is closed, unreadable, or no UTF-8.
    """
    if sys.stdin is None:
        raise InputUnfit("standard input is closed")
    try:
        # A text stream of a test has no bytes.
        line = _line_of_bytes().decode() if hasattr(sys.stdin, "buffer") else sys.stdin.readline()
    except (OSError, ValueError) as error:
        raise InputUnfit("standard input cannot be read as UTF-8 text") from error
    return bounded(line.rstrip("\r\n")) if line else None


def file_lines(file: Path) -> list[str]:
    """The lines of a text file that are not empty. Raises CorpusBroken."""
    try:
        return [line.strip() for line in read_input_text(file, "phrases").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        fact = f"cannot be read as UTF-8 text ({reason}); give one phrase per line"
        raise CorpusBroken([Fault(str(file), 1, fact)]) from error


def bounded(text: str, longest: int = LONGEST_LINE) -> str:
    """The text itself. Raises LineTooLong."""
    if len(text) > longest:
        raise LineTooLong(f"a line of more than {longest} characters")
    return text


def argument(text: str, longest: int = LONGEST_LINE) -> str:
    """A text of the command line, whatever the locale: its bytes are UTF-8. Raises InputUnfit, LineTooLong."""
    try:
        return bounded(os.fsencode(text).decode(), longest)
    except UnicodeDecodeError as error:
        raise InputUnfit("the text on the command line is no UTF-8") from error


def _line_of_bytes() -> bytes:
    most = LONGEST_LINE * _BYTES_A_CHARACTER + 2
    line = sys.stdin.buffer.readline(most)
    if len(line) < most or line.endswith(b"\n"):
        return line
    passed = 0
    while passed < _MOST_PASSED_OVER and (more := sys.stdin.buffer.readline(65_536)):
        passed += len(more)
        if more.endswith(b"\n"):
            break
    if passed >= _MOST_PASSED_OVER:
        raise InputUnfit(f"standard input holds a line of more than {_MOST_PASSED_OVER} bytes")
    raise LineTooLong(f"a line of more than {LONGEST_LINE} characters")
