"""docs/reference/dialog.md, made from the table: `python -m dialogs.table_doc` writes it, a test holds it current."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dialogs import table
from dialogs.event import Event
from dialogs.moves.move import Move
from dialogs.phase import Phase

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "reference" / "dialog.md"


def describe() -> str:
    """The diagram, the moves of all phases and the differences of each, as Markdown."""
    return "\n".join([*_head(), *_diagram(), *_common(), *_special()])


def _head() -> Iterator[str]:
    yield "# The dialog"
    yield ""
    yield "Made from `dialogs/table.py` by `python -m dialogs.table_doc`. Do not edit it by hand."
    yield ""
    yield "```text"
    yield from (line.removeprefix("    ") for line in (table.__doc__ or "").splitlines()[2:8])
    yield "```"
    yield ""


def _diagram() -> Iterator[str]:
    yield "## What each phase leads to"
    yield ""
    yield "Only the moves in which a phase differs; from every phase there are also those of the next table."
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {Phase.REQUEST}"
    for phase, moves in table.SPECIAL.items():
        edges: dict[Phase, list[str]] = {}
        for event, move in moves.items():
            for target in move.leads_to:
                edges.setdefault(target, []).append(event)
        yield from (f"    {phase} --> {target}: {', '.join(events)}" for target, events in edges.items())
    yield f"    {Phase.ENDED} --> [*]"
    yield "```"
    yield ""


def _common() -> Iterator[str]:
    yield "## In every phase"
    yield ""
    yield from _rows(table.COMMON)


def _special() -> Iterator[str]:
    for phase, moves in table.SPECIAL.items():
        if phase is Phase.ENDED or not moves:
            continue
        yield f"## Different in `{phase}`"
        yield ""
        yield from _rows(moves)


def _rows(moves: table.Row) -> Iterator[str]:
    yield "| event | move | leads to | what it does |"
    yield "|---|---|---|---|"
    for event in Event:
        if event in moves:
            move = moves[event]
            yield f"| {event} | `{move.name}` | {_targets(move)} | {move.summary} |"
    yield ""


def _targets(move: Move[Any]) -> str:
    anywhere = len(move.leads_to) == len(Phase) - 1
    targets = ["any phase before"] if anywhere else [str(phase) for phase in move.leads_to]
    return ", ".join([*targets, *(["the same"] if move.stays else [])])


if __name__ == "__main__":
    DOCUMENT.write_text(describe(), encoding="utf-8")
