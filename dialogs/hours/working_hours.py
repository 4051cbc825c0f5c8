"""The working hours of a department: is it open, until when, when next? Pure: every moment is an argument."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from dialogs.hours.days import Calendar, DayKind

DAY_MIN = 24 * 60
FARTHEST_DAYS = 60
"""No schedule is closed for so long: the New Year holidays take eleven days."""
ALWAYS_DAYS = 8
"""A schedule that is open for more than a week without a pause is open round the clock."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a day, in minutes since midnight. `to_min` is exclusive and at most 1440."""

    from_min: int
    to_min: int


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """One schedule in its time zone."""

    week: tuple[tuple[Span, ...], ...]
    """Spans of Monday to Sunday."""
    zone: tzinfo
    calendar: Calendar | None = None
    """None: public holidays are ordinary days."""

    def open_at(self, moment: datetime) -> bool:
        return self._span_end(moment) is not None

    def closes(self, moment: datetime) -> datetime | None:
        """When an open schedule closes, possibly after midnight; None if it is closed now or open round the clock."""
        end = self._span_end(moment)
        if end is None:
            return None
        while (later := self._span_end(end)) is not None:
            if later - moment > timedelta(days=ALWAYS_DAYS):
                return None
            end = later
        return end

    def next_opening(self, moment: datetime) -> datetime | None:
        """The next moment at which the schedule opens; None if it does not within two months."""
        return next((start for start, _ in self._spans(moment) if start > moment), None)

    def _span_end(self, moment: datetime) -> datetime | None:
        """The end of the span that holds the moment; None if there is none."""
        today = moment.astimezone(self.zone).date()
        return next((end for start, end in self._of(today) if start <= moment < end), None)

    def _spans(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        today = moment.astimezone(self.zone).date()
        for days in range(FARTHEST_DAYS):
            yield from self._of(today + timedelta(days=days))

    def _of(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        midnight = datetime.combine(day, time(), self.zone)
        for span in self._spans_of(day):
            yield midnight + timedelta(minutes=span.from_min), midnight + timedelta(minutes=span.to_min)

    def _spans_of(self, day: date) -> tuple[Span, ...]:
        """The spans of a day. A Saturday that is a working day has the hours of a Monday."""
        kind = self.calendar.kind(day) if self.calendar else DayKind.USUAL
        if kind is DayKind.OFF:
            return ()
        return self.week[0 if kind is DayKind.WORKING else day.weekday()]
