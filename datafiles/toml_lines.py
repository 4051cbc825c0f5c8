"""TOML with the line of every key. `tomllib` gives no positions, so they are found in the text itself."""

import difflib
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from call.errors import DataBroken, Fault
from datafiles.toml_text import read_toml_text


@dataclass(slots=True)
class Faults:
    """Collects the mistakes of data files."""

    found: list[Fault] = field(default_factory=list)

    def add(self, path: Path, line: int, text: str) -> None:
        self.found.append(Fault(str(path), line, text))


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A parsed file, and the lines of its keys."""

    path: Path
    tables: Mapping[str, Any]
    lines: Mapping[str, int]
    """Line of `table`, `table.key` or `table.key.field`; the n-th of an array of tables is `options.menu[n]`."""

    def line(self, *keys: str) -> int:
        """Line of the key, or of the nearest table around it; 1 if there is none."""
        for end in range(len(keys), 0, -1):
            if (line := self.lines.get(".".join(keys[:end]))) is not None:
                return line
        return 1


def read_toml(path: Path, faults: Faults) -> TomlFile | None:
    """Parse a file. If it is not TOML, add a fault and return None."""
    try:
        text, tables = read_toml_text(path)
    except DataBroken as error:
        faults.found.extend(error.faults)
        return None
    return TomlFile(path, tables, _lines(text))


def check_keys(
    file: TomlFile,
    faults: Faults,
    place: tuple[str, ...],
    table: Mapping[str, Any],
    known: Collection[str],
    optional: Collection[str] = (),
) -> None:
    """Add a fault for each unknown key (with the nearest known one) and for each missing key."""
    for key in (key for key in table if key not in {*known, *optional}):
        near = difflib.get_close_matches(key, [*known, *optional], n=1)
        hint = f"; did you mean {str(near[0])!r}?" if near else ""
        faults.add(file.path, file.line(*place, key), f"unknown key {'.'.join((*place, key))!r}{hint}")
    for key in known:
        if key not in table:
            faults.add(file.path, file.line(*place), f"missing: {'.'.join((*place, key))}")


def _lines(text: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    rows: Counter[str] = Counter()
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*(\[\[?)\s*([\w.-]+)\s*\]", line):
            table = header[2]
            if header[1] == "[[":
                rows[header[2]] += 1
                table = f"{header[2]}[{rows[header[2]] - 1}]"
            lines.setdefault(table.partition(".")[0], number)
            lines[table] = number
        elif key := re.match(r"\s*\"?([\w.-]+)\"?\s*=", line):
            lines[f"{table}.{key[1]}" if table else key[1]] = number
    return lines
