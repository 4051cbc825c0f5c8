"""Reads moments that people write."""

from datetime import datetime

YEARS = range(1970, 2200)
"""Years that a call may have. At the ends of the calendar, opening hours could not look a day back or ahead."""


def read_moment(text: str) -> datetime:
    """`2026-11-23T21:00+03:00`, with its time zone. Raises ValueError."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None or at.year not in YEARS:
        raise ValueError("no moment with a time zone between 1970 and 2199")
    return at
