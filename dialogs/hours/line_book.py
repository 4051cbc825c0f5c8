"""The contents of `lines.toml`: the hotline's numbers, departments, schedules and profiles of lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from call.slots.phones import national
from dialogs.hours.days import Calendar
from dialogs.hours.lines_parts import (
    STRICT,
    Announcement,
    Behind,
    Days,
    Department,
    HotlineNumber,
    MomentSentences,
    Peak,
    Profile,
    Schedule,
    Zone,
)
from dialogs.hours.lines_types import Texts
from dialogs.hours.working_hours import WorkingHours
from dialogs.line import LineText
from dialogs.phrases.cues import Cues

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MAIN = "main"
"""The line of a call whose dialled number is not known. Every file has it."""
FEWEST_DIGITS = 4
"""So many digits at the end of a number are enough to name it."""


@dataclass(frozen=True, slots=True)
class LineBook:
    """All of `lines.toml`. An unknown department counts as open, because an answer may name one without hours."""

    __pydantic_config__ = STRICT

    official_zone: str
    lines: Mapping[str, HotlineNumber]
    profiles: Mapping[str, Profile]
    zones: Mapping[str, Zone] = field(default_factory=dict)
    schedules: Mapping[str, Schedule] = field(default_factory=dict)
    departments: Mapping[str, Department] = field(default_factory=dict)
    spoken: Mapping[str, MomentSentences] = field(default_factory=dict)
    days: Days = field(default_factory=Days)
    announcements: Mapping[str, Announcement] = field(default_factory=dict)
    peaks: Mapping[str, Peak] = field(default_factory=dict)
    behind: Behind = field(default_factory=Behind)
    live_hours: tuple[str, ...] = ()
    """Request categories whose answer is followed by the opening hours of now."""

    @property
    def area_codes(self) -> frozenset[str]:
        """The codes of all zones."""
        return frozenset(code for zone in self.zones.values() for code in zone.codes)

    def line(self, name: str) -> HotlineNumber:
        """The line with that name; the main line for an unknown name."""
        return self.lines.get(name) or self.lines[MAIN]

    def profile(self, line: str) -> Profile:
        return self.profiles[self.line(line).profile]

    def named(self, text: str) -> str | None:
        """Id of the line, given its id, its number or the end of its number: `37-37`. None if there is none."""
        if text in self.lines:
            return text
        digits = national(text) or "".join(filter(str.isdigit, text))
        ending = [name for name, line in self.lines.items() if line.number.endswith(digits)]
        return ending[0] if len(ending) == 1 and len(digits) >= FEWEST_DIGITS else None

    def skilled_in(self, service: str) -> str:
        """Id of the department that has this service among its skills; empty if none has."""
        return next((name for name, each in self.departments.items() if service in each.skills), "")

    def department_named(self, text: str, language: str) -> str:
        """Id of the department that the words name, the first if they name several; empty if they name none."""
        places = (
            (start, name)
            for name, each in self.departments.items()
            for start, _ in Cues.of(*each.words.get(language, ())).spans(text)
        )
        return min(places, default=(0, ""))[1]

    def hours(self, department: str) -> WorkingHours | None:
        """The hours of a department; None if the book does not have it."""
        if department not in self.departments:
            return None
        schedule = self.schedules[self.departments[department].schedule]
        calendar = Calendar(self.days.off, self.days.working) if schedule.holidays == "closed" else None
        return WorkingHours(schedule.week, self.zones[schedule.zone].clock, calendar)

    def warm(self, moment: datetime) -> None:
        """Load the calendar around a moment, so that no caller waits for it (0.3 s, once in a process)."""
        for department in self.departments:
            if hours := self.hours(department):
                hours.next_opening(moment)

    def peak_hours(self, line: str) -> Iterator[WorkingHours]:
        for peak in self.peaks.values():
            if line in peak.lines:
                week = tuple(peak.hours if day in peak.days else () for day in WEEK)
                yield WorkingHours(week, self.zones[peak.zone].clock)

    def sentences(self) -> Iterator[tuple[LineText, Texts]]:
        """Every sentence that is said word for word."""
        for name, line in self.lines.items():
            if line.greeting:
                yield LineText(name, "greeting"), line.greeting
            if line.unrecorded:
                yield LineText(name, "unrecorded"), line.unrecorded
        for name, department in self.departments.items():
            yield LineText(name, "closed"), department.closed
            yield LineText(name, "instead"), department.instead
            if department.prepare:
                yield LineText(name, "prepare"), department.prepare
        for name, announcement in self.announcements.items():
            yield LineText(name, "announcement"), announcement.text

    def sentence(self, line: LineText) -> Texts | None:
        """The texts of a sentence; None if the book does not have it."""
        return next((texts for known, texts in self.sentences() if known == line), None)


ALWAYS_OPEN = LineBook(
    official_zone="",
    lines={MAIN: HotlineNumber("", "standard", "general", name={}, words={})},
    profiles={"standard": Profile()},
    behind=Behind(desk=True, dialler=True, sender=True),
)
"""One line and no hours, for calls in which only the answers matter."""


def named_line(book: LineBook, words: str, language: str) -> str:
    """Id of the one line that the words name; empty if they name none or several."""
    named = [name for name, line in book.lines.items() if Cues.of(*line.words.get(language, ())).found(words)]
    return named[0] if len(named) == 1 else ""
