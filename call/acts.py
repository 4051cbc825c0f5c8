"""What the dialog wants done: say, ask, look up, hand over, write to the caller, hang up.

`kind` is the one name of an act: in the journal, in scripted conversations and on screens.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, get_args

from call.events import Expect, Slot
from call.lookups import LookUp


class BargeIn(StrEnum):
    """What may interrupt the assistant while it speaks."""

    FREE = "free"
    KEYS = "keys"
    OFF = "off"


class Part(StrEnum):
    """Which part of an article (the answer to a request category) a sentence speaks."""

    ANSWER = "answer"
    """The answer itself."""
    CONFIRM = "confirm"
    """The question whether the caller means this category."""
    TITLE = "title"
    """The name of the category."""
    MORE = "more"
    """A detail of the answer: a step, a document, a time limit, where to go."""
    UNKNOWN = "unknown"
    """No part of any: that no article is about what was asked."""


@dataclass(frozen=True, slots=True)
class About:
    """Which of the answers a sentence is from."""

    part: Part
    category: str = ""
    """The request category that the sentence is about; empty where there is none."""
    article: str = ""
    """Id of the article that it is from: the category, or `<category>/<name>`; empty outside of articles."""


@dataclass(frozen=True, slots=True)
class Say:
    """Speak; the caller is not asked anything."""

    kind: ClassVar[str] = "said"
    prompt: str
    """Id of a fixed prompt (played from a recording or the cache); empty for a text made for this call."""
    text: str
    barge_in: BargeIn = BargeIn.FREE
    rate: float = 1.0
    """Speech rate, 1.0 is normal; below 1 is slower."""
    about: About | None = None
    """None: the sentence is not from the answers."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Speak, then wait for the caller's answer."""

    kind: ClassVar[str] = "asked"
    prompt: str
    text: str
    expects: Expect
    barge_in: BargeIn = BargeIn.FREE
    rate: float = 1.0
    about: About | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """What the operator who takes over must know, so that the caller need not repeat it."""

    department: str
    topic: str
    """A request category of the hotline, or empty."""
    problem: str
    """The caller's own words."""
    wanted: str
    """The outcome the caller asked for, in their own words, or empty."""
    slots: tuple[Slot, ...] = ()
    number: str = ""
    """Request number, digits. The caller hears it only after the hand-over is on the disk."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Hand the caller over to an operator."""

    kind: ClassVar[str] = "transfer"
    handover: Handover


@dataclass(frozen=True, slots=True)
class Register:
    """Record a request."""

    kind: ClassVar[str] = "register"
    handover: Handover


@dataclass(frozen=True, slots=True)
class CallBack:
    """Promise to call the caller back."""

    kind: ClassVar[str] = "callback"
    handover: Handover
    phone: str
    """Digits only."""


@dataclass(frozen=True, slots=True)
class TakeMessage:
    """Record the caller's voice message."""

    kind: ClassVar[str] = "message"
    handover: Handover
    message: str


class Channel(StrEnum):
    """How written messages reach a caller."""

    SMS = "sms"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Notify:
    """Send the caller something to read."""

    kind: ClassVar[str] = "notify"
    channel: Channel
    address: str
    """Digits of a telephone number, or an e-mail address."""
    text: str


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the call after everything queued has been said."""

    kind: ClassVar[str] = "hang_up"
    reason: str


Spoken = Say | Ask
Handing = Transfer | Register | CallBack | TakeMessage
Unspoken = Handing | Notify | LookUp | HangUp
Act = Spoken | Unspoken

HANDED = frozenset(act.kind for act in get_args(Handing))
"""The kinds of act that hand the caller's request to a person."""
