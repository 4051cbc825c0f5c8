"""What people at the desk do while a call goes on, told to the call by `Conversation.tell`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OperatorFree:
    """A person can take the call now."""

    department: str


@dataclass(frozen=True, slots=True)
class QueuePosition:
    """How far the caller has come in the queue."""

    place: int
    """From 1: the next one."""
    wait_ms: int | None = None
    """Expected wait; None: not known."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A person speaks with the caller from now on; the assistant is silent, hears and writes down."""

    operator: str
    """Who, as the journal shall name them."""


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The person has finished; the assistant goes on."""


Outside = OperatorFree | QueuePosition | TakenOver | GivenBack
