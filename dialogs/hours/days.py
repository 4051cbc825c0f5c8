"""Which days are working days: Russian public holidays, days off that were moved, and decrees entered by hand."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cache


class DayKind(Enum):
    """What the calendar says about a day."""

    USUAL = auto()
    """An ordinary day: its weekday decides."""
    OFF = auto()
    """A holiday, or a day off that was moved here."""
    WORKING = auto()
    """A Saturday or Sunday that is a working day in exchange for a day off."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The production calendar. Entries made by hand go before those of the package `holidays`."""

    off: tuple[date, ...] = ()
    working: tuple[date, ...] = ()

    def kind(self, day: date) -> DayKind:
        """The kind of a day. A year without a published decree has only the fixed holidays."""
        if day in self.working:
            return DayKind.WORKING
        if day in self.off:
            return DayKind.OFF
        off, working = _published(day.year)
        return DayKind.OFF if day in off else DayKind.WORKING if day in working else DayKind.USUAL


@cache
def _published(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off and exchanged working days of a year. The import is here because it takes a quarter of a second."""
    from holidays import country_holidays

    calendar = country_holidays("RU", years=year)
    return frozenset(calendar), frozenset(calendar.weekend_workdays)
