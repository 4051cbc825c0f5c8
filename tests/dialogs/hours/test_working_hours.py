"""Who works when: weekends, holidays, moved days, midnight, zones."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.hours.days import Calendar, DayKind
from dialogs.hours.lines_file import load_lines
from dialogs.hours.working_hours import Span, WorkingHours

BOOK = load_lines()
OFFICE = WorkingHours(((Span(540, 1080),),) * 5 + ((), ()), BOOK.zones["moscow"].clock, Calendar())


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("department", "moment", "opens"),
    [
        ("business", "2026-11-23T07:59:59+03:00", "2026-11-23T08:00+03:00"),
        ("business", "2026-11-23T08:00+03:00", None),
        ("business", "2026-11-23T19:59:59+03:00", None),
        ("business", "2026-11-23T20:00+03:00", "2026-11-24T08:00+03:00"),
        ("business", "2026-11-23T21:00+03:00", "2026-11-24T08:00+03:00"),
        ("business", "2026-11-23T21:00+12:00", None),  # noon in Moscow
        ("business", "2026-11-23T18:30+02:00", None),  # Kaliningrad, 19:30 in Moscow
        ("business", "2026-11-24T05:00+12:00", "2026-11-24T08:00+03:00"),  # Kamchatka, 20:00 the day before in Moscow
        ("general", "2026-11-27T18:00+03:00", "2026-11-30T09:00+03:00"),  # Friday evening
        ("general", "2026-11-28T12:00+03:00", "2026-11-30T09:00+03:00"),  # Saturday
        ("general", "2026-11-03T18:00+03:00", "2026-11-05T09:00+03:00"),  # before Unity Day
        ("general", "2026-11-04T12:00+03:00", "2026-11-05T09:00+03:00"),
        ("general", "2026-12-30T18:00+03:00", "2027-01-11T09:00+03:00"),  # 31 December is a day off moved there
        ("general", "2026-12-31T12:00+03:00", "2027-01-11T09:00+03:00"),
        ("general", "2027-01-08T12:00+03:00", "2027-01-11T09:00+03:00"),
        ("general", "2027-02-20T12:00+03:00", None),  # a working Saturday, for Monday the 22nd
        ("general", "2027-02-22T12:00+03:00", "2027-02-24T09:00+03:00"),
        ("general", "2026-03-09T12:00+03:00", "2026-03-10T09:00+03:00"),  # Monday for a holiday on Sunday
        ("general", "2026-01-09T12:00+03:00", "2026-01-12T09:00+03:00"),  # a Friday that was moved
        ("technical_support", "2027-01-01T03:00+12:00", None),
        ("social_protection", "2026-12-31T23:59:59+03:00", None),
    ],
)
def test_open_or_the_next_opening(department: str, moment: str, opens: str | None) -> None:
    hours = BOOK.hours(department)
    assert hours is not None
    assert hours.open_at(at(moment)) is (opens is None)
    if opens:
        assert hours.next_opening(at(moment)) == at(opens)
        assert hours.open_at(at(opens))


def test_closing() -> None:
    assert OFFICE.closes(at("2026-11-25T12:00+03:00")) == at("2026-11-25T18:00+03:00")
    assert OFFICE.closes(at("2026-11-25T20:00+03:00")) is None
    always = BOOK.hours("technical_support")
    assert always is not None
    assert always.closes(at("2026-11-25T12:00+03:00")) is None


def test_a_night_shift_goes_on_over_midnight() -> None:
    night = WorkingHours(((Span(0, 360), Span(1320, 1440)),) * 7, UTC)
    assert night.closes(at("2026-11-25T23:00+00:00")) == at("2026-11-26T06:00+00:00")
    assert night.open_at(at("2026-11-26T00:00+00:00"))
    assert not night.open_at(at("2026-11-26T06:00+00:00"))
    assert night.next_opening(at("2026-11-26T06:00+00:00")) == at("2026-11-26T22:00+00:00")


def test_nobody_ever_comes() -> None:
    never = WorkingHours(((),) * 7, UTC)
    assert never.next_opening(at("2026-11-26T06:00+00:00")) is None


def test_a_decree_by_hand_counts_before_the_package() -> None:
    day = date(2026, 11, 4)
    assert Calendar().kind(day) is DayKind.OFF
    assert Calendar(working=(day,)).kind(day) is DayKind.WORKING
    assert Calendar(off=(date(2026, 11, 5),)).kind(date(2026, 11, 5)) is DayKind.OFF
    assert Calendar().kind(date(2026, 11, 5)) is DayKind.USUAL
    assert Calendar().kind(date(2040, 1, 1)) is DayKind.OFF, "years without a decree have their fixed holidays"


@given(st.integers(0, 5 * 365 * 24 * 60), st.integers(2, 12))
def test_before_the_next_opening_it_is_closed_and_zones_do_not_matter(minutes: int, offset_h: int) -> None:
    moment = at("2025-01-01T00:00+00:00") + timedelta(minutes=minutes)
    there = moment.astimezone(next(zone.clock for zone in BOOK.zones.values() if zone.offset_h == offset_h))
    assert OFFICE.open_at(there) is OFFICE.open_at(moment)
    if not OFFICE.open_at(moment):
        opening = OFFICE.next_opening(there)
        assert opening is not None
        assert opening == OFFICE.next_opening(moment)
        assert OFFICE.open_at(opening)
        assert not any(OFFICE.open_at(moment + part * (opening - moment) / 7) for part in range(7))
    else:
        closes = OFFICE.closes(moment)
        assert closes is not None
        assert moment < closes <= moment + timedelta(hours=9)
        assert not OFFICE.open_at(closes)
