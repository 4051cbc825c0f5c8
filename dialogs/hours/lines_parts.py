"""The parts of `lines.toml`: numbers, profiles, departments, schedules, zones, and how moments are said."""

from dataclasses import dataclass, field
from datetime import date, timedelta, timezone, tzinfo
from typing import Literal

from pydantic import AwareDatetime, ConfigDict, PositiveInt

from dialogs.hours.lines_types import Digits, Factor, Offset, Sentences, Spans, Texts, Words

STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the assistant in this installation. What is not named here is not there."""

    __pydantic_config__ = STRICT

    desk: bool = False
    """People to whom callers can be put through."""
    dialler: bool = False
    """Callers are rung back."""
    sender: bool = False
    """SMS and e-mail are sent."""
    proof: Literal["", "phone_end", "birth_date"] = ""
    """What a caller must name before the status of an application is told: a column of the case store."""


@dataclass(frozen=True, slots=True)
class Days:
    """Decrees that the package `holidays` does not know yet."""

    __pydantic_config__ = STRICT

    off: tuple[date, ...] = ()
    working: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """One of Russia's time zones. None of them has summer time."""

    __pydantic_config__ = STRICT

    name: str
    """Name in the IANA database, for people to read."""
    offset_h: Offset
    """Hours ahead of UTC."""
    codes: tuple[Digits, ...] = ()
    """Area codes: the first digits of national numbers."""
    regions: tuple[str, ...] = ()
    """Ids of the regions in this zone."""

    @property
    def clock(self) -> tzinfo:
        return timezone(timedelta(hours=self.offset_h))


@dataclass(frozen=True, slots=True)
class Schedule:
    """The working hours of each weekday, as spans."""

    __pydantic_config__ = STRICT

    zone: str
    holidays: Literal["open", "closed"]
    mon: Spans = ()
    tue: Spans = ()
    wed: Spans = ()
    thu: Spans = ()
    fri: Spans = ()
    sat: Spans = ()
    sun: Spans = ()

    @property
    def week(self) -> tuple[Spans, ...]:
        return (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun)


@dataclass(frozen=True, slots=True)
class Profile:
    """How a line talks and listens."""

    __pydantic_config__ = STRICT

    rate: Factor = 1.0
    """Speech rate, 1.0 is normal."""
    patience: str = "standard"
    """Name of the endpointing patience that the voice knows: the wait for the end of a turn and for the first word."""
    turn_end: Factor = 1.0
    """Factor on the patience at the end of a turn."""
    no_input: Factor = 1.0
    """Factor on the patience before the first word."""
    keypad: bool = False
    """The keys 1 and 2 answer yes/no questions, so that a call needs no speech."""
    operator_at_once: bool = False
    """A caller who asks for a person is not asked for the topic first."""
    opening: Literal["question", "menu"] = "question"
    warning_min: PositiveInt = 28
    limit_min: PositiveInt = 30

    @property
    def warning_ms(self) -> int:
        return self.warning_min * 60_000

    @property
    def limit_ms(self) -> int:
        return self.limit_min * 60_000


@dataclass(frozen=True, slots=True)
class HotlineNumber:
    """A number that callers dial."""

    __pydantic_config__ = STRICT

    number: Digits
    """Digits."""
    profile: str
    department: str
    """The department that takes a call with an unknown topic."""
    name: Texts
    words: Words
    """How callers name the line, in the patterns of dialogs/phrases/cues.py."""
    skill: str = ""
    """A skill that the operator of that department must have."""
    greeting: Sentences | None = None
    """Said instead of the general greeting."""
    unrecorded: Sentences | None = None
    """Said instead of `greeting` if the call is not recorded."""


@dataclass(frozen=True, slots=True)
class Department:
    """Who takes over."""

    __pydantic_config__ = STRICT

    name: Texts
    """The name that operators read."""
    schedule: str
    skills: tuple[str, ...]
    level: Literal[1, 2, 3]
    closed: Sentences
    """Said if the department is closed."""
    instead: Sentences
    """Offers this department instead of another one."""
    overflow: tuple[str, ...] = ()
    """Ids of the departments that can help instead, best first."""
    prepare: Sentences | None = None
    """What to have at hand while waiting."""
    words: Words = field(default_factory=dict)
    """How callers name the department when they want to be put through."""
    prepared_by: tuple[str, ...] = ()
    """Names of slots. If one of them is known, `prepare` is not said."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A notice on some lines for some time."""

    __pydantic_config__ = STRICT

    lines: tuple[str, ...]
    starts: AwareDatetime
    ends: AwareDatetime
    text: Sentences


@dataclass(frozen=True, slots=True)
class Peak:
    """The hours in which many people call."""

    __pydantic_config__ = STRICT

    lines: tuple[str, ...]
    zone: str
    days: tuple[str, ...]
    hours: Spans


@dataclass(frozen=True, slots=True)
class MomentSentences:
    """How moments are said in one language."""

    __pydantic_config__ = STRICT

    opens: str
    open_until: str
    open_always: str
    call_then: str
    call_at: str
    call_on: str
    peak: str
    today: str
    tomorrow: str
    after_tomorrow: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    date: str
    at: str
    until: str
    after: str
    official_time: str
    own_time: str
