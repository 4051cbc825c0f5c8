"""Rows as JUnit XML: one test case a recording, with the differences as failures. CI servers read it."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from call.printable import printable
from replay.reports.row import Row
from replay.reports.totals import Totals
from replay.verdict.verdict import Status


def junit(rows: Iterable[Row], totals: Totals) -> Iterator[str]:
    """`totals`: of the same rows. The time of a case is the length of the call, so that equal runs give equal bytes."""
    count = totals.statuses
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<testsuites><testsuite name="replay" tests="{totals.calls}" failures="{count[Status.FAILED]}" '
        f'errors="{count[Status.BROKEN]}" skipped="{count[Status.UNJUDGED]}" time="{totals.sound_ms / 1000:.3f}">\n'
    )
    for row in rows:
        yield from _case(row)
    yield "</testsuite></testsuites>\n"


def _case(row: Row) -> Iterator[str]:
    folder, _, name = row["file"].rpartition("/")
    seconds = row.get("duration_ms", 0) / 1000
    yield f'<testcase classname={_attribute(folder or ".")} name={_attribute(name)} time="{seconds:.3f}">'
    if row["status"] == Status.BROKEN:
        yield f"<error message={_attribute(row.get('error', 'no result'))}/>"
    elif row["status"] == Status.UNJUDGED:
        yield '<skipped message="there are no expectations beside the recording"/>'
    if row.get("flaky"):
        yield '<failure type="flaky" message="it does not go the same way every time"/>'
    for red in row.get("reds", ()):
        text = f"{row.get('expectations', '')}:{red['line']}: {red['text']}\n{red['why']}"
        yield f"<failure type={_attribute(red['kind'])} message={_attribute(red['text'])}>{escape(printable(text))}"
        yield "</failure>"
    if notes := row.get("notes"):
        yield f"<system-out>{escape(printable(chr(10).join(notes)))}</system-out>"
    yield "</testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr(printable(text))
