"""What happens in a call, for those who watch it: the terminal, a recording, a test. Nobody answers to these."""

from dataclasses import dataclass

from call.acts import Handing, Spoken
from call.errors import OtklikError
from call.events import CallerTurn
from call.lookups import LookUp
from call.outside import Outside


@dataclass(frozen=True, slots=True)
class Heard:
    """A finished caller turn."""

    turn: CallerTurn


@dataclass(frozen=True, slots=True)
class Said:
    """The assistant begins a reaction of one or more acts."""

    at_ms: int
    acts: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class Partial:
    """The words so far, for display."""

    text: str


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The caller silenced the assistant."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The hand-over is on the disk."""

    at_ms: int
    act: Handing


@dataclass(frozen=True, slots=True)
class Failed:
    """Something failed; unless the call was over, the caller is told so and handed over."""

    at_ms: int
    error: OtklikError


@dataclass(frozen=True, slots=True)
class Asked:
    """A registry is to be asked; its answer enters by `Conversation.answer`."""

    at_ms: int
    question: LookUp


@dataclass(frozen=True, slots=True)
class Told:
    """Something came from outside."""

    at_ms: int
    event: Outside


Happening = Asked | Told | Heard | Said | Partial | Interrupted | HandedOver | Failed
