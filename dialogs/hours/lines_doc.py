"""Makes docs/reference/lines.md from lines.toml: `python -m dialogs.hours.lines_doc`. A test holds it current."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from dialogs.hours.days import Calendar, DayKind
from dialogs.hours.line_book import WEEK, LineBook
from dialogs.hours.lines_file import load_lines
from dialogs.hours.working_hours import Span

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "lines.md"
YEARS = (2026, 2027)
"""The years whose days off are listed."""
LANGUAGE = "en"


def describe(book: LineBook) -> str:
    """Numbers, profiles, departments with their hours, zones and days off, as Markdown."""
    parts = (
        _head(),
        _behind(book),
        _lines(book),
        _profiles(book),
        _departments(book),
        _schedules(book),
        _zones(book),
        _days(book),
    )
    return "\n".join(line for part in parts for line in part)


def _head() -> Iterator[str]:
    yield "# The hotline's numbers and hours"
    yield ""
    yield "Made from `hotline/lines.toml` by `python -m dialogs.hours.lines_doc`: edit that file, then run it."
    yield "Who is there: `run_assistant.py lines [--at 2026-11-23T21:00+03:00]`. The assistant itself always answers."
    yield ""


def _table(title: str, head: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield from (f"## {title}", "", f"| {' | '.join(head)} |", f"|{'---|' * len(head)}")
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _behind(book: LineBook) -> Iterator[str]:
    behind = book.behind
    there = {"a desk": behind.desk, "a dialler": behind.dialler, "a sender": behind.sender}
    rows = ((name, "yes" if is_there else "no") for name, is_there in there.items())
    proof = ("a fact before a status", f"`{behind.proof}`" if behind.proof else "none")
    return _table("What stands behind it", ("`[behind]`, see [truth](truth.md)", "configured"), iter((*rows, proof)))


def _lines(book: LineBook) -> Iterator[str]:
    rows = (
        (f"`{name}`", line.number, line.name[LANGUAGE], line.profile, line.department, line.skill or "any")
        for name, line in book.lines.items()
    )
    return _table("Numbers", ("line", "number", "for", "profile", "department", "skill"), rows)


def _profiles(book: LineBook) -> Iterator[str]:
    head = ("profile", "speech rate", "patience", "end of turn", "no input", "keys", "a person", "opens with", "limit")
    rows = (
        (
            f"`{name}`",
            f"{profile.rate:g}",
            profile.patience,
            f"x {profile.turn_end:g}",
            f"x {profile.no_input:g}",
            "1 yes, 2 no" if profile.keypad else "menu",
            "at once" if profile.operator_at_once else "after the topic",
            f"the {profile.opening}",
            f"{profile.limit_min} min, said at {profile.warning_min}",
        )
        for name, profile in book.profiles.items()
    )
    return _table("Profiles", head, rows)


def _departments(book: LineBook) -> Iterator[str]:
    rows = (
        (
            f"`{name}`",
            department.name[LANGUAGE],
            department.schedule,
            str(department.level),
            ", ".join(department.skills),
            ", ".join(department.overflow) or "nobody",
        )
        for name, department in book.departments.items()
    )
    return _table("Departments", ("department", "name", "schedule", "level", "skills", "who can help instead"), rows)


def _schedules(book: LineBook) -> Iterator[str]:
    rows = (
        (f"`{name}`", _week(schedule.week), book.zones[schedule.zone].name, schedule.holidays)
        for name, schedule in book.schedules.items()
    )
    return _table("Schedules", ("schedule", "hours", "time zone", "public holidays"), rows)


def _week(week: Sequence[Sequence[Span]]) -> str:
    """`mon-fri 09:00-18:00`."""
    runs = [(spans, [day for day, _ in days]) for spans, days in groupby(zip(WEEK, week, strict=True), lambda d: d[1])]
    return "; ".join(
        f"{days[0]}-{days[-1]} {', '.join(map(_span, spans))}" if len(days) > 1 else f"{days[0]} {_span(spans[0])}"
        for spans, days in runs
        if spans
    )


def _span(span: Span) -> str:
    return "-".join(f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (span.from_min, span.to_min))


def _zones(book: LineBook) -> Iterator[str]:
    rows = (
        (f"`{name}`", zone.name, f"UTC+{zone.offset_h}", ", ".join(zone.codes)) for name, zone in book.zones.items()
    )
    return _table("Time zones", ("zone", "name", "offset", "area codes"), rows)


def _days(book: LineBook) -> Iterator[str]:
    calendar = Calendar(book.days.off, book.days.working)
    yield "## Days off"
    yield ""
    yield "Besides Saturdays and Sundays, as the package `holidays` and `[days]` know them."
    yield ""
    for year in YEARS:
        days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
        kinds = [(day, calendar.kind(day)) for day in days if day.year == year]
        off = ", ".join(f"{day:%m-%d}" for day, kind in kinds if kind is DayKind.OFF)
        working = ", ".join(f"{day:%m-%d}" for day, kind in kinds if kind is DayKind.WORKING)
        yield f"- {year}: {off}; working weekends: {working or 'none'}"
    yield ""


if __name__ == "__main__":
    DOCUMENT.write_text(describe(load_lines()), encoding="utf-8")
