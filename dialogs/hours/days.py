"""Which days people work: Russian public holidays, days off that were transferred, and decrees written by hand."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cache


class DayKind(Enum):
    """What the calendar makes of a day."""

    USUAL = auto()
    """Its weekday counts."""
    OFF = auto()
    """A holiday, or a day off that was moved here."""
    WORKING = auto()
    """A Saturday or Sunday that was made a working day in exchange."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The production calendar; what is written by hand counts before what the package `holidays` knows."""

    off: tuple[date, ...] = ()
    working: tuple[date, ...] = ()

    def kind(self, day: date) -> DayKind:
        """Years that no decree has been published for yet have their fixed holidays only."""
        if day in self.working:
            return DayKind.WORKING
        if day in self.off:
            return DayKind.OFF
        off, working = _published(day.year)
        return DayKind.OFF if day in off else DayKind.WORKING if day in working else DayKind.USUAL


@cache
def _published(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off and exchanged working days of a year. Imported here: it takes a quarter of a second."""
    from holidays import country_holidays

    calendar = country_holidays("RU", years=year)
    return frozenset(calendar), frozenset(calendar.weekend_workdays)
