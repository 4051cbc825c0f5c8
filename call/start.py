"""What is known when a call arrives. The dialog knows nothing else of the world outside."""

from dataclasses import dataclass
from datetime import UTC, datetime

from call.configured import EVERYTHING, Configured


@dataclass(frozen=True, slots=True)
class CallStart:
    """One incoming call. Any later moment is `at` plus audio milliseconds: nothing reads a clock."""

    at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    """When the call was answered, with a time zone."""
    line: str = "main"
    """Id of the number that was dialled, from lines.toml of the hotline."""
    caller: str = ""
    """The caller's number, digits only; empty when withheld."""
    operators: int | None = None
    """How many operators are free; None: as many as the schedule says."""
    resumed: str = ""
    """`Snapshot.text` of the same caller's call that was interrupted a short while ago, or empty."""
    configured: Configured = EVERYTHING
    """What stands behind the assistant."""


UNKNOWN_START = CallStart()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How far a call has come, so that a later call can resume it."""

    text: str = ""
    """Only the dialog that made it can read it; empty while there is nothing to resume."""
    word: str = ""
    """The resume word that the caller was given, or empty."""
