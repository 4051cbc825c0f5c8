"""The events of a dialog, and what comes with them."""

from dataclasses import dataclass
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
class Heard:
    """One event and what came with it."""

    event: Event
    text: str = ""
    """The caller's words."""
    intent: str = ""
    """A request category; of an OPERATOR or MESSAGE event: what it is about, if said."""
    candidates: tuple[str, ...] = ()
    """AMBIGUOUS: two request categories."""
    further: tuple[str, ...] = ()
    """Other request categories in the same phrase."""
    slots: tuple[Slot, ...] = ()
    reading: Reading | None = None
    """FILLED: the value."""
    slot: str = ""
    """FILLED, FIX: id of the slot that it is about; empty if that is the one that is asked, or not known."""
    form: str = ""
    """START: id of the form."""
    denied: bool = False
    """FILLED: «нет» was said with it."""
    pick: int = 0
    """PICK: number of the option, from 1."""
    detail: Cue | None = None
    """DETAIL: which section of the article."""
    language: str = ""
    """LANGUAGE: the one to go on in."""
    word: str = ""
    """RESUME: the resume word, as the registry knows it."""
    rule: str = ""
    """The rule of dialogs/interpret/rules.py that made the event out of words."""
    found: Found | None = None
    """FOUND: the answer."""
