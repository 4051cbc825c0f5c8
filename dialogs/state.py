"""What one call's dialog knows: frozen values. A move returns a new state; only `dialogs/dialog.py` keeps it."""

from dataclasses import dataclass
from datetime import date, datetime

from call.acts import Unspoken
from call.events import Outcome, Slot
from call.start import UNKNOWN_START, CallStart
from dialogs.forms.form_state import FormState
from dialogs.hours.availability import moment_of
from dialogs.line import STRICT, Line
from dialogs.phase import Phase
from dialogs.phrases.prompts import Menu


@dataclass(frozen=True, slots=True)
class Confirm:
    """CONFIRM: what is to be confirmed."""

    __pydantic_config__ = STRICT

    candidate: str
    """A request category."""


@dataclass(frozen=True, slots=True)
class Options:
    """CHOICE: what was named."""

    __pydantic_config__ = STRICT

    intents: tuple[tuple[str, ...], ...]
    """In order; the request categories behind each option."""
    menu: Menu | None
    """The menu that they are; None for two titles."""


@dataclass(frozen=True, slots=True)
class NobodyFree:
    """NOBODY: what can be offered."""

    __pydantic_config__ = STRICT

    instead: str
    """Id of the department that can take the call in place of the one that was wanted; empty if none can."""
    no_number: bool
    """The caller's number could not be made out, so that no call back is offered."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What was tried of an answer: kept until there is another topic."""

    step: int = 0
    """Index of the step that was said last."""
    stepped: bool = False
    """The steps were gone through."""
    remedied: bool = False
    """The remedy of the step was said."""
    others_told: bool = False
    """The other ways to the result were said."""


@dataclass(frozen=True, slots=True)
class Place:
    """A question that the caller can come back to."""

    phase: Phase
    asked: tuple[Line, ...]
    """The reply that led here; its last line is the question."""
    topic: str = ""
    """The request category that the talk is about."""
    article: str = ""
    """Id of the special article that answers about the topic; empty: the general one."""
    advice: Advice = Advice()
    matter: Confirm | Options | NobodyFree | FormState | None = None
    """What the question is about: what is to be confirmed or chosen, or the form that is filled in or offered.

    A form stays while more is told of its topic.
    """

    @property
    def about(self) -> str:
        """Id of the article that the talk is about; empty if there is none."""
        return self.article or self.topic

    @property
    def form(self) -> FormState | None:
        return self.matter if isinstance(self.matter, FormState) else None

    @property
    def candidate(self) -> str:
        return self.matter.candidate if isinstance(self.matter, Confirm) else ""

    @property
    def options(self) -> tuple[tuple[str, ...], ...]:
        return self.matter.intents if isinstance(self.matter, Options) else ()


@dataclass(frozen=True, slots=True)
class Saved:
    """The part of a state that outlives its call."""

    version: str
    language: str
    place: Place
    said: tuple[str, ...]
    slots: tuple[Slot, ...]
    pending: tuple[str, ...]
    requests: tuple[str, ...]
    interrupted: FormState | None
    recorded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """One moment of one call."""

    language: str
    place: Place
    start: CallStart = UNKNOWN_START
    at_ms: int = 0
    """Audio time of the last event; with `start.at` it is the time of day."""
    requests: tuple[str, ...] = ()
    """Numbers of the requests that were registered in this call, the latest last."""
    back: tuple[Place, ...] = ()
    """The questions before this one, the latest last."""
    rate: float = 1.0
    said: tuple[str, ...] = ()
    """The caller's words about the topic, for the person who takes over."""
    slots: tuple[Slot, ...] = ()
    pending: tuple[str, ...] = ()
    """Requests made in one phrase with the topic and not yet answered."""
    silences: int = 0
    """In a row."""
    misses: int = 0
    """Turns not understood since the last that was."""
    warnings: int = 0
    """For abuse."""
    narrowed: bool = False
    """The narrowing question was asked."""
    time_warned: bool = False
    keypad: bool = False
    """The keys 1 and 2 answer yes/no questions, as the line's profile says."""
    outcome: Outcome = Outcome.ABANDONED
    department: str = ""
    interrupted: FormState | None = None
    """A form that another request broke off."""
    recorded: tuple[str, ...] = ()
    """Ids of the forms that were completed, for the summary at the end."""
    offered: tuple[str, ...] = ()
    """Ids of the forms that were offered: no form is offered twice."""
    rated: bool = False
    """The rating was asked for."""
    saved: Saved | None = None
    """RESUME: the call that can be gone on with."""
    resume_word: str = ""
    """With which another call can go on with this one; given at the session limit."""
    left: Place | None = None
    """Where the call stood when the session limit ended it."""

    @property
    def now(self) -> datetime:
        """When the last event happened."""
        return moment_of(self.start, self.at_ms)

    @property
    def today(self) -> date:
        """The day on which the last event happened, where the call was answered."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a move makes: the next state, and what to say and do."""

    state: State
    acts: tuple[Line | Unspoken, ...] = ()
