"""What is known when a call arrives; everything that the dialog may know of the world outside of it."""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class CallStart:
    """One incoming call. The time of any later moment is `at` plus its audio milliseconds: nothing reads a clock."""

    at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    """When it was answered, with a time zone."""
    line: str = "main"
    """Id of the number that was dialled, from lines.toml of the hotline."""
    caller: str = ""
    """The caller's number, digits only; empty when withheld."""
    operators: int | None = None
    """How many people are free; None: as many as the schedule says."""
    resumed: str = ""
    """`Snapshot.text` of a call of the same caller that was broken off a short while ago."""


UNKNOWN_START = CallStart()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How far a call has come, so that another one can go on with it."""

    text: str = ""
    """Only the dialog that made it can read it; empty while there is nothing to go on with."""
    word: str = ""
    """The resume word that the caller was given, or empty."""
