"""Reads and checks one file of named things: every fault with its line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from call.errors import Fault
from call.slots.types import Family, types_of
from datafiles.hints import unknown
from datafiles.toml_lines import Faults, read_toml

THINGS = types_of(Family.NAMED, Family.SCALE)
"""The tables of a file."""
_ID = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_ROW = re.compile(r"[^\W_]+(?:'[^\W_]+)?\*?(?: [^\W_]+(?:'[^\W_]+)?\*?)*")


@dataclass(frozen=True, slots=True)
class ThingsFile:
    """A file as parsed."""

    path: Path
    things: Mapping[str, Mapping[str, Sequence[str]]]
    """Table -> id -> rows of words."""
    lines: Mapping[str, int]
    """Line of `table` and `table.id`."""
    faults: tuple[Fault, ...]


def read_things(path: Path) -> ThingsFile:
    """Parse and check; nothing is raised."""
    faults = Faults()
    file = read_toml(path, faults)
    if file is None:
        return ThingsFile(path, {}, {}, tuple(faults.found))
    for key, said in _check(file.tables):
        faults.add(path, file.line(*key.split(".", 1)), said)
    return ThingsFile(path, file.tables, file.lines, tuple(faults.found))


def check_alike(files: Sequence[ThingsFile]) -> list[Fault]:
    """Every id must have its words in every language."""
    faults = []
    for file, other in ((file, other) for file in files for other in files if file is not other):
        for table in THINGS:
            for id_ in other.things[table]:
                if id_ not in file.things[table]:
                    line = file.lines[str(table)]
                    place = f"{other.path.parent.name}/{other.path.name}"
                    faults.append(Fault(str(file.path), line, f"{table}: `{id_}` of {place} is missing"))
    return faults


def _check(tables: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Key and fault."""
    for table in tables:
        if table not in THINGS:
            yield table, unknown("table", table, THINGS)
    for table in THINGS:
        ids = tables.get(table)
        if not isinstance(ids, dict):
            yield table, f"{table}: a table of ids with their words is needed"
            continue
        seen: dict[str, str] = {}
        for id_, rows in ids.items():
            yield from ((f"{table}.{id_}", said) for said in _check_id(table, id_, rows, seen))


def _check_id(table: str, id_: str, rows: Any, seen: dict[str, str]) -> Iterator[str]:
    if not _ID.fullmatch(id_):
        yield f"{table}.{id_}: an id is lower-case English words with `_` between them"
    if not isinstance(rows, list) or not rows or not all(isinstance(row, str) for row in rows):
        yield f"{table}.{id_}: a list of words is needed"
        return
    for row in rows:
        if not _ROW.fullmatch(row) or row != row.lower():
            yield f"{table}.{id_}: `{row}` is not lower-case words with single spaces, `*` only at the end of a word"
        elif (other := seen.setdefault(row.replace("ё", "е"), id_)) != id_:
            yield f"{table}.{id_}: `{row}` means `{other}` already"
