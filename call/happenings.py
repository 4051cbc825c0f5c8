"""What happens in a call, for those who watch it: the terminal, a recording, a test. Only `Asked` wants an answer."""

from dataclasses import dataclass

from call.acts import Handing, HangUp, Spoken
from call.errors import OtklikError
from call.events import CallerTurn
from call.lookups import LookUp
from call.outside import Outside


@dataclass(frozen=True, slots=True)
class Heard:
    """A finished caller turn."""

    turn: CallerTurn


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The caller goes on: this turn and the reply to it count no more. The `Heard` that follows takes its place."""

    at_ms: int
    turn: CallerTurn


@dataclass(frozen=True, slots=True)
class Said:
    """The assistant begins to speak one or more acts."""

    at_ms: int
    acts: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class Partial:
    """The recogniser's partial hypothesis, for display."""

    text: str


@dataclass(frozen=True, slots=True)
class Interrupted:
    """Barge-in: the caller interrupted the assistant."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The hand-over is on the disk."""

    at_ms: int
    act: Handing


@dataclass(frozen=True, slots=True)
class HungUp:
    """The assistant hangs up when it has said everything."""

    at_ms: int
    act: HangUp


@dataclass(frozen=True, slots=True)
class Failed:
    """Something failed. If the call is not over, the caller hears an apology and is handed over."""

    at_ms: int
    error: OtklikError


@dataclass(frozen=True, slots=True)
class Asked:
    """A registry look-up is wanted; its answer enters by `Conversation.answer`."""

    at_ms: int
    question: LookUp


@dataclass(frozen=True, slots=True)
class Told:
    """The desk told the call something (call/outside.py)."""

    at_ms: int
    event: Outside


Happening = Asked | Told | Heard | TakenBack | Said | Partial | Interrupted | HandedOver | HungUp | Failed
