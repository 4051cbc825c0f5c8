"""One call as a state machine: frames in, happenings out. The only place where the stages meet.

It has no source, no clock and no thread: its driver (call/loop.py) owns these. The driver calls `begin`, `frame`,
`key`, `answer`, `tell`, `gone` and `linger`; each returns what happened, in order. The audio is the clock.

Barge-in, by the policy of the act that is being spoken:
    free   words that interrupt stop the assistant at once; «угу» and a cough do not
    off    the caller's last words are kept; the dialog reacts when the assistant has finished
Events from outside that arrive while the caller speaks wait until the turn is over.
While an operator has the call (`TakenOver` to `GivenBack`), the assistant listens and writes the journal in silence.
"""

from collections import deque
from collections.abc import Iterator, Sequence

from call.acts import Act, BargeIn, Handing, HangUp, Spoken
from call.errors import DeviceLost, as_failure
from call.events import FRAME_MS, Frame, Key, Silence, SpeechStarted, Utterance
from call.happenings import Asked, Failed, HandedOver, Happening, Heard, Interrupted, Partial, Said, Told
from call.lookups import Found, LookUp
from call.machine.ear import Ear, HeardWords
from call.machine.exchange import Exchange
from call.machine.meaning import Meaning
from call.machine.mouth import Mouth
from call.machine.promises import Promises
from call.machine.turn_records import TurnRecords
from call.outside import GivenBack, Outside, TakenOver
from call.record import CallRecord, call_record
from call.stages import Stages

_LAST_WORDS_MS = 120_000
"""The assistant may go on speaking for this long after the caller's sound has ended."""
_MOST_FAILURES = 3
"""The caller hears an apology for each, with a hand-over if one can still be made. After one more the call ends."""


class Conversation:
    """Begin with `begin`, end with `close`; once the call is `over`, `record` holds the result."""

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        self._promises = Promises(stages.ledger)
        self._exchange = Exchange(stages.speaker, stages.recorder, stages.gate)
        self._ear = Ear(stages.detector, stages.transcriber, stages.understander)
        self._meaning = Meaning(stages.transcriber, stages.understander)
        self._mouth = Mouth(stages.synthesizer, stages.speaker, lambda: stages.dialog.language)
        self._records = TurnRecords()
        self.over = False
        """Nothing more will happen."""
        self._now_ms = 0
        self._last_ms = _LAST_WORDS_MS
        self._closing = False
        self._failures = 0
        self._waiting: HeardWords | None = None
        self._outside: deque[Found | Outside] = deque()
        self._person = False

    @property
    def record(self) -> CallRecord:
        """The call so far. A promise that could not be written to the ledger is not in it."""
        return call_record(self._records.all, self._stages.dialog, self._now_ms, self._promises.kept)

    def begin(self) -> Sequence[Happening]:
        """The call is answered."""
        return self._happened(self._begin_call())

    def frame(self, frame: Frame) -> Sequence[Happening]:
        """20 ms of the caller's sound."""
        return self._happened(self._step(frame))

    def key(self, key: Key) -> Sequence[Happening]:
        """A telephone key; call it before the frame in which the key was pressed."""
        return self._happened(self._press(key))

    def answer(self, found: Found) -> Sequence[Happening]:
        """The registry's answer to an `Asked`, as soon as it is there."""
        self._outside.append(found)
        return self._happened(self._let_in())

    def tell(self, event: Outside) -> Sequence[Happening]:
        """What people at the desk do."""
        self._outside.append(event)
        return self._happened(self._let_in())

    def gone(self) -> Sequence[Happening]:
        """The caller's sound has ended: react to an unfinished turn. Then call `linger` until the call is over."""
        self._last_ms = self._now_ms + _LAST_WORDS_MS
        return self._happened(self._last_turn())

    def linger(self) -> Sequence[Happening]:
        """20 ms more without a caller: the assistant finishes speaking."""
        return self._happened(self._last_words())

    def fail(self, error: Exception) -> Sequence[Happening]:
        """Something around the call failed: apologise and hand the caller over."""
        return self._happened(self._fail(error))

    def cut(self) -> Sequence[Happening]:
        """The call ends at once: nobody is there any more."""
        return list(self._finish())

    def close(self) -> Sequence[Happening]:
        """Give back the transcriber and the speaker; always called last."""
        return [Failed(self._now_ms, as_failure(error)) for error in self._stages.close(self._exchange.end)]

    def _happened(self, happenings: Iterator[Happening]) -> Sequence[Happening]:
        return () if self.over else self._guarded(happenings)

    def _guarded(self, happenings: Iterator[Happening]) -> list[Happening]:
        """No failure ends in silence: the caller hears an apology and is handed over."""
        happened: list[Happening] = []
        try:
            happened.extend(happenings)  # keeps what happened before a failure
        except DeviceLost:
            raise
        except Exception as error:
            happened.extend(self._fail(error))
        return happened

    def _fail(self, error: Exception) -> Iterator[Happening]:
        yield Failed(self._now_ms, as_failure(error))
        self._closing, self._waiting = True, None
        self._records.reacted()
        self._failures += 1
        if self._failures > _MOST_FAILURES:
            yield from self._finish()
        else:
            yield from self._guarded(self._apologise())

    def _apologise(self) -> Iterator[Happening]:
        """A hand-over that could not be written is taken back: no operator would ever see it."""
        if self._failures == 1:
            self._promises.spare_words()
            self._mouth.stop()
        yield from self._carry_out(self._stages.dialog.fail(unkept=self._promises.take_unwritten()))

    def _begin_call(self) -> Iterator[Happening]:
        self._stages.ledger.began(self._stages.dialog.language)
        yield from self._carry_out(self._stages.dialog.start())

    def _finish(self) -> Iterator[Happening]:
        """`ended` is written even if everything else failed."""
        if self.over:
            return
        self.over = True
        dialog = self._stages.dialog
        if not self._closing:  # the caller hung up before the assistant did
            yield from self._guarded(self._hung_up())
        try:
            self._stages.ledger.ended(self._now_ms, dialog.outcome, dialog.department)
        except Exception as error:
            yield Failed(self._now_ms, as_failure(error))

    def _hung_up(self) -> Iterator[Happening]:
        yield from self._carry_out(self._stages.dialog.gone())

    def _step(self, frame: Frame) -> Iterator[Happening]:
        self._now_ms = frame.start_ms + FRAME_MS
        frame = self._exchange.swap(frame)
        if self._closing:
            if not self._mouth.speaking:
                yield from self._finish()
            return
        if self._waiting and not self._mouth.speaking:
            yield from self._hear(self._waiting)
        yield from self._let_in()
        yield from self._attend(frame)

    def _attend(self, frame: Frame) -> Iterator[Happening]:
        dialog, speaking = self._stages.dialog, self._mouth.speaking
        match self._ear.push(frame, dialog.expects, speaking):
            case SpeechStarted() as event:
                self._ear.begin(event, dialog.language, dialog.expects)
            case Utterance() as event:
                yield from self._end(event)
            case Silence() as event:
                yield from self._silent(event)
            case None if self._ear.hearing:
                yield from self._listen(frame)
            case None if self._now_ms % 1000 == 0 and not speaking and not self._person:
                yield from self._carry_out(dialog.tick(self._now_ms))

    def _listen(self, frame: Frame) -> Iterator[Happening]:
        self._ear.feed(frame)
        if self._mouth.speaking and self._ear.interrupts_now(self._mouth.policy):
            yield self._interrupt()
        if (text := self._ear.partial()) is not None:
            yield Partial(text)

    def _interrupt(self) -> Interrupted:
        self._mouth.stop()
        return Interrupted(self._now_ms)

    def _end(self, utterance: Utterance) -> Iterator[Happening]:
        """The caller's turn is over: react now, or later, or (to a cough or «угу») not at all."""
        expects = self._stages.dialog.expects
        words = self._meaning.foreign(self._ear.end(utterance, expects), expects)
        if self._mouth.speaking:
            if not words.text or not self._ear.interrupts(words.text):
                return
            if self._mouth.policy is not BargeIn.FREE:
                self._waiting = words
                return
            yield self._interrupt()
        if words.text:
            yield from self._hear(words)
        elif words.noise:
            yield from self._silent(Silence(self._now_ms))

    def _silent(self, silence: Silence) -> Iterator[Happening]:
        if not self._person:
            yield from self._carry_out(self._stages.dialog.silent(silence))

    def _hear(self, words: HeardWords) -> Iterator[Happening]:
        """Understand a finished turn and carry out the dialog's reaction."""
        self._waiting = None
        turn = self._meaning.of(words.utterance, words.transcript, self._stages.dialog.expects)
        self._stages.ledger.heard(turn)
        yield Heard(turn)
        self._records.heard(turn)
        if not self._person:
            yield from self._carry_out(self._stages.dialog.hear(turn))
        self._records.reacted()

    def _press(self, key: Key) -> Iterator[Happening]:
        if self._closing or self._person:
            return
        if self._mouth.policy is not BargeIn.OFF and self._mouth.speaking:
            yield self._interrupt()
        yield from self._carry_out(self._stages.dialog.press(key))

    def _let_in(self) -> Iterator[Happening]:
        """Handle the events that wait outside, unless the caller is speaking."""
        while self._outside and not self._ear.hearing and not self._closing:
            event = self._outside.popleft()
            if isinstance(event, Outside):
                yield from self._tell(event)
            else:
                yield from self._answer(event)

    def _answer(self, found: Found) -> Iterator[Happening]:
        self._stages.ledger.answered(self._now_ms, found)
        self._records.answered()
        if not self._person:
            yield from self._carry_out(self._stages.dialog.found(found))
        self._records.reacted()

    def _tell(self, event: Outside) -> Iterator[Happening]:
        self._stages.ledger.told(self._now_ms, event)
        yield Told(self._now_ms, event)
        if isinstance(event, TakenOver | GivenBack):
            self._person = isinstance(event, TakenOver)
            self._mouth.stop()
        yield from self._carry_out(self._stages.dialog.tell(event))

    def _carry_out(self, acts: Sequence[Act]) -> Iterator[Happening]:
        """A hand-over is on the disk before the words that promise it are queued."""
        self._promises.begin(acts)
        spoken: list[Spoken] = []
        for act in acts:
            self._promises.write(self._now_ms, act)
            match act:
                case HangUp():
                    self._closing = True
                case LookUp():
                    yield from self._speak(spoken)
                    spoken = []
                    self._records.asked()
                    yield Asked(self._now_ms, act)
                case _ if isinstance(act, Spoken):
                    spoken.append(act)
                case _ if isinstance(act, Handing):
                    yield HandedOver(self._now_ms, act)
        if not self._failures:  # an apology must depend on as little as possible
            self._promises.reach(self._now_ms, self._stages.dialog.snapshot)
        yield from self._speak(spoken)

    def _speak(self, spoken: Sequence[Spoken]) -> Iterator[Happening]:
        if spoken:
            said = Said(self._now_ms, tuple(spoken))
            self._records.said(said)
            yield said
            self._mouth.say(spoken)

    def _last_turn(self) -> Iterator[Happening]:
        """The caller's sound ended: react to an unfinished turn."""
        if (utterance := self._ear.last()) and not self._closing:
            yield from self._end(utterance)

    def _last_words(self) -> Iterator[Happening]:
        """One frame more for the assistant to finish, or the turn that waited for that."""
        if self._mouth.speaking and self._now_ms < self._last_ms:
            self._now_ms += FRAME_MS
            self._exchange.drain()
        elif self._waiting and self._now_ms < self._last_ms:
            yield from self._hear(self._waiting)
        elif self._outside and not self._closing:
            yield from self._let_in()
        else:
            yield from self._finish()
