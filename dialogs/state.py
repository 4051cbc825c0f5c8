"""The state of one call's dialog as frozen values. A move returns a new state; only `dialogs/dialog.py` keeps it."""

from dataclasses import dataclass
from datetime import date, datetime

from call.acts import Unspoken
from call.events import Outcome, Slot
from call.lookups import Application
from call.start import UNKNOWN_START, CallStart
from dialogs.forms.form_state import FormState
from dialogs.hours.availability import moment_of
from dialogs.line import STRICT, Line
from dialogs.phase import Phase
from dialogs.phrases.prompts import Menu


@dataclass(frozen=True, slots=True)
class Confirm:
    """What the question of CONFIRM is about."""

    __pydantic_config__ = STRICT

    candidate: str
    """A request category."""
    article: str = ""
    """Id of its article that the sample questions found; empty: cues decide."""
    fact: int = 0
    """Number of the article's fact that was asked for; 0: the answer."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the question of CHOICE is about."""

    __pydantic_config__ = STRICT

    intents: tuple[tuple[str, ...], ...]
    """The request categories of each option, in order."""
    menu: Menu | None
    """The menu of these options; None for the titles of two articles."""
    articles: tuple[str, ...] = ()
    """Ids of these two articles."""


@dataclass(frozen=True, slots=True)
class NobodyFree:
    """What the question of NOBODY is about."""

    __pydantic_config__ = STRICT

    instead: str
    """Id of the department that can take the call instead of the wanted one; empty if none can."""
    no_number: bool
    """No call back is offered: the caller's number was not understood, or nobody calls back."""


@dataclass(frozen=True, slots=True)
class Advice:
    """Which parts of an answer's advice were said. It is kept until the topic changes."""

    step: int = 0
    """Index of the last step that was said."""
    stepped: bool = False
    """The steps were said."""
    remedied: bool = False
    """The remedy of the step was said."""
    others_told: bool = False
    """The alternatives were said."""
    filled_in: int = 0
    """How much more of the answer was said: 1 the rest of it, 2 the tip too."""


@dataclass(frozen=True, slots=True)
class Place:
    """A question to which the caller can go back."""

    phase: Phase
    asked: tuple[Line, ...]
    """The reply that led here; its last line is the question."""
    topic: str = ""
    """The request category that the call is about."""
    article: str = ""
    """Id of the special article about the topic; empty for the general one."""
    advice: Advice = Advice()
    matter: Confirm | Options | NobodyFree | FormState | None = None
    """What the question is about: a candidate to confirm, options to choose from, or a form that is asked or offered.

    A form stays here while follow-ups about its topic are answered.
    """

    @property
    def about(self) -> str:
        """Id of the article that the call is about; empty if there is none."""
        return self.article or self.topic

    @property
    def form(self) -> FormState | None:
        return self.matter if isinstance(self.matter, FormState) else None

    @property
    def candidate(self) -> str:
        return self.matter.candidate if isinstance(self.matter, Confirm) else ""

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the two articles to choose from; empty if the question is another one."""
        return self.matter.articles if self.phase is Phase.CHOICE and isinstance(self.matter, Options) else ()

    @property
    def options(self) -> tuple[tuple[str, ...], ...]:
        return self.matter.intents if isinstance(self.matter, Options) else ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """How much speaks for an article as what the caller wants (`tally.py`)."""

    about: str
    """Id of the article."""
    weight: float


@dataclass(frozen=True, slots=True)
class Saved:
    """The part of a state that is kept after its call."""

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
    """The state of a call at one moment."""

    language: str
    place: Place
    start: CallStart = UNKNOWN_START
    at_ms: int = 0
    """Audio time of the last event, milliseconds since `start.at`."""
    requests: tuple[str, ...] = ()
    """Numbers of the requests registered in this call, the latest last."""
    back: tuple[Place, ...] = ()
    """The earlier questions, the latest last."""
    rate: float = 1.0
    said: tuple[str, ...] = ()
    """The caller's words about the topic, for the person who takes over."""
    slots: tuple[Slot, ...] = ()
    pending: tuple[str, ...] = ()
    """Request categories from the same phrase as the topic that are not answered yet."""
    tally: tuple[Weighed, ...] = ()
    """What the caller may want, over all turns since a matter was settled. It decides who takes over."""
    idle: int = 0
    """Turns in a row without a word of sense: silence, noise, «что?»."""
    sounds: int = 0
    """How many of these were sounds."""
    sensed: bool = False
    """A word of sense was heard in this call, or «что?», or a key was pressed: somebody is there."""
    stalls: int = 0
    """Turns in a row that brought nothing: a greeting, or a yes or no where nothing was asked."""
    misses: int = 0
    """Turns in a row that were not understood."""
    case: Application | None = None
    """The application that was found last."""
    case_topic: str = ""
    """The topic of the call when it was found."""
    steps_left: Place | None = None
    """The step at which another question was asked."""
    in_danger: bool = False
    """Danger to life was heard in this call."""
    warnings: int = 0
    """How often the caller was warned for abuse."""
    told: tuple[str, ...] = ()
    """Ids of the articles that were told, each as often as it was. None is told twice word for word."""
    offered_more: bool = False
    """It was said what else the assistant can tell about an answer. It is said once in a call."""
    not_known: int = 0
    """Questions in a row that no article answers."""
    narrowed: bool = False
    """The narrowing question was asked."""
    time_warned: bool = False
    keypad: bool = False
    """The keys 1 and 2 answer yes/no questions, because the line's profile says so."""
    outcome: Outcome = Outcome.ABANDONED
    department: str = ""
    interrupted: FormState | None = None
    """A form that was interrupted by another request."""
    recorded: tuple[str, ...] = ()
    """Ids of the forms that were recorded, for the recap at the end."""
    carried_out: tuple[str, ...] = ()
    """What was recorded, by form and key (`forms/complete.py`). Nothing is recorded twice."""
    message: FormState | None = None
    """The message that was recorded last, for a telephone that is told behind it."""
    offered: tuple[str, ...] = ()
    """Ids of the forms that were offered. No form is offered twice."""
    rated: bool = False
    """The rating was asked for."""
    saved: Saved | None = None
    """The call that can be resumed, in the phase RESUME."""
    wrong_words: int = 0
    """Resume words of this call that opened nothing."""
    wrong_proofs: int = 0
    """How often a fact did not fit that must fit before the status of an application is told."""
    resume_word: str = ""
    """The word with which another call can resume this one; given at the session limit."""
    left: Place | None = None
    """The last question when the session limit ended the call."""

    @property
    def now(self) -> datetime:
        """The moment of the last event."""
        return moment_of(self.start, self.at_ms)

    @property
    def today(self) -> date:
        """The day of the last event, in the time zone of `start.at`."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Reply:
    """The result of a move: the next state, and what to say and do."""

    state: State
    acts: tuple[Line | Unspoken, ...] = ()
