"""Reads and writes training phrases as CSV, TSV and JSON lines with the fields `text, intent, lang, source`.

CSV has a header, commas or semicolons, and quotes. TSV has a header and tabs, no quotes (like the files of `evaluate`).
A cell that a spreadsheet would compute has a quote before it (`'=1`), which is no part of the text. `lang` and `source`
may be missing. Entities are marked in the text, as in YAML.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from call.errors import Fault
from datafiles.hints import unknown
from datafiles.input_file import read_input
from nlu.examples.phrase import WRITTEN

FIELDS = ("text", "intent", "lang", "source")
_IGNORED = "id"
_FORMULA = re.compile("'*[=+\\-@\t\r]")
"""A cell that a spreadsheet would compute, or such a cell after `harmless`."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One phrase of a table."""

    text: str
    intent: str
    language: str
    """Empty if the table does not say."""
    source: str
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """The contents of one file and its faults."""

    rows: tuple[TableRow, ...]
    faults: tuple[Fault, ...]


def read_table(path: Path) -> Table:
    """Read a .csv, .tsv or .jsonl file with all its faults. Contents of the file never make it raise."""
    reader = _Reader(path)
    rows = tuple(reader.rows())
    if not rows and not reader.faults:
        reader.fault(1, "no phrases; write at least one")
    return Table(rows, tuple(reader.faults))


def write_table(suffix: str, rows: Iterable[TableRow]) -> str:
    """The text of a file with this ending."""
    cells: list[tuple[str, ...]] = [(row.text, row.intent, row.language, row.source) for row in rows]
    if suffix == ".jsonl":
        objects = (dict(zip(FIELDS, row, strict=True)) for row in cells)
        return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects)
    cells = [tuple(map(harmless, row)) for row in cells]
    if suffix == ".tsv":
        return "".join("\t".join(row) + "\n" for row in (FIELDS, *cells))
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows((FIELDS, *cells))
    return text.getvalue()


def harmless(cell: str) -> str:
    """The cell with a quote before it if a spreadsheet would take it for a formula. `as_written` removes the quote."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_written(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def fault(self, line: int, text: str) -> None:
        self.faults.append(Fault(str(self.path), line, text))

    def rows(self) -> Iterator[TableRow]:
        text = self._text()
        if text is None:
            return
        records = self._objects(text) if self.path.suffix.lower() == ".jsonl" else self._cells(text)
        for line, record in records:
            said, intent = (" ".join(record.get(field, "").split()) for field in ("text", "intent"))
            if not said or not intent:
                field = "text" if not said else "intent"
                self.fault(line, f"the {field} is missing; write it or delete the line")
                continue
            source = " ".join(record.get("source", "").split()) or WRITTEN
            yield TableRow(said, intent, record.get("lang", "").strip(), source, line)

    def _text(self) -> str | None:
        try:
            return read_input(self.path, "phrases").decode("utf-8-sig")
        except OSError as error:
            self.fault(1, f"the file cannot be read ({error.strerror}); check its name, its permissions and its size")
        except UnicodeDecodeError:
            self.fault(1, "the file is not UTF-8 text; save it as UTF-8 (in a spreadsheet: «CSV UTF-8»)")
        return None

    def _cells(self, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
        rows = self._split(text)
        _, header = next(rows, (1, []))
        columns = [name.strip().lower() for name in header]
        for name in columns:
            if name not in (*FIELDS, _IGNORED):
                self.fault(1, unknown("column", name, FIELDS))
        missing = [name for name in ("text", "intent") if name not in columns]
        if missing or len(set(columns)) < len(columns):
            if not self.faults:
                self.fault(1, "the header is not right; write `text,intent,lang,source` in the first line, each once")
            return
        for line, cells in rows:
            if len(cells) == len(columns):
                yield line, dict(zip(columns, map(as_written, cells), strict=True))
            elif cells:
                self.fault(line, f"{len(cells)} cells under {len(columns)} columns; quote a text that has commas")

    def _split(self, text: str) -> Iterator[tuple[int, list[str]]]:
        if self.path.suffix.lower() == ".tsv":
            lines = (line.removesuffix("\r") for line in text.split("\n"))
            yield from ((number, line.split("\t")) for number, line in enumerate(lines, start=1) if line.strip())
            return
        header = text[: text.find("\n")] if "\n" in text else text
        reader = csv.reader(
            io.StringIO(text, newline=""), delimiter=";" if ";" in header and "," not in header else ",", strict=True
        )
        line = 1
        try:
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            self.fault(line, f"not CSV: {error}; close the quotes, and double those inside a text")

    def _objects(self, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                json.dumps(record, ensure_ascii=False).encode()  # raises for half a surrogate pair, which is no text
            except (ValueError, RecursionError):
                self.fault(number, 'not JSON; write one object a line: {"text": "...", "intent": "..."}')
                continue
            if not isinstance(record, dict):
                self.fault(number, 'not an object; write {"text": "...", "intent": "..."}')
                continue
            fault = _fault_of(record)
            if fault:
                self.fault(number, fault)
            else:
                yield number, {key: value for key, value in record.items() if isinstance(value, str)}


def _fault_of(record: Mapping[str, object]) -> str:
    for key, value in record.items():
        if key == _IGNORED:
            continue
        if key not in FIELDS:
            return unknown("key", key, FIELDS)
        if not isinstance(value, str):
            return f"`{key}` is not a text; put it in quotes"
    return ""
