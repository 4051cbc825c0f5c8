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
    flaky: bool = False
    """It was played several times, and did not go the same way every time."""
    sound: str = ""
    """Digest of the file, by which a result is known again."""

    places: tuple[tuple[int, int, int], ...] = ()
    """If the recorded caller waited: of all he said, place in the call, place in the recording and length, in ms."""

    @property
    def status(self) -> Status:
        if self.error or self.verdict is None:
            return Status.BROKEN
        return Status.FAILED if self.flaky else self.verdict.status
