"""Questions to the registries outside, while a call goes on, and their answers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Registry(StrEnum):
    """What can be looked up while a call goes on."""

    APPLICATION = "application"
    """By its number."""
    SERVICE = "service"
    """Is there a known incident? By error code, or empty."""
    CALL = "call"
    """A call that was broken off, by its resume word."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """Ask a registry; the answer comes to the dialog as a `Found`."""

    kind: ClassVar[str] = "look_up"
    registry: Registry
    key: str


@dataclass(frozen=True, slots=True)
class Application:
    """An application as the case store knows it."""

    number: str
    service: str
    """Id of a service (SlotType.SERVICE), or empty."""
    stage: str
    """Id of a stage, explained in the phrases."""
    missing: tuple[str, ...] = ()
    """Ids of documents (SlotType.DOCUMENT_TYPE) that the office still waits for."""
    missing_until: str = ""
    """The day until which they can be brought, ISO 8601; empty when unknown."""
    due: str = ""
    """The day by which the office must decide, ISO 8601; empty when unknown."""


@dataclass(frozen=True, slots=True)
class Incident:
    """A known failure of the service, or of one of its parts."""

    code: str
    """The error code that callers see, or empty when it concerns all."""
    since: str
    """ISO 8601 with time zone."""
    until: str = ""
    """When it is expected to be mended; empty when unknown."""


@dataclass(frozen=True, slots=True)
class SavedCall:
    """A call that was broken off and can be continued."""

    snapshot: str
    """`Snapshot.text` of `Dialog.snapshot`."""


@dataclass(frozen=True, slots=True)
class NothingFound:
    """The registry answered that it holds nothing under this key."""


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The registry did not answer in time."""


Found = Application | Incident | SavedCall | NothingFound | Unavailable
