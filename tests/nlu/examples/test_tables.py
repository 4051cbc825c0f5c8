"""CSV, TSV and JSON lines: what people's spreadsheets write, and every fault with its line."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.examples.tables import Table, TableRow, as_written, harmless, read_table, write_table


def read(folder: Path, name: str, text: str | bytes) -> Table:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_table(path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "text,intent,lang,source\nгде я,greeting,ru,asr\n"),
        ("a.csv", "\ufefftext;intent;lang;source\r\nгде я;greeting;ru;asr\r\n"),
        ("a.csv", 'source,Intent,text,lang\nasr,greeting,"где\n  я",ru\n'),
        ("a.tsv", "id\ttext\tintent\tlang\tsource\r\n7\tгде я\tgreeting\tru\tasr\r\n"),
        ("A.JSONL", '{"id": 7, "text": "где я", "intent": "greeting", "lang": "ru", "source": "asr"}\n\n'),
    ],
)
def test_one_phrase_however_it_is_written(tmp_path: Path, name: str, text: str) -> None:
    assert read(tmp_path, name, text) == Table(
        (TableRow("где я", "greeting", "ru", "asr", 1 if "JSON" in name else 2),), ()
    )


def test_language_and_source_may_be_missing(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", "text,intent\nда,affirm").rows == (TableRow("да", "affirm", "", "written", 2),)


@pytest.mark.parametrize(
    ("name", "text", "line", "says"),
    [
        ("a.csv", "", 1, "header"),
        ("a.csv", "txt,intent\nда,affirm\n", 1, "did you mean `text`"),
        ("a.csv", "text,text\nда,affirm\n", 1, "header"),
        ("a.csv", "text,intent\n", 1, "no phrases"),
        ("a.csv", "text,intent\nда\n", 2, "1 cells under 2"),
        ("a.csv", "text,intent\nда, да,affirm\n", 2, "3 cells under 2"),
        ("a.csv", 'text,intent\nда,affirm\n"нет,deny\n', 3, "not CSV"),
        ("a.csv", "text,intent\n ,affirm\n", 2, "the text is missing"),
        ("a.csv", b"text,intent\n\xe4\xe0,affirm\n", 1, "not UTF-8"),
        ("a.tsv", "text\tintent\nда\t\n", 2, "the intent is missing"),
        ("a.jsonl", '{"text": "да", "intent": "affirm"}\n{"text": }\n', 2, "not JSON"),
        ("a.jsonl", "[" * 100_000, 1, "not JSON"),
        ("a.jsonl", r'{"text": "\ud800", "intent": "affirm"}', 1, "not JSON"),
        ("a.jsonl", "5\n", 1, "not an object"),
        ("a.jsonl", '{"text": "да", "intnet": "affirm"}\n', 1, "did you mean `intent`"),
        ("a.jsonl", '{"text": "да", "intent": 5}\n', 1, "`intent` is not a text"),
    ],
)
def test_faults(tmp_path: Path, name: str, text: str | bytes, line: int, says: str) -> None:
    faults = read(tmp_path, name, text).faults
    assert any(fault.line == line and says in fault.text for fault in faults), faults


def test_a_missing_file(tmp_path: Path) -> None:
    (fault,) = read_table(tmp_path / "a.csv").faults
    assert "cannot be read" in fault.text


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl"])
def test_what_is_written_is_read(tmp_path: Path, suffix: str) -> None:
    rows = tuple(
        TableRow(text, "affirm", "ru", "asr", 0) for text in ('да, "так"', "а;б", '[да]{"entity": "x"}', "# да")
    )
    found = read(tmp_path, f"a{suffix}", write_table(suffix, rows)).rows
    assert [(row.text, row.intent, row.language, row.source) for row in found] == [
        (row.text, row.intent, row.language, row.source) for row in rows
    ]


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://x","да")', "=cmd|' /C calc'!A0", "@SUM(1)", "+7 912", "-1", "'=1", "''+1", "'", "'да", "да=1"],
)
def test_a_spreadsheet_computes_nothing_and_import_reads_what_was_written(
    tmp_path: Path, suffix: str, text: str
) -> None:
    row = TableRow(text, "greeting", "ru", "=1+1", 2)
    written = write_table(suffix, [row])
    path = tmp_path / f"a{suffix}"
    path.write_text(written, encoding="utf-8")
    assert read_table(path).rows == (row,)
    for line in csv.reader(written.splitlines(), delimiter="," if suffix == ".csv" else "\t"):
        assert not [cell for cell in line if cell[:1] in {"=", "+", "-", "@"}]


@given(st.text(alphabet="'=+-@\t\rда", max_size=6))
def test_what_is_made_harmless_reads_back(cell: str) -> None:
    assert as_written(harmless(cell)) == cell
    assert harmless(cell)[:1] not in {"=", "+", "-", "@", "\t", "\r"}


def test_json_lines_are_left_as_they_are() -> None:
    assert '"=1"' in write_table(".jsonl", [TableRow("=1", "greeting", "ru", "written", 1)])
