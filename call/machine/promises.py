"""What the assistant promises in a call, and which promises are in the ledger."""

from collections.abc import Sequence

from call.acts import Act, Handing, Spoken
from call.record import Kept
from call.stages import Ledger
from call.start import Snapshot


class Promises:
    """Writes the acts of one call to its ledger. Its methods raise what the ledger raises."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._reached = Snapshot()
        self._unwritten = 0
        self._words_matter = True
        self.kept = Kept()
        """The results of the hand-overs so far."""

    def begin(self, acts: Sequence[Act]) -> None:
        """Call before these acts are carried out."""
        self._unwritten += sum(isinstance(act, Handing) for act in acts)

    def take_unwritten(self) -> bool:
        """Is a hand-over among the acts begun last not on the disk? True only once."""
        unwritten, self._unwritten = self._unwritten > 0, 0
        return unwritten

    def spare_words(self) -> None:
        """From now on words are spoken even if they cannot be written: an apology must not depend on a disk."""
        self._words_matter = False

    def write(self, at_ms: int, act: Act) -> None:
        """Write any act. When this returns, its line is on the disk."""
        if isinstance(act, Spoken):
            self._say(at_ms, act)
            return
        self._ledger.did(at_ms, act)
        if isinstance(act, Handing):
            self._unwritten -= 1
            self.kept = self.kept.with_act(act)

    def reach(self, at_ms: int, snapshot: Snapshot) -> None:
        """Write how far the call has come, if that has changed."""
        if snapshot != self._reached:
            self._reached = snapshot
            self._ledger.reached(at_ms, snapshot)

    def _say(self, at_ms: int, act: Spoken) -> None:
        try:
            self._ledger.did(at_ms, act)
        except Exception:
            if self._words_matter:
                raise
