"""`lines`: the hotline's numbers and departments, and who is there at a moment."""

from collections.abc import Iterator
from datetime import datetime

from commands.results import write_json
from commands.terminal import Terminal
from dialogs.hours.availability import availability, instead_of
from dialogs.hours.line_book import LineBook
from engine.arrival import MOSCOW
from engine.line_book import line_book


def lines(at: datetime | None, operators: int | None, json_file: str | None) -> int:
    """Print who is open at a moment, now by default. Raises LinesBroken."""
    book, moment = line_book(), at or datetime.now(MOSCOW)
    if json_file:
        write_json(json_file, list(_rows(book, moment, operators)))
    if json_file != "-":
        _print(Terminal(), book, moment, operators)
    return 0


def _rows(book: LineBook, moment: datetime, operators: int | None) -> Iterator[dict[str, object]]:
    for name, line in book.lines.items():
        seen = availability(book, line.department, moment, operators)
        yield {
            "line": name,
            "number": line.number,
            "department": line.department,
            "profile": line.profile,
            "open": seen.open,
            "free": seen.free,
            "opens": seen.next_opening.isoformat() if seen.next_opening else None,
            "instead": "" if seen.free else instead_of(book, line.department, name, moment, operators),
        }


def _print(terminal: Terminal, book: LineBook, moment: datetime, operators: int | None) -> None:
    terminal.line(f"{moment:%A %Y-%m-%d %H:%M %Z}; the assistant answers every line, whoever is there")
    for name, line in book.lines.items():
        terminal.line(f"  {name:18} {line.number:12} {line.profile:11} -> {line.department}")
    for name in book.departments:
        terminal.line(f"  {name:18} {_state(book, name, moment, operators)}")


def _state(book: LineBook, department: str, moment: datetime, operators: int | None) -> str:
    hours = book.hours(department)
    seen = availability(book, department, moment, operators)
    if hours and seen.open:
        closes = hours.closes(moment)
        until = f"until {closes.astimezone(moment.tzinfo):%a %H:%M}" if closes else "round the clock"
        return f"{'open' if seen.free else 'busy':7} {until}"
    opens = f"until {seen.next_opening.astimezone(moment.tzinfo):%a %Y-%m-%d %H:%M}" if seen.next_opening else ""
    return f"{'closed':7} {opens}"
