"""Moments in words, in the caller's own time where that is known: «завтра в 9:00 по московскому времени».

Hours stay digits: the voices read `в 9:00` as «в девять часов» and `at 9:00` as "nine a m" (docs/decisions/008), and
people who read the call see the clock.
"""

from dataclasses import dataclass
from datetime import date, datetime

from dialogs.hours.line_book import LineBook
from dialogs.hours.lines_parts import MomentSentences, Zone

NEAR_DAYS = 7
"""From so many days on a weekday alone would be taken for the one of this week."""


@dataclass(frozen=True, slots=True)
class Clock:
    """How one caller reads the time."""

    words: MomentSentences
    zone: Zone
    suffix: str
    """Whose time it is; empty where it needs no saying."""


def clock_for(book: LineBook, language: str, zone: Zone | None) -> Clock:
    """`zone`: the caller's, None if it is not known: then the official time is named as such."""
    words, official = book.spoken[language], book.zones[book.official_zone]
    if zone is None:
        return Clock(words, official, words.official_time)
    return Clock(words, zone, "" if zone.offset_h == official.offset_h else words.own_time)


def say_when(moment: datetime, now: datetime, clock: Clock) -> str:
    """A moment to come: its day and its hour."""
    local = moment.astimezone(clock.zone.clock)
    day = _day(local.date(), now.astimezone(clock.zone.clock).date(), clock.words)
    return _owned(clock.words.at.format(day=day, time=_hour(local)), clock)


def say_until(moment: datetime, clock: Clock) -> str:
    """The hour at which something ends, within a day."""
    return _owned(clock.words.until.format(time=_hour(moment.astimezone(clock.zone.clock))), clock)


def say_after(moment: datetime, clock: Clock) -> str:
    return _owned(clock.words.after.format(time=_hour(moment.astimezone(clock.zone.clock))), clock)


def _owned(text: str, clock: Clock) -> str:
    return f"{text} {clock.suffix}" if clock.suffix else text


def _hour(local: datetime) -> str:
    return f"{local.hour}:{local.minute:02}"


def _day(day: date, today: date, words: MomentSentences) -> str:
    ahead = (day - today).days
    near = (words.today, words.tomorrow, words.after_tomorrow)
    if 0 <= ahead < len(near):
        return near[ahead]
    weekday = words.weekdays[day.weekday()]
    if 0 < ahead < NEAR_DAYS:
        return weekday
    return words.date.format(weekday=weekday, day=day.day, month=words.months[day.month - 1])
