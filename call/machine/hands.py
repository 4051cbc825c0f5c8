"""The assistant acts: it writes what the dialog wants done to the ledger, speaks it, asks registries for it."""

from collections.abc import Iterator, Sequence

from call.acts import Act, Handing, HangUp, Spoken
from call.happenings import Asked, HandedOver, Happening, HungUp, Said
from call.lookups import LookUp
from call.machine.last_turn import LastTurn
from call.machine.mouth import Mouth
from call.machine.promises import Promises
from call.machine.turn_records import TurnRecords
from call.record import Kept
from call.stages import Stages


class Hands:
    """The acting side of one call."""

    def __init__(self, stages: Stages, mouth: Mouth, records: TurnRecords, last: LastTurn) -> None:
        self._dialog = stages.dialog
        self._promises = Promises(stages.ledger)
        self._mouth = mouth
        self._records = records
        self._last = last
        self._asked: list[LookUp] = []
        self._failing = False
        self.hung_up = False
        """The call ends when everything has been said."""

    @property
    def kept(self) -> Kept:
        """The results of the hand-overs so far. A promise that could not be written to the ledger is not among them."""
        return self._promises.kept

    def carry_out(self, at_ms: int, acts: Sequence[Act]) -> Iterator[Happening]:
        """A hand-over is on the disk before the words that promise it are queued."""
        self._promises.begin(acts)
        spoken: list[Spoken] = []
        for act in acts:
            self._promises.write(at_ms, act)
            self._last.did(at_ms, act)
            match act:
                case HangUp():
                    self.hung_up = True
                    yield HungUp(at_ms, act)
                case LookUp():
                    yield from self._speak(at_ms, spoken)
                    spoken = []
                    self._records.asked()
                    self._asked.append(act)
                    yield Asked(at_ms, act)
                case _ if isinstance(act, Spoken):
                    spoken.append(act)
                case _ if isinstance(act, Handing):
                    yield HandedOver(at_ms, act)
        if not self._failing:
            self._promises.reach(at_ms, self._dialog.snapshot)
        yield from self._speak(at_ms, spoken)

    def still_asked(self, question: LookUp) -> bool:
        """Is an answer to this question still wanted? True once for each time it was asked."""
        if question not in self._asked:
            return False
        self._asked.remove(question)
        return True

    def ask_no_more(self) -> None:
        """The questions so far were those of a move that is taken back."""
        self._asked.clear()

    def apologise(self) -> bool:
        """From now on depend on as little as possible. Is a hand-over among the acts begun last not on the disk?"""
        first, self._failing = not self._failing, True
        if first:
            self._promises.spare_words()
            self._mouth.stop()
        return self._promises.take_unwritten()

    def _speak(self, at_ms: int, spoken: Sequence[Spoken]) -> Iterator[Happening]:
        if spoken:
            said = Said(at_ms, tuple(spoken))
            self._records.said(said)
            yield said
            self._mouth.say(spoken)
