"""The events of a dialog, and what comes with them."""

from dataclasses import dataclass
from enum import StrEnum

from call.events import Slot
from call.lookups import Found
from dialogs.prompts import Cue


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
    DIGITS = "digits"
    """A telephone number, or a piece of it."""
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
    FOUND = "found"
    """A registry answered."""


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
    digits: str = ""
    pick: int = 0
    """PICK: number of the option, from 1."""
    detail: Cue | None = None
    """DETAIL: which section of the article."""
    language: str = ""
    """LANGUAGE: the one to go on in."""
    rule: str = ""
    """The rule of dialogs/hearing.py that made the event out of words."""
    found: Found | None = None
    """FOUND: the answer."""
