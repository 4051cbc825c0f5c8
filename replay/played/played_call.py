"""A call in sound that is over: something happened, the assistant replied, and so on."""

from dataclasses import dataclass
from enum import StrEnum

from call.errors import OtklikError
from call.events import CallerTurn
from call.gist import Gist
from call.record import CallRecord
from replay.played.envelope import Envelope
from replay.scripts.moment import CallMoment


class Cause(StrEnum):
    """What the assistant replied to."""

    BEGIN = "begin"
    """The call was answered."""
    TURN = "turn"
    KEY = "key"
    SILENCE = "silence"
    """Nobody said anything for a while, or the time of the call runs out."""
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class SpokenReply:
    """The assistant's voice, from its first to its last sound."""

    start_ms: int
    end_ms: int
    """The same as `start_ms` if nothing of it was heard."""
    cut: bool
    """The caller interrupted it."""


@dataclass(frozen=True, slots=True)
class PlayedTurn:
    """What happened, and the reply."""

    cause: Cause
    start_ms: int
    end_ms: int
    """The caller's words, from the first to the last voiced sound; else the moment, twice."""
    moment: CallMoment
    gist: Gist
    keys: str = ""
    turn: CallerTurn | None = None
    taken_back: tuple[CallerTurn, ...] = ()
    """What was taken for the end of this turn before it really ended."""
    partials: tuple[tuple[int, str], ...] = ()
    """Hypotheses while the caller spoke, each with its time."""
    reply: SpokenReply | None = None


@dataclass(frozen=True, slots=True)
class PlayedCall:
    """A call that is over."""

    record: CallRecord
    turns: tuple[PlayedTurn, ...]
    envelope: Envelope
    hung_up: bool
    """The assistant ended it, not the caller."""
    failures: tuple[OtklikError, ...]
    """What failed in it."""
