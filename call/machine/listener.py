"""The caller's side of a call: from his sound to what the dialog makes of it."""

from collections.abc import Iterator
from dataclasses import replace

from call.acts import BargeIn
from call.events import FRAME_MS, CallerTurn, Frame, Silence, SpeechStarted, Utterance
from call.happenings import Happening, Heard, Interrupted, Partial, TakenBack
from call.machine.ear import Ear
from call.machine.exchange import Exchange
from call.machine.hands import Hands
from call.machine.heard_words import HeardWords
from call.machine.last_turn import FirstHalf, LastTurn
from call.machine.meaning import Meaning
from call.machine.mouth import Mouth
from call.machine.turn_records import TurnRecords
from call.stages import Stages


class Listener:
    """Barge-in, by the policy of the act that is being spoken:

        free   words that interrupt stop the assistant at once; «угу» and a cough do not
        off    the caller's last words are kept; the dialog reacts when the assistant has finished

    A caller who goes on right after a turn had only drawn breath (call/machine/last_turn.py). These words stop the
    assistant whatever the policy; the dialog takes its move back, and both halves are heard as one turn.
    """

    def __init__(
        self, stages: Stages, exchange: Exchange, mouth: Mouth, hands: Hands, records: TurnRecords, last: LastTurn
    ) -> None:
        self._dialog = stages.dialog
        self._ledger = stages.ledger
        self._ear = Ear(stages.detector, stages.transcriber, stages.understander)
        self._meaning = Meaning(stages.transcriber, stages.understander)
        self._exchange = exchange
        self._mouth = mouth
        self._hands = hands
        self._records = records
        self._last = last
        self._now_ms = 0
        self._waiting: HeardWords | None = None
        self.writes_only = False
        """An operator has the call: what the caller says is written down, and nothing is done."""

    @property
    def hearing(self) -> bool:
        """The caller is speaking."""
        return self._ear.hearing

    @property
    def waiting(self) -> bool:
        """A turn waits until the assistant has finished."""
        return self._waiting is not None

    def attend(self, frame: Frame) -> Iterator[Happening]:
        """Call for every frame of the caller's."""
        self._now_ms = frame.start_ms + FRAME_MS
        dialog, speaking = self._dialog, self._mouth.speaking
        match self._ear.push(frame, dialog.expects, speaking):
            case SpeechStarted() as event:
                first = self._last.going_on(event.at_ms, dialog.language)
                self._ear.begin(event, dialog.language, dialog.expects, first)
            case Utterance() as event:
                yield from self._end(event)
            case Silence() as event:
                yield from self._silent(event)
            case None if self._ear.hearing:
                yield from self._listen(frame)
            case None if self._now_ms % 1000 == 0 and not speaking and not self.writes_only:
                yield from self._tick()

    def last_turn(self) -> Iterator[Happening]:
        """The caller's sound has ended: react to an unfinished turn."""
        if utterance := self._ear.last():
            yield from self._end(utterance)

    def hear_waiting(self, at_ms: int) -> Iterator[Happening]:
        """React to the turn that waited."""
        self._now_ms = at_ms
        if self._waiting:
            yield from self._hear(self._waiting)

    def interrupt(self, at_ms: int) -> Interrupted:
        self._mouth.stop()
        return Interrupted(at_ms)

    def close(self) -> None:
        """Whatever the caller said counts as heard."""
        self._waiting = None
        self._last.close()

    def _listen(self, frame: Frame) -> Iterator[Happening]:
        self._ear.feed(frame)
        if self._mouth.speaking and self._ear.interrupts_now(self._mouth.policy):
            yield self.interrupt(self._now_ms)
        if (text := self._ear.partial()) is not None:
            yield Partial(text)

    def _end(self, utterance: Utterance) -> Iterator[Happening]:
        """The caller's turn is over: react now, or later, or (to a cough or «угу») not at all."""
        expects = self._dialog.expects
        words = self._meaning.foreign(self._ear.end(utterance, expects), expects)
        first = self._ear.first_half()
        says = bool(words.text) and self._ear.interrupts(words.text)
        if first and self._last.goes_on_from(first) and (says or words.barged_in):
            yield from self._go_on(first, words)
            return
        if self._mouth.speaking:
            if not says:
                return
            if self._mouth.policy is not BargeIn.FREE:
                self._waiting = self._after_waiting(words)
                return
            yield self.interrupt(self._now_ms)
        if words.text:
            yield from self._hear(words)
        elif self._ear.noise(words):
            yield from self._silent(Silence(self._now_ms, noise=True))

    def _after_waiting(self, words: HeardWords) -> HeardWords:
        """The caller's last words, with those that wait already if there was only a breath between them."""
        waiting = self._waiting
        return waiting.and_then(words) if waiting and waiting.goes_on_with(words) else words

    def _go_on(self, first: FirstHalf, second: HeardWords) -> Iterator[Happening]:
        """Hear both halves as one turn, from where the dialog stood before it."""
        if self._mouth.speaking:
            yield self.interrupt(self._now_ms)
        if both := self._meaning.of_both(first, second, self._dialog.asked_numbers):
            yield from self._react(*both, instead_of=first)
        else:
            yield from self._hear(second)

    def _hear(self, words: HeardWords) -> Iterator[Happening]:
        """Understand a finished turn and carry out the dialog's reaction."""
        self._waiting = None
        yield from self._react(self._meaning.of(words, self._dialog.expects, self._dialog.asked_numbers), words)

    def _react(self, turn: CallerTurn, words: HeardWords, instead_of: FirstHalf | None = None) -> Iterator[Happening]:
        """`instead_of`: its move is taken back as soon as the whole turn is in the ledger."""
        if turn.withheld:
            self._exchange.hush(turn.withheld.spans_ms)
        self._ledger.heard(turn)
        if instead_of:
            instead_of.way_back()
            self._hands.ask_no_more()
            yield TakenBack(self._now_ms, instead_of.turn)
        yield Heard(turn)
        self._records.heard(turn)
        if not self.writes_only:
            words = replace(words, transcript=turn.transcript)
            self._last.keep(FirstHalf(words, turn, self._dialog.expects, self._dialog.way_back()))
            yield from self._hands.carry_out(self._now_ms, self._dialog.hear(turn))
        self._records.reacted()

    def _silent(self, silence: Silence) -> Iterator[Happening]:
        self._last.close()
        if not self.writes_only:
            yield from self._hands.carry_out(self._now_ms, self._dialog.silent(silence))

    def _tick(self) -> Iterator[Happening]:
        if acts := self._dialog.tick(self._now_ms):
            self._last.close()
            yield from self._hands.carry_out(self._now_ms, acts)
