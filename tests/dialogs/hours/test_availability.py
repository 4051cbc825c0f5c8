"""Who can take a call, and what time it is where the caller is."""

from datetime import datetime

import pytest

from call.events import Slot
from call.start import CallStart
from dialogs.hours.availability import availability, instead_of, moment_of, zone_of
from dialogs.hours.line_book import ALWAYS_OPEN
from dialogs.hours.lines_file import load_lines

BOOK = load_lines()
NOON = datetime.fromisoformat("2026-11-25T12:00+03:00")
EVENING = datetime.fromisoformat("2026-11-25T21:00+03:00")


@pytest.mark.parametrize(
    ("department", "moment", "operators", "open_", "free"),
    [
        ("business", NOON, None, True, True),
        ("business", NOON, 1, True, True),
        ("business", NOON, 0, True, False),
        ("business", EVENING, None, False, False),
        ("business", EVENING, 5, False, False),
        ("technical_support", EVENING, None, True, True),
        ("not in the book", EVENING, None, True, True),
        ("not in the book", EVENING, 0, True, False),
    ],
)
def test_open_and_free(department: str, moment: datetime, operators: int | None, open_: bool, free: bool) -> None:
    seen = availability(BOOK, department, moment, operators)
    assert (seen.open, seen.free) == (open_, free)
    assert (seen.next_opening is None) is open_


@pytest.mark.parametrize(
    ("department", "line", "operators", "who"),
    [
        ("business", "business", None, ""),
        ("applications", "main", None, "information"),
        ("identity", "main", None, "registration"),
        ("business", "pension", None, "social_protection"),  # the people of the line that was dialled
        ("applications", "main", 0, ""),
    ],
)
def test_who_can_help_instead_in_the_evening(department: str, line: str, operators: int | None, who: str) -> None:
    assert instead_of(BOOK, department, line, EVENING, operators) == who


def test_overflow_is_asked_in_its_order_and_never_the_department_itself() -> None:
    for name in BOOK.departments:
        other = instead_of(BOOK, name, "main", EVENING, None)
        assert other != name
        assert not other or availability(BOOK, other, EVENING, None).free


@pytest.mark.parametrize(
    ("caller", "zone"),
    [
        ("74012123456", "Europe/Kaliningrad"),
        ("84951234567", "Europe/Moscow"),
        ("74232123456", "Asia/Vladivostok"),
        ("74152123456", "Asia/Kamchatka"),
        ("3432123456", "Asia/Yekaterinburg"),
        ("79161234567", None),
        ("88005553535", None),
        ("", None),
        ("112", None),
        ("442071234567", None),
    ],
)
def test_the_area_code_tells_the_zone_and_a_mobile_number_does_not(caller: str, zone: str | None) -> None:
    found = zone_of(BOOK, caller, ())
    assert (found.name if found else None) == zone


def test_a_region_that_was_named_counts_before_the_number() -> None:
    found = zone_of(BOOK, "84951234567", (Slot("region", "omsk_region"),))
    assert found is not None
    assert found.name == "Asia/Omsk"


def test_the_time_of_day_goes_on_with_the_call() -> None:
    assert moment_of(CallStart(NOON), 90_000) == datetime.fromisoformat("2026-11-25T12:01:30+03:00")


def test_without_a_book_everybody_is_there() -> None:
    assert availability(ALWAYS_OPEN, "business", EVENING, None).free
