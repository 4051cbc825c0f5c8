"""Moments in words, in the caller's time zone if it is known: «завтра в 9:00 по московскому времени».

Hours stay digits. The voices read `в 9:00` as «в девять часов» and `at 9:00` as "nine a m" (docs/decisions/008), and
people who read the call see the time.
"""

from dataclasses import dataclass
from datetime import date, datetime

from dialogs.hours.line_book import LineBook
from dialogs.hours.lines_parts import MomentSentences, Zone

NEAR_DAYS = 7
"""A weekday alone names a day only if it is fewer days ahead: later it would be taken for the one of this week."""


@dataclass(frozen=True, slots=True)
class Clock:
    """How one caller reads the time."""

    words: MomentSentences
    zone: Zone
    suffix: str
    """Names the time zone; empty if that is not needed."""


def clock_for(book: LineBook, language: str, zone: Zone | None) -> Clock:
    """The clock for a caller in `zone`. None: the zone is not known, so the official time is said and named."""
    words, official = book.spoken[language], book.zones[book.official_zone]
    if zone is None:
        return Clock(words, official, words.official_time)
    return Clock(words, zone, "" if zone.offset_h == official.offset_h else words.own_time)


def say_when(moment: datetime, now: datetime, clock: Clock) -> str:
    """The day and hour of a future moment."""
    local = moment.astimezone(clock.zone.clock)
    day = _day(local.date(), now.astimezone(clock.zone.clock).date(), clock.words)
    return _owned(clock.words.at.format(day=day, time=_hour(local)), clock)


def say_wished(moment: datetime, now: datetime, words: MomentSentences) -> str:
    """The day and hour that the caller named, on the caller's own clock: no time zone is said."""
    return words.at.format(day=say_day(moment, now, words), time=_hour(moment))


def say_day(moment: datetime, now: datetime, words: MomentSentences) -> str:
    return _day(moment.date(), now.date(), words)


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
