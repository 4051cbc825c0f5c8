"""The parts of a dialog as each simulated caller's sheet wants them."""

from collections.abc import Iterable
from pathlib import Path

from engine.parts import DialogParts
from replay.callers.sheet import CallerSheet


class SheetParts:
    """The parts of a dialog with the registries that each caller's sheet names, loaded once."""

    def __init__(self, parts: DialogParts, sheets: Iterable[CallerSheet]) -> None:
        places = dict.fromkeys((sheet.cases, sheet.incidents) for sheet in sheets)
        self._parts = {
            (cases, incidents): parts.with_registries(_path(cases), _path(incidents)) for cases, incidents in places
        }

    def of(self, sheet: CallerSheet) -> DialogParts:
        return self._parts[sheet.cases, sheet.incidents]


def _path(place: str) -> Path | None:
    return Path(place) if place else None
