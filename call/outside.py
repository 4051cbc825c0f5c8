"""What people at the desk do during a call. `Conversation.tell` tells the call."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OperatorFree:
    """An operator can take the call now."""

    department: str


@dataclass(frozen=True, slots=True)
class QueuePosition:
    """The caller's place in the queue."""

    place: int
    """From 1; 1 is the next caller."""
    wait_ms: int | None = None
    """Expected wait; None: not known."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """An operator speaks with the caller from now on. The assistant is silent, but listens and writes the journal."""

    operator: str
    """The operator's name for the journal."""


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The operator has finished; the assistant continues."""


Outside = OperatorFree | QueuePosition | TakenOver | GivenBack
