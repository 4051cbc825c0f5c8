"""One row of the case store: what each column may hold, and how to mend a mistake."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from call.lookups import Application

COLUMNS = ("number", "service", "stage", "missing", "missing_until", "due")
REQUIRED = ("number", "stage")
FACTS = ("phone_end", "birth_date")
"""Columns that may be there: what a caller must name before a status is told ([behind] proof in lines.toml)."""
_NUMBER = re.compile(r"[0-9]{4,20}")
_END = re.compile(r"[0-9]{4}")
_ID = re.compile(r"[a-z][a-z0-9_]*")


def mistakes(row: Mapping[str, str]) -> Iterator[str]:
    """Everything wrong with a row, with remedies. They never quote the row: it is about a person."""
    if not _NUMBER.fullmatch(row.get("number", "")):
        yield "`number` must be 4 to 20 digits"
    if not _ID.fullmatch(row.get("stage", "")):
        yield "`stage` must be an id such as under_review"
    if row.get("service") and not _ID.fullmatch(row["service"]):
        yield "`service` must be an id such as foreign_passport, or empty"
    if not all(map(_ID.fullmatch, _list(row))):
        yield "`missing` must be ids with spaces between, such as `passport photo`"
    if row.get("phone_end") and not _END.fullmatch(row["phone_end"]):
        yield "`phone_end` must be the last 4 digits of a telephone number, or empty"
    for column in ("missing_until", "due", "birth_date"):
        if row.get(column) and not _is_date(row[column]):
            yield f"`{column}` must be a day such as 2026-12-31, or empty"


def application(row: Mapping[str, str]) -> Application:
    """The application in a row without mistakes."""
    return Application(
        number=row["number"],
        service=row.get("service", ""),
        stage=row["stage"],
        missing=tuple(_list(row)),
        missing_until=row.get("missing_until", ""),
        due=row.get("due", ""),
    )


def _list(row: Mapping[str, str]) -> list[str]:
    return row.get("missing", "").split()


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
