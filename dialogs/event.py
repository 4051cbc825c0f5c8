"""The events of a dialog, and what comes with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from call.events import Slot
from call.lookups import Found
from call.slots.types import Reading
from dialogs.phrases.prompts import Cue


class Event(StrEnum):
    """What happens to a dialog."""

    REQUEST = "request"
    """A request category, understood."""
    UNSURE = "unsure"
    """A request category that wants a confirmation."""
    AMBIGUOUS = "ambiguous"
    """One of two request categories."""
    VAGUE = "vague"
    """Trouble, but not with what."""
    UNKNOWN = "unknown"
    AFFIRM = "affirm"
    DENY = "deny"
    DETAIL = "detail"
    """More about the topic: steps, documents, terms, reasons, other ways, law, offices."""
    NEXT = "next"
    BACK = "back"
    REPEAT = "repeat"
    SLOWER = "slower"
    PICK = "pick"
    """An option by its number, its words or its key."""
    FILLED = "filled"
    """A value of the slot that is asked, or a piece or a correction of it."""
    WHY = "why"
    """Why is it asked?"""
    SKIP = "skip"
    """The caller does not know it, or has not got it at hand."""
    OVER = "over"
    """The number from the beginning, please."""
    FIX = "fix"
    """A slot that was filled is to be corrected."""
    START = "start"
    """A form, by the words that ask for it."""
    SEND = "send"
    """Send me what you just told me."""
    CREDENTIAL = "credential"
    """The caller begins to say a password or a code."""
    NUMBER = "number"
    """Some other number."""
    HASH = "hash"
    """The # key: back to the menu, or the number is complete."""
    MENU = "menu"
    OPERATOR = "operator"
    CALLBACK = "callback"
    MESSAGE = "message"
    RATE = "rate"
    LANGUAGE = "language"
    GREETING = "greeting"
    THANKS = "thanks"
    CANCEL = "cancel"
    GOODBYE = "goodbye"
    ABUSE = "abuse"
    SILENCE = "silence"
    TIME_WARNING = "time_warning"
    TIME_UP = "time_up"
    FAILURE = "failure"
    RESUME = "resume"
    """A resume word."""
    FOUND = "found"
    """A registry answered."""
    OPERATOR_FREE = "operator_free"
    """A person can take the call."""
    POSITION = "position"
    """The place in the queue."""
    TAKEN_OVER = "taken_over"
    """A person speaks with the caller from now on."""
    GIVEN_BACK = "given_back"
    """The person has finished."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the caller said, and what it is about."""

    text: str = ""
    intent: str = ""
    """A request category; with a person or a message that is asked for, what it is about, if said."""
    candidates: tuple[str, ...] = ()
    """Two request categories, if it is one of them."""
    further: tuple[str, ...] = ()
    """Other request categories in the same phrase."""
    slots: tuple[Slot, ...] = ()


NO_WORDS = Words()


@dataclass(frozen=True, slots=True)
class DialogEvent:
    """One event. Those that carry something of their own have a class of their own."""

    event: Event
    words: Words = NO_WORDS
    """None for a key, a silence, the clock, a registry, the desk."""
    rule: str = ""
    """The rule of dialogs/interpret/rules.py that made the event out of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick(DialogEvent):
    """One of the options."""

    event: Event = field(default=Event.PICK, init=False)
    number: int
    """From 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled(DialogEvent):
    """A value for a form."""

    event: Event = field(default=Event.FILLED, init=False)
    reading: Reading
    slot: str = ""
    """Id of the slot that it is about; empty if that is the one that is asked."""
    denied: bool = False
    """«нет» was said with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix(DialogEvent):
    """A slot that was filled is to be corrected."""

    event: Event = field(default=Event.FIX, init=False)
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartForm(DialogEvent):
    """A form by its words."""

    event: Event = field(default=Event.START, init=False)
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail(DialogEvent):
    """More about the topic."""

    event: Event = field(default=Event.DETAIL, init=False)
    section: Cue
    """Which section of the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchLanguage(DialogEvent):
    """Another language."""

    event: Event = field(default=Event.LANGUAGE, init=False)
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(DialogEvent):
    """A resume word."""

    event: Event = field(default=Event.RESUME, init=False)
    word: str
    """As the registry knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAnswer(DialogEvent):
    """What a registry answered."""

    event: Event = field(default=Event.FOUND, init=False)
    found: Found


OWN_CLASSES: Mapping[Event, type[DialogEvent]] = {
    Event.PICK: Pick,
    Event.FILLED: Filled,
    Event.FIX: Fix,
    Event.START: StartForm,
    Event.DETAIL: Detail,
    Event.LANGUAGE: SwitchLanguage,
    Event.RESUME: Resume,
    Event.FOUND: FoundAnswer,
}
"""Of every other event there is nothing to know but the words."""
