"""TOML that people write -> tables. A file that cannot be read gives one fault with its line."""

import re
import tomllib
from pathlib import Path
from typing import Any

from call.errors import DataBroken, Fault
from datafiles.input_file import read_input_text

_DEEPEST = 20
"""Deepest nesting of tables and lists. Nobody needs more, and more would end in a RecursionError."""
_LARGEST = 2**63
"""TOML promises integers of 64 bits. Python reads longer ones, but fails to print the longest."""


def read_toml_text(path: Path) -> tuple[str, dict[str, Any]]:
    """The file as text and as tables. Raises DataBroken with one fault; callers turn it into their own error."""
    try:
        text = read_input_text(path, "settings")
    except (OSError, UnicodeDecodeError) as error:
        said = f"cannot be read as UTF-8 text: {getattr(error, 'strerror', None) or type(error).__name__}"
        raise DataBroken([Fault(str(path), 1, said)]) from error
    return text, parse_toml(text, path)


def parse_toml(text: str, path: Path) -> dict[str, Any]:
    """Raises DataBroken with one fault, which names `path`."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at[1]) if at else max(1, len(text.splitlines()))
        raise DataBroken([Fault(str(path), line, f"not TOML: {error}")]) from error
    except RecursionError as error:
        raise _too_deep(text, path) from error
    except ValueError as error:  # more digits than Python turns into a number
        raise _too_long(text, path) from error
    _check(tables, _DEEPEST, text, path)
    return tables


def _check(value: object, left: int, text: str, path: Path) -> None:
    if isinstance(value, int) and abs(value) >= _LARGEST:
        raise _too_long(text, path)
    if isinstance(value, dict | list):
        if left == 0:
            raise _too_deep(text, path)
        for each in value.values() if isinstance(value, dict) else value:
            _check(each, left - 1, text, path)


def _too_deep(text: str, path: Path) -> DataBroken:
    line = _line_with_most(r"[\[{.]", text)
    return DataBroken([Fault(str(path), line, f"nested too deep: {_DEEPEST} tables and lists are the most")])


def _too_long(text: str, path: Path) -> DataBroken:
    line = _line_with_most(r"[0-9A-Fa-f]", text)
    return DataBroken([Fault(str(path), line, "a whole number is too long: 18 digits are the most")])


def _line_with_most(signs: str, text: str) -> int:
    counts = [len(re.findall(signs, line)) for line in text.split("\n")]
    return counts.index(max(counts)) + 1
