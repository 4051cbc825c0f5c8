"""What one call's dialog knows: frozen values. A move returns a new state; only `dialogs/dialog.py` keeps it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from call.acts import Handing, HangUp, Notify
from call.events import Outcome, Slot
from call.lookups import LookUp
from call.start import UNKNOWN_START, CallStart
from dialogs.event import DialogEvent
from dialogs.forms.form_state import FormState
from dialogs.hours.availability import moment_of
from dialogs.line import STRICT, Line
from dialogs.phrases.prompts import Menu


class Phase(StrEnum):
    """Where the conversation stands: what was asked last."""

    REQUEST = "request"
    """What can we do for you?"""
    CONFIRM = "confirm"
    """You want ..., right?"""
    CHOICE = "choice"
    """Which of these: two candidates, a narrowing question, the menu."""
    HELPED = "helped"
    """Did that help?"""
    STEPS = "steps"
    """Instructions, one step at a time."""
    MORE = "more"
    """Anything else?"""
    OFFER = "offer"
    """Shall I put you through to a person?"""
    TOPIC = "topic"
    """A person, yes; what is it about?"""
    FORM = "form"
    """A slot of a form is asked."""
    FORM_CHECK = "form_check"
    """Its value was read back: is it right?"""
    FORM_SUMMARY = "form_summary"
    """The whole form was read back: is it right?"""
    FORM_FIX = "form_fix"
    """What is to be corrected?"""
    FORM_OFFER = "form_offer"
    """Shall a form be filled in, or gone on with?"""
    NOBODY = "nobody"
    """Nobody can take the call; somebody else, a call back, a message?"""
    RESUME = "resume"
    """Shall we go on where the last call broke off?"""
    LOOKUP = "lookup"
    """A registry is asked."""
    ENDED = "ended"


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
    acts: tuple[Line | Handing | Notify | LookUp | HangUp, ...] = ()


MOST_PLACES = 8
"""How many questions a caller can go back."""


def enter(state: State, place: Place, *before: Line) -> Reply:
    """Ask a new question; `before` is said once and not repeated with it."""
    back = (*state.back, state.place)[-MOST_PLACES:]
    return Reply(replace(state, place=place, back=back), (*before, *place.asked))


def again(state: State, *before: Line) -> Reply:
    """The same question once more, without the answer that led to it but with the options or the number it is about."""
    place = state.place
    whole = place.phase in (Phase.CHOICE, Phase.FORM_CHECK, Phase.FORM_SUMMARY, Phase.FORM_FIX)
    return Reply(state, (*before, *(place.asked if whole else place.asked[-1:])))


ANSWERED = {Phase.HELPED, Phase.STEPS, Phase.MORE, Phase.OFFER}
"""Here a new request begins a new topic: words about the old one are no longer of use."""
MOST_WORDS = 3
"""How many phrases are kept for the person who takes over."""


def note(state: State, heard: DialogEvent) -> State:
    """Keep the words of a request."""
    return append_words(replace(state, said=()) if state.place.phase in ANSWERED else state, heard)


def append_words(state: State, heard: DialogEvent) -> State:
    """Keep words that belong to what was said before."""
    return replace(state, said=(*state.said, heard.words.text)[-MOST_WORDS:]) if heard.words.text else state
