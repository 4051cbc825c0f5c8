"""What is known of a simulated caller before the call. Its meaning: docs/reference/callers.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from call.events import Slot
from call.start import CallStart

AnyOf = tuple[str, ...]
"""One of these is enough."""
NOT_KNOWN = "no"
"""A fact that the caller does not have."""


class Manner(StrEnum):
    """How a caller behaves."""

    PATIENT = "patient"
    BRIEF = "brief"
    RAMBLING = "rambling"
    CORRECTS = "corrects"
    HESITATES = "hesitates"
    YES_BUT = "yes_but"
    CHANGES_SUBJECT = "changes_subject"
    CHANGES_LANGUAGE = "changes_language"
    HANGS_UP = "hangs_up"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Goal:
    """What must be reached, or what must never happen. Empty fields want nothing."""

    article: AnyOf = ()
    section: tuple[AnyOf, ...] = ()
    """All of them."""
    said: tuple[AnyOf, ...] = ()
    """All of them."""
    act: tuple[AnyOf, ...] = ()
    """All of them."""
    slots: tuple[Slot, ...] = ()
    department: AnyOf = ()
    outcome: AnyOf = ()
    callback: AnyOf = ()
    message: AnyOf = ()
    rating: AnyOf = ()
    request: AnyOf = ()
    language: AnyOf = ()


NOTHING = Goal()


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing that a caller wants, and its wordings."""

    say: tuple[str, ...]
    again: tuple[str, ...] = ()
    not_that: tuple[str, ...] = ()
    category: AnyOf = ()
    wants: Goal = NOTHING
    optional: bool = False
    """It is not counted."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that the caller knows."""

    say: tuple[str, ...]
    """Empty: the caller does not have the value, and knows it."""
    value: str = ""
    """Canonical form; empty if it is not compared."""
    slip: tuple[str, ...] = ()
    """Wordings with a slip and its correction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerSheet:
    """One caller."""

    path: str
    line: int
    """Line in the file, from 1."""
    name: str
    language: str
    start: CallStart
    cases: str = ""
    """Path of a case store, or empty."""
    incidents: str = ""
    manners: frozenset[Manner] = frozenset()
    errands: tuple[Errand, ...]
    """The first request with what is wanted from the whole call, then the follow-ups."""
    never: Goal = NOTHING
    department: AnyOf = ()
    """Who is right to take the call if a person takes it; empty if anybody is."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    person: tuple[str, ...] = ()
    """Wordings that ask for a person."""
    aside: tuple[str, ...] = ()
    """Wordings of another subject."""
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Prompt id of a question -> what is said to it."""
    patience: int = 2

    @property
    def category(self) -> str:
        """The category that the caller is counted under."""
        return self.errands[0].category[0]

    def has(self, manner: Manner) -> bool:
        return manner in self.manners
