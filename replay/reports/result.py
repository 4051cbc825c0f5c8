"""The result of one recording."""

from dataclasses import dataclass
from pathlib import Path

from call.errors import OtklikError
from replay.played.played_call import PlayedCall
from replay.scripts.step import Script
from replay.verdict.verdict import Status, Verdict


@dataclass(frozen=True, slots=True)
class Result:
    """A recording and what came of it: a call with its verdict, an error, or both if a stage failed in the call."""

    path: Path
    call: PlayedCall | None = None
    verdict: Verdict | None = None
    script: Script | None = None
    """Its expectations; None: there are none."""
    notes: tuple[str, ...] = ()
    """What a tester must know of the recording."""
    error: OtklikError | None = None
    sound: str = ""
    """Digest of the file, by which a result is known again."""

    @property
    def status(self) -> Status:
        return Status.BROKEN if self.error or self.verdict is None else self.verdict.status
