"""Can somebody take the call now, who else, and when next. Pure: the moment is the call's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from call.events import Slot
from call.slots.phones import national
from call.slots.types import SlotType
from call.start import CallStart
from dialogs.hours.line_book import LineBook
from dialogs.hours.lines_parts import Zone


@dataclass(frozen=True, slots=True)
class Availability:
    """One department at one moment."""

    open: bool
    """Its people are at work."""
    free: bool
    """One of them can take the call."""
    next_opening: datetime | None
    """When they come back; None while they are there, or when that is not known."""


def moment_of(start: CallStart, at_ms: int) -> datetime:
    """The time of day of a moment of the call."""
    return start.at + timedelta(milliseconds=at_ms)


def availability(book: LineBook, department: str, moment: datetime, operators: int | None) -> Availability:
    """`operators`: how many people of the hotline are free; None: at least one of each department that is at work."""
    hours = book.hours(department)
    at_work = hours is None or hours.open_at(moment)
    opening = None if at_work or hours is None else hours.next_opening(moment)
    return Availability(at_work, at_work and operators != 0, opening)


def instead_of(book: LineBook, department: str, line: str, moment: datetime, operators: int | None) -> str:
    """Who else can take the call now: the department's overflow, then the people of the line; empty if nobody can."""
    known = book.departments.get(department)
    others = (*(known.overflow if known else ()), book.line(line).department)
    free = (other for other in others if other != department and availability(book, other, moment, operators).free)
    return next(free, "")


def zone_of(book: LineBook, caller: str, slots: Iterable[Slot]) -> Zone | None:
    """The caller's time zone: by the region that was named, else by the area code of the number; None: not known."""
    region = next((slot.value for slot in slots if slot.name == SlotType.REGION), "")
    by_region = (zone for zone in book.zones.values() if region in zone.regions)
    number = national(caller)
    by_code = (zone for zone in book.zones.values() if any(number.startswith(code) for code in zone.codes))
    return next(by_region, None) or next(by_code, None)
