"""What a call promises, and what of it is written down."""

from collections.abc import Sequence

from call.acts import Act, Handing, Spoken
from call.record import Kept
from call.stages import Ledger
from call.start import Snapshot


class Promises:
    """The ledger of one call, while it is carried on. Its methods raise what the ledger raises."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._reached = Snapshot()
        self._unwritten = 0
        self._words_matter = True
        self.kept = Kept()
        """What the hand-overs so far have left."""

    def begin(self, acts: Sequence[Act]) -> None:
        """These acts are carried out next."""
        self._unwritten = sum(isinstance(act, Handing) for act in acts)

    def take_unwritten(self) -> bool:
        """Was one of the acts begun last a hand-over that is not on the disk? Asked once."""
        unwritten, self._unwritten = self._unwritten > 0, 0
        return unwritten

    def spare_words(self) -> None:
        """From now on words are said though they cannot be written down: an apology must not wait for a disk."""
        self._words_matter = False

    def write(self, at_ms: int, act: Act) -> None:
        """Whatever the act is: what must be on the disk of it is there when this returns."""
        if isinstance(act, Spoken):
            self._say(at_ms, act)
            return
        self._ledger.did(at_ms, act)
        if isinstance(act, Handing):
            self._unwritten -= 1
            self.kept = self.kept.with_act(act)

    def reach(self, at_ms: int, snapshot: Snapshot) -> None:
        """How far the call has come, where that is news."""
        if snapshot != self._reached:
            self._reached = snapshot
            self._ledger.reached(at_ms, snapshot)

    def _say(self, at_ms: int, act: Spoken) -> None:
        try:
            self._ledger.did(at_ms, act)
        except Exception:
            if self._words_matter:
                raise
