"""How a call arrives: the moment, the dialled line, the caller's number and how many operators are free."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from call.errors import LineUnknown
from call.start import CallStart
from dialogs.hours.line_book import MAIN, LineBook

MOSCOW = timezone(timedelta(hours=3))
NOON = datetime(2026, 11, 25, 12, tzinfo=MOSCOW)
"""A working Wednesday: the default moment of a replayed call, fixed so that replays give the same result."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the command line says about the calls; None or empty: not given."""

    at: datetime | None = None
    line: str = MAIN
    operators: int | None = None
    caller: str = ""
    """Digits."""

    def start(self, book: LineBook, otherwise: datetime = NOON) -> CallStart:
        """`otherwise`: the moment if none was given. Raises LineUnknown."""
        return CallStart(self.at or otherwise, line_id(book, self.line), self.caller, self.operators)

    def over(self, start: CallStart, book: LineBook) -> CallStart:
        """The start with what the command line says otherwise. Raises LineUnknown."""
        line = start.line if self.line == MAIN else line_id(book, self.line)
        operators = start.operators if self.operators is None else self.operators
        return replace(
            start, at=self.at or start.at, line=line, caller=self.caller or start.caller, operators=operators
        )


def line_id(book: LineBook, text: str) -> str:
    """Id of the line with that id or number. Raises LineUnknown."""
    if (name := book.named(text)) is None:
        raise LineUnknown(f"there is no line {text!r}: the lines are {', '.join(book.lines)}")
    return name
