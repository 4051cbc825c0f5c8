"""Known incidents, as operators write them down: `[[incident]]` tables in a TOML file.

    [[incident]]
    code = "503"                        # as callers see it; leave it out if everybody is concerned
    since = 2026-11-25T09:00:00+03:00
    until = 2026-11-25T14:00:00+03:00   # when the repair is expected; may be left out

The file is read at every look-up: callers hear of an incident as soon as the file is saved.
"""

from datetime import datetime
from pathlib import Path

from call.errors import DataBroken, Fault, IncidentsBroken
from call.lookups import Incident
from datafiles.toml_text import read_toml_text

_KEYS = {"code", "since", "until"}


class IncidentBoard:
    """Raises IncidentsBroken, when it is made and at every look-up, if the file is not as above."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read()

    def incident(self, code: str) -> Incident | None:
        """The incident with this code, else one that concerns everybody, else None."""
        incidents = self._read()
        return next((each for wanted in (code, "") for each in incidents if each.code == wanted), None)

    def _read(self) -> list[Incident]:
        try:
            tables = read_toml_text(self._path)[1].get("incident", [])
        except DataBroken as error:
            raise IncidentsBroken(error.faults) from error
        if not isinstance(tables, list):
            raise IncidentsBroken([Fault(str(self._path), 1, "write each incident below a line [[incident]]")])
        faults = [fault for number, table in enumerate(tables, start=1) for fault in self._faults(number, table)]
        if faults:
            raise IncidentsBroken(faults)
        return [
            Incident(str(table.get("code", "")).upper(), table["since"].isoformat(), _iso(table.get("until")))
            for table in tables
        ]

    def _faults(self, number: int, table: object) -> list[Fault]:
        if not isinstance(table, dict):
            return [Fault(str(self._path), 1, "write each incident below a line [[incident]]")]
        if unknown := sorted(set(table) - _KEYS):
            text = f"incident {number} may hold {', '.join(sorted(_KEYS))} only, not {', '.join(unknown)}"
            return [Fault(str(self._path), 1, text)]
        if not isinstance(table.get("code", ""), str | int):
            return [Fault(str(self._path), 1, f'incident {number}: write `code` as callers see it, such as "503"')]
        wrong = [key for key in ("since", "until") if key in table and not _moment(table[key])]
        missing = [] if "since" in table else ["since"]
        return [
            Fault(str(self._path), 1, f"incident {number}: `{key}` must be a moment such as 2026-11-25T09:00:00+03:00")
            for key in (*missing, *wrong)
        ]


def _moment(value: object) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def _iso(value: datetime | None) -> str:
    return value.isoformat() if value else ""
