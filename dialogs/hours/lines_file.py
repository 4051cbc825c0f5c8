"""Reads `lines.toml`. All faults are found in one run, each with its line and how to mend it."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from call.errors import Fault, LinesBroken
from call.labels import LANGUAGES
from datafiles.categories import REQUESTS
from datafiles.hotline import HOTLINE
from datafiles.toml_lines import Faults, TomlFile, read_toml
from dialogs.hours.line_book import MAIN, WEEK, LineBook

FILE = "lines.toml"
"""The file's name in the folder of a hotline."""
SCHEMA = TypeAdapter(LineBook)
MESSAGES = {
    "missing": "missing: {key}",
    "unexpected_keyword_argument": "unknown key: {key}",
    "timezone_aware": "{key}: a moment with its time zone is needed, such as 2026-12-28T09:00:00+03:00",
}
PLACEHOLDERS = {
    "opens": {"when"},
    "open_until": {"until"},
    "call_then": {"when"},
    "call_at": {"when"},
    "call_on": {"day"},
    "peak": {"after"},
    "date": {"weekday", "day", "month"},
    "at": {"day", "time"},
    "until": {"time"},
    "after": {"time"},
}
"""The names that each sentence of `spoken` must hold in braces."""


def load_lines(hotline: Path = HOTLINE, patiences: Collection[str] | None = None) -> LineBook:
    """A hotline's numbers, schedules and departments.

    Args:
        patiences: the patience names that a profile may use; None: they are not checked.

    Raises:
        LinesBroken: with every fault of the file.
    """
    unread = Faults()
    file = read_toml(hotline / FILE, unread)
    if file is None:
        raise LinesBroken(unread.found)
    try:
        book = SCHEMA.validate_python(dict(file.tables))
    except ValidationError as error:
        raise LinesBroken(
            [_fault(file, detail["type"], detail["loc"], detail["msg"]) for detail in error.errors()]
        ) from error
    if faults := [*_faults(file, book), *_unknown_patience(file, book, patiences)]:
        raise LinesBroken(faults)
    return book


def department_ids(hotline: Path = HOTLINE) -> tuple[str, ...]:
    """Ids of the departments that may take over. Raises LinesBroken."""
    return tuple(load_lines(hotline).departments)


def _fault(file: TomlFile, kind: str, at: tuple[int | str, ...], text: str) -> Fault:
    keys = [str(key) for key in at]
    message = MESSAGES.get(kind, "{key}: {text}").format(key=".".join(keys), text=text)
    return Fault(str(file.path), file.line(*keys), message)


def _known(file: TomlFile, ids: Collection[str], *keys: str, among: Collection[str]) -> Iterator[Fault]:
    for name in ids:
        if name not in among:
            near = get_close_matches(name, among, n=1)
            hint = f'did you mean "{near[0]}"?' if near else f"it is one of {', '.join(among)}"
            yield Fault(str(file.path), file.line(*keys), f'{".".join(keys)}: "{name}" is not there: {hint}')


def _unknown_patience(file: TomlFile, book: LineBook, patiences: Collection[str] | None) -> Iterator[Fault]:
    for name, profile in book.profiles.items() if patiences is not None else ():
        yield from _known(file, [profile.patience], "profiles", name, "patience", among=patiences or ())


def _faults(file: TomlFile, book: LineBook) -> Iterator[Fault]:
    """The faults that types cannot find: unknown names, and sentences without their names in braces."""

    def known(ids: Collection[str], *keys: str, among: Collection[str]) -> Iterator[Fault]:
        return _known(file, ids, *keys, among=among)

    yield from known([book.official_zone], "official_zone", among=book.zones)
    yield from known(book.live_hours, "live_hours", among=REQUESTS)
    yield from known([MAIN], "lines", among=book.lines)
    yield from known(LANGUAGES, "spoken", among=book.spoken)
    for name, line in book.lines.items():
        yield from known([line.profile], "lines", name, "profile", among=book.profiles)
        yield from known([line.department], "lines", name, "department", among=book.departments)
    for name, department in book.departments.items():
        yield from known([department.schedule], "departments", name, "schedule", among=book.schedules)
        others = [other for other in book.departments if other != name]
        yield from known(department.overflow, "departments", name, "overflow", among=others)
    for name, schedule in book.schedules.items():
        yield from known([schedule.zone], "schedules", name, "zone", among=book.zones)
    for name, announcement in book.announcements.items():
        yield from known(announcement.lines, "announcements", name, "lines", among=book.lines)
    for name, peak in book.peaks.items():
        yield from known(peak.lines, "peaks", name, "lines", among=book.lines)
        yield from known([peak.zone], "peaks", name, "zone", among=book.zones)
        yield from known(peak.days, "peaks", name, "days", among=WEEK)
    yield from _spoken(file, book)


def _spoken(file: TomlFile, book: LineBook) -> Iterator[Fault]:
    for language, spoken in book.spoken.items():
        for key, wanted in PLACEHOLDERS.items():
            if set(re.findall(r"{(\w*)}", getattr(spoken, key))) != wanted:
                text = f"spoken.{language}.{key}: it must hold {', '.join(f'{{{name}}}' for name in sorted(wanted))}"
                yield Fault(str(file.path), file.line("spoken", language, key), text)
        for key, count in (("weekdays", 7), ("months", 12)):
            if len(getattr(spoken, key)) != count:
                yield Fault(
                    str(file.path), file.line("spoken", language, key), f"spoken.{language}.{key}: {count} are needed"
                )
