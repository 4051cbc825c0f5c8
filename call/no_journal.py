"""A ledger that keeps nothing: for replays and tests, where no caller waits for a promise to be kept."""

from call.acts import Act
from call.events import CallerTurn, Outcome
from call.lookups import Found
from call.outside import Outside
from call.sound_quality import SoundQuality
from call.start import Snapshot


class NoJournal:
    """Implements `call.stages.Ledger`."""

    def began(self, language: str) -> None: ...

    def heard(self, turn: CallerTurn) -> None: ...

    def did(self, at_ms: int, act: Act) -> None: ...

    def answered(self, at_ms: int, answer: Found) -> None: ...

    def told(self, at_ms: int, event: Outside) -> None: ...

    def reached(self, at_ms: int, snapshot: Snapshot) -> None: ...

    def ended(self, at_ms: int, outcome: Outcome, department: str, sound: SoundQuality | None = None) -> None: ...
