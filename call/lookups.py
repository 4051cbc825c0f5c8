"""Registry look-ups during a call, and their answers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from call.errors import OtklikError


class Registry(StrEnum):
    """What can be looked up during a call, and by which key."""

    APPLICATION = "application"
    """By its number."""
    SERVICE = "service"
    """A known incident, by error code; an empty key asks for one that concerns everybody."""
    CALL = "call"
    """An interrupted call, by its resume word."""
    REQUEST = "request"
    """A request that the hotline recorded, by its number; an empty key asks for the latest one of the caller."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """Ask a registry; the answer comes to the dialog as a `Found`."""

    kind: ClassVar[str] = "look_up"
    registry: Registry
    key: str
    caller: str = ""
    """The caller's number, only for `Registry.CALL` and `REQUEST`: a call is resumed by who made it."""
    proof_of: str = ""
    """Only for `Registry.APPLICATION`: the fact that must fit before anything is told; empty if none must."""
    proof: str = ""
    """That fact as the caller named it; empty if it is not known."""


READY, REFUSED = "ready", "refused"
"""Stages of an application about which more is told. An article of the second one's name says what can be done."""


@dataclass(frozen=True, slots=True)
class Application:
    """An application as the case store knows it."""

    number: str
    service: str
    """Id of a service (SlotType.SERVICE), or empty."""
    stage: str
    """Id of a stage; the phrases explain it to the caller."""
    missing: tuple[str, ...] = ()
    """Ids of documents (SlotType.DOCUMENT_TYPE) that the office still waits for."""
    missing_until: str = ""
    """The last day on which they can be brought, ISO 8601; empty when unknown."""
    due: str = ""
    """The day by which the office must decide, ISO 8601; empty when unknown."""


@dataclass(frozen=True, slots=True)
class Incident:
    """A known failure of the service or of a part of it."""

    code: str
    """The error code that callers see; empty when everybody is concerned."""
    since: str
    """ISO 8601 with time zone."""
    until: str = ""
    """When the repair is expected, ISO 8601 with time zone; empty when unknown."""


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """A request that the hotline recorded in a call."""

    number: str
    recorded_on: str
    """The day, ISO 8601, in the time zone of the hotline."""


@dataclass(frozen=True, slots=True)
class SavedCall:
    """An interrupted call that can be resumed."""

    snapshot: str
    """`Snapshot.text` of `Dialog.snapshot`."""


@dataclass(frozen=True, slots=True)
class OthersCall:
    """There is an interrupted call with this resume word, but it came from another number: nothing of it is given."""


@dataclass(frozen=True, slots=True)
class TooManyTries:
    """Too many wrong resume words came from the caller's number: no word is looked for any more."""


@dataclass(frozen=True, slots=True)
class NothingFound:
    """The registry answered, and has nothing under this key."""


@dataclass(frozen=True, slots=True)
class NotProven:
    """The registry has the application, but the fact that the caller named does not fit: nothing of it is told."""


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The registry is there, but did not answer in time."""


@dataclass(frozen=True, slots=True)
class NotConfigured:
    """There is no such registry here, so none is down."""


Found = (
    Application | Incident | OwnRequest | SavedCall | OthersCall | TooManyTries | NothingFound | NotProven | Unavailable
    | NotConfigured
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question to a registry."""

    question: LookUp
    found: Found | OtklikError
    """An error is a look-up that failed unexpectedly: the assistant apologises and hands the caller over."""
