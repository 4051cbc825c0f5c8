"""The lines about the telephone line itself: its greeting, and the working hours of its department."""

from datetime import datetime

from call.start import CallStart
from dialogs.hotline import Hotline
from dialogs.hours.availability import availability
from dialogs.hours.line_book import LineBook, named_line
from dialogs.line import Fixed, Line, LinePart, LineText, Moment
from dialogs.phrases.cue import Cue
from dialogs.phrases.prompts import Prompt
from dialogs.state import State


def opening_lines(book: LineBook, start: CallStart) -> tuple[Line, ...]:
    """The greeting of the dialled line, and its announcements."""
    line = book.line(start.line)
    part: LinePart = "unrecorded" if line.unrecorded and not start.configured.recording else "greeting"
    own = LineText(start.line, part) if line.greeting else Fixed(Prompt.GREETING)
    banners = (
        LineText(name, "announcement")
        for name, banner in book.announcements.items()
        if start.line in banner.lines and banner.starts <= start.at < banner.ends
    )
    return (own, *banners)


def hours_lines(hotline: Hotline, state: State, intent: str) -> tuple[Line, ...]:
    """Is the department open, until when or from when? For the line that the caller named, else for the dialled one.

    Empty if the request category is not one of `live_hours`, and if the caller asked neither for hours nor for a line.
    """
    book, now = hotline.lines, state.now
    if intent not in book.live_hours or not (_hours_asked(hotline, state) or _asked_about(book, state)):
        return ()
    line = _asked_about(book, state) or state.start.line
    department = book.line(line).department
    seen = availability(book, department, now, None)
    if not seen.open:
        return closed_lines(department, seen.next_opening)
    hours = book.hours(department)
    closes = hours.closes(now) if hours else None
    about = Moment("open_until", closes) if closes else Moment("open_always", now)
    return (about, *peak_lines(book, line, now))


def closed_lines(department: str, opening: datetime | None) -> tuple[Line, ...]:
    """The department is closed, and when it opens if that is known."""
    opens = (Moment("opens", opening),) if opening else ()
    return (LineText(department, "closed"), *opens)


def peak_lines(book: LineBook, line: str, now: datetime) -> tuple[Line, ...]:
    """If many people call now: when fewer people call."""
    ends = next((end for hours in book.peak_hours(line) if (end := hours.closes(now))), None)
    return (Moment("peak", ends),) if ends else ()


def _hours_asked(hotline: Hotline, state: State) -> bool:
    return bool(state.said) and hotline.phrases.cues(state.language, Cue.HOURS).found(state.said[-1])


def _asked_about(book: LineBook, state: State) -> str:
    """Id of the line that the last words of the caller name; empty if they name none or several."""
    return named_line(book, state.said[-1] if state.said else "", state.language)
