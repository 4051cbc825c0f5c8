"""The status of applications from a CSV file or an SQLite database: the reference implementation of a case store.

CSV: UTF-8, commas, a header `number,service,stage,missing,missing_until,due`. SQLite: a table `applications` with the
same columns, text. Columns `phone_end` and
`birth_date` may follow. Both are read at every look-up, so that callers hear at once what another program writes there.
"""

import csv
import io
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Protocol

from call.errors import CasesBroken, Fault
from call.lookups import Application
from datafiles.input_file import check_input, read_input
from desk.registries.case_rows import COLUMNS, FACTS, REQUIRED, application, mistakes

_QUERY = f"SELECT {', '.join(COLUMNS)} FROM applications WHERE number = ?"  # noqa: S608 (our own constants)
_LENGTHS = "SELECT DISTINCT length(number) FROM (SELECT number FROM applications LIMIT 10000)"
_FACTS = {fact: f"SELECT {fact} FROM applications WHERE number = ?" for fact in FACTS}  # noqa: S608


MOST_LENGTHS = 2
"""A registry whose numbers have more lengths says nothing about a number of another length."""


class CaseStore(Protocol):
    """Any connector that knows the status of applications."""

    def application(self, number: str) -> Application | None:
        """None when there is no such application. May raise any error and may be slow: the directory copes with both
        (desk/registries/directory.py)."""
        ...

    def fact(self, number: str, column: str) -> str:
        """What the store knows of whose application it is, for the comparison with what the caller names; empty if it
        does not know. `column`: one of desk/registries/case_rows.FACTS. Raises CasesBroken if the store has no such
        column."""
        ...

    def lengths(self) -> tuple[int, ...]:
        """How many digits its numbers have, at most MOST_LENGTHS different lengths; empty if it has more or none. Asked
        once, at the start."""
        ...


def open_cases(path: Path) -> "CsvCases | SqliteCases":
    """The ending of the name decides: `.csv`, or `.db`, `.sqlite`, `.sqlite3`. Raises CasesBroken with every fault."""
    if path.suffix.lower() in (".db", ".sqlite", ".sqlite3"):
        return SqliteCases(path)
    if path.suffix.lower() == ".csv":
        return CsvCases(path)
    raise CasesBroken([Fault(str(path), 1, "not a case store: name a .csv file or an SQLite database (.db)")])


class CsvCases:
    """For a few thousand applications: the whole file is read at each look-up."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read()

    def application(self, number: str) -> Application | None:
        row = self._read().get(number)
        return application(row) if row else None

    def fact(self, number: str, column: str) -> str:
        rows = self._read()
        if rows and not any(column in row for row in rows.values()):
            raise CasesBroken([Fault(str(self._path), 1, f"the header lacks `{column}`: add it, or ask no proof")])
        return rows.get(number, {}).get(column, "")

    def lengths(self) -> tuple[int, ...]:
        return _few({len(number) for number in self._read()})

    def _read(self) -> dict[str, Mapping[str, str]]:
        try:
            text = read_input(self._path, "cases").decode("utf-8-sig")
            return self._checked(csv.DictReader(io.StringIO(text, newline="")))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CasesBroken([Fault(str(self._path), 1, f"cannot be read as UTF-8 CSV: {_reason(error)}")]) from error

    def _checked(self, table: "csv.DictReader[str]") -> dict[str, Mapping[str, str]]:
        missing = [name for name in REQUIRED if name not in (table.fieldnames or ())]
        if missing:
            header = f"the header lacks `{', '.join(missing)}`: write {','.join(COLUMNS)}"
            raise CasesBroken([Fault(str(self._path), 1, header)])
        columns = (*COLUMNS, *(fact for fact in FACTS if fact in (table.fieldnames or ())))
        rows: dict[str, Mapping[str, str]] = {}
        faults: list[Fault] = []
        for cells in table:
            row = {name: (cells.get(name) or "").strip() for name in columns}
            twice = ["`number` stands there twice: delete one row"] if row["number"] in rows else []
            wrong = [*mistakes(row), *twice]
            faults += [Fault(str(self._path), table.line_num, text) for text in wrong]
            rows[row["number"]] = row
        if faults:
            raise CasesBroken(faults)
        return rows


class SqliteCases:
    """For any number of applications, if `number` has an index."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.application("0")

    def application(self, number: str) -> Application | None:
        found = self._first(_QUERY, number, COLUMNS)
        if found is None:
            return None
        row = dict(zip(COLUMNS, found, strict=True))
        if wrong := list(mistakes(row)):
            raise CasesBroken([Fault(str(self._path), 1, f"a row of the table: {text}") for text in wrong])
        return application(row)

    def fact(self, number: str, column: str) -> str:
        found = self._first(_FACTS[column], number, (*COLUMNS, column))
        return found[0].strip() if found else ""

    def lengths(self) -> tuple[int, ...]:
        return _few({int(str(length)) for (length,) in self._rows(_LENGTHS, ("number",)) if length})

    def _first(self, query: str, number: str, columns: Sequence[str]) -> tuple[str, ...] | None:
        """The first row as text; None if there is none. `columns`: what the table must have for the query."""
        found = next(iter(self._rows(query, columns, number)), None)
        return tuple(str(cell or "") for cell in found) if found else None

    def _rows(self, query: str, columns: Sequence[str], *values: str) -> list[tuple[object, ...]]:
        try:
            check_input(self._path)
            with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as connection:
                return connection.execute(query, values).fetchall()
        except (OSError, sqlite3.Error) as error:
            text = f"{_reason(error)}: a table applications({', '.join(columns)}) is needed"
            raise CasesBroken([Fault(str(self._path), 1, text)]) from error


def _few(lengths: Collection[int]) -> tuple[int, ...]:
    return tuple(sorted(lengths)) if len(lengths) <= MOST_LENGTHS else ()


def _reason(error: Exception) -> str:
    return error.strerror or "unreadable" if isinstance(error, OSError) else str(error)
