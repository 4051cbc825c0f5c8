"""One call as a machine: frames in, happenings out. The only place where the stages meet.

It has no source, no clock and no thread: whoever drives it (call/loop.py) owns these, feeds it with `begin`, `frame`,
`key`, `answer`, `tell`, `gone` and `linger`, and gets from each what happened, in order.

One way: every stage returns values, the machine carries them on. Barge-in is the one backward effect
(`speaker.stop()`). The audio is the clock, so a live call and a replay of it run the same code.

What is said while the assistant speaks:
    policy free   words that interrupt silence the assistant at once; «угу» and a cough do not
    policy off    the last words are kept and acted on when the assistant has finished
What comes from outside while the caller speaks waits until the turn is over.
While a person has the call (`TakenOver` to `GivenBack`) the assistant hears and writes down, and says nothing.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from call.errors import DeviceLost, as_failure
from call.events import (
    FRAME_MS,
    Act,
    BargeIn,
    Frame,
    Handing,
    HangUp,
    Key,
    Silence,
    Speech,
    SpeechStarted,
    Spoken,
    Transcript,
    Utterance,
)
from call.exchange import Exchange
from call.happenings import Asked, Failed, HandedOver, Happening, Heard, Interrupted, Partial, Said, Told
from call.lookups import Found, LookUp
from call.meaning import Meaning
from call.outside import GivenBack, Outside, TakenOver
from call.promises import Promises
from call.record import CallRecord, TurnRecord, call_record, turn_record, with_reply
from call.stages import Stages
from call.turn_taking import TurnTaking

_NOISE_MS = 3_000
"""Sound without a single word for this long counts as silence: the caller is not there, or cannot be heard."""
_LAST_WORDS_MS = 120_000
"""The assistant may finish speaking for this long after the caller's sound has ended."""
_MOST_FAILURES = 3
"""Each is apologised for, with a hand-over while one can be made; after so many nothing can be said."""


class Conversation:
    """Begin with `begin`, end with `close`; once the call is `over`, `record` holds the result."""

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        self._promises = Promises(stages.ledger)
        self._exchange = Exchange(stages.speaker, stages.recorder, stages.gate)
        self._turns = TurnTaking(stages.detector, stages.transcriber, stages.understander)
        self._meaning = Meaning(stages.transcriber, stages.understander)
        self.over = False
        """Nothing more will happen."""
        self._now_ms = 0
        self._last_ms = _LAST_WORDS_MS
        self._hearing = False
        self._began_ms = 0
        self._shown = ""
        self._closing = False
        self._failures = 0
        self._policy = BargeIn.FREE
        self._waiting: Utterance | None = None
        self._recognised: Transcript | None = None
        self._outside: deque[Found | Outside] = deque()
        self._person = False
        self._records: list[TurnRecord] = []
        self._reacting: int | None = None
        self._asked: int | None = None

    @property
    def record(self) -> CallRecord:
        """What is known of the call so far. Nothing counts as promised that could not be written down."""
        dialog = self._stages.dialog
        return call_record(tuple(self._records), dialog.outcome, dialog, self._now_ms, self._promises.kept)

    def begin(self) -> Sequence[Happening]:
        """The call is answered."""
        return self._happened(self._begin_call())

    def frame(self, frame: Frame) -> Sequence[Happening]:
        """20 ms of the caller's sound."""
        return self._happened(self._step(frame))

    def key(self, key: Key) -> Sequence[Happening]:
        """A telephone key; before the frame in which it was pressed."""
        return self._happened(self._press(key))

    def answer(self, found: Found) -> Sequence[Happening]:
        """What a registry answers to the question of an `Asked`, as soon as it does."""
        return self._enter(found)

    def tell(self, event: Outside) -> Sequence[Happening]:
        """What people at the desk do."""
        return self._enter(event)

    def gone(self) -> Sequence[Happening]:
        """The caller's sound has ended: act on an unfinished turn. `linger` until the call is over."""
        self._last_ms = self._now_ms + _LAST_WORDS_MS
        return self._happened(self._last_turn())

    def linger(self) -> Sequence[Happening]:
        """20 ms more without a caller: the assistant finishes what it has to say."""
        return self._happened(self._last_words())

    def fail(self, error: Exception) -> Sequence[Happening]:
        """Something around the call failed: the caller is told, and handed over."""
        return list(self._fail(error))

    def cut(self) -> Sequence[Happening]:
        """The call ends at once: nobody is there any more."""
        return list(self._finish())

    def close(self) -> Sequence[Happening]:
        """Give back the transcriber and the speaker; always called last."""
        failures = []
        for close in (self._exchange.end, self._stages.transcriber.close, self._stages.speaker.close):
            try:
                close()
            except Exception as error:  # the call is over: the others are still to be given back
                failures.append(Failed(self._now_ms, as_failure(error)))
        return failures

    def _happened(self, happenings: Iterator[Happening]) -> Sequence[Happening]:
        return () if self.over else list(self._guarded(happenings))

    def _guarded(self, happenings: Iterator[Happening]) -> Iterator[Happening]:
        """Whatever fails never ends in silence: the caller hears an apology and is handed over."""
        try:
            yield from happenings
        except DeviceLost:
            raise
        except Exception as error:
            yield from self._fail(error)

    def _fail(self, error: Exception) -> Iterator[Happening]:
        yield Failed(self._now_ms, as_failure(error))
        self._closing, self._waiting = True, None
        self._failures += 1
        if self._failures > _MOST_FAILURES:
            yield from self._finish()
        else:
            yield from self._guarded(self._apologise())

    def _apologise(self) -> Iterator[Happening]:
        """A hand-over that could not be written is taken back: nobody would find it."""
        if self._failures == 1:
            self._promises.spare_words()
            self._stages.speaker.stop()
        yield from self._carry_out(self._stages.dialog.fail(unkept=self._promises.take_unwritten()))

    def _begin_call(self) -> Iterator[Happening]:
        self._stages.ledger.began(self._stages.dialog.language)
        yield from self._carry_out(self._stages.dialog.start())

    def _finish(self) -> Iterator[Happening]:
        """`ended` is written even where everything else failed."""
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
        speaker = self._stages.speaker
        self._now_ms = frame.start_ms + FRAME_MS
        frame = self._exchange.swap(frame)
        if self._closing:
            if not speaker.speaking:
                yield from self._finish()
            return
        if self._waiting and not speaker.speaking:
            yield from self._hear(self._waiting)
        if self._outside:
            yield from self._let_in()
        yield from self._attend(frame)

    def _attend(self, frame: Frame) -> Iterator[Happening]:
        stages = self._stages
        speaking = stages.speaker.speaking
        match stages.detector.push(frame, self._turns.cue(stages.dialog.expects, speaking)):
            case SpeechStarted() as event:
                self._begin(event)
            case Utterance() as event:
                yield from self._end(event)
            case Silence() as event:
                yield from self._silent(event)
            case None if self._hearing:
                yield from self._listen(frame)
            case None if self._now_ms % 1000 == 0 and not speaking and not self._person:
                yield from self._carry_out(stages.dialog.tick(self._now_ms))

    def _begin(self, event: SpeechStarted) -> None:
        dialog = self._stages.dialog
        self._hearing = True
        self._began_ms = event.at_ms
        self._turns.begin(dialog.language, dialog.expects)
        self._stages.transcriber.start(dialog.language, dialog.expects)
        self._stages.transcriber.feed(event.pcm)

    def _listen(self, frame: Frame) -> Iterator[Happening]:
        self._stages.transcriber.feed(frame.pcm)
        if self._stages.speaker.speaking and self._turns.wants_the_floor(self._policy):
            self._stages.speaker.stop()
            yield Interrupted(self._now_ms)
        if self._turns.text != self._shown:
            self._shown = self._turns.text
            yield Partial(self._shown)

    def _end(self, utterance: Utterance) -> Iterator[Happening]:
        """The caller's turn is over: act on it now, later, or (a cough, «угу») never."""
        stages = self._stages
        utterance = replace(utterance, start_ms=self._began_ms)  # of the first word, not of the pre-roll
        self._hearing = False
        self._turns.end()
        self._recognised = stages.transcriber.finish(stages.dialog.expects)
        text = self._recognised.text
        if stages.speaker.speaking:
            if not text or not self._turns.interrupts(text):
                return
            if self._policy is not BargeIn.FREE:
                self._waiting = utterance
                return
            stages.speaker.stop()
            yield Interrupted(self._now_ms)
        if text:
            yield from self._hear(utterance)
        elif utterance.end_ms - utterance.start_ms >= _NOISE_MS or self._turns.barged_in:
            yield from self._silent(Silence(self._now_ms))

    def _silent(self, silence: Silence) -> Iterator[Happening]:
        if not self._person:
            yield from self._carry_out(self._stages.dialog.silent(silence))

    def _hear(self, utterance: Utterance) -> Iterator[Happening]:
        """Understand a finished turn and carry out what the dialog makes of it."""
        self._waiting = None
        if (transcript := self._recognised) is None:
            return
        turn = self._meaning.of(utterance, transcript, self._stages.dialog.expects)
        self._stages.ledger.heard(turn)
        yield Heard(turn)
        self._records.append(turn_record(turn))
        if not self._person:
            yield from self._react(self._stages.dialog.hear(turn), len(self._records) - 1)

    def _react(self, acts: Sequence[Act], turn: int | None) -> Iterator[Happening]:
        """Carry out acts, and keep what is said as the reply to that turn of the records."""
        self._reacting = turn
        try:
            for happening in self._carry_out(acts):
                if isinstance(happening, Said) and turn is not None:
                    self._records[turn] = with_reply(self._records[turn], happening)
                yield happening
        finally:
            self._reacting = None

    def _press(self, key: Key) -> Iterator[Happening]:
        if self._closing or self._person:
            return
        if self._policy is not BargeIn.OFF and self._stages.speaker.speaking:
            self._stages.speaker.stop()
            yield Interrupted(self._now_ms)
        yield from self._carry_out(self._stages.dialog.press(key))

    def _enter(self, event: Found | Outside) -> Sequence[Happening]:
        if self._closing:
            return ()
        self._outside.append(event)
        return self._happened(self._let_in())

    def _let_in(self) -> Iterator[Happening]:
        """What waits outside, unless the caller is speaking."""
        while self._outside and not self._hearing and not self._closing:
            event = self._outside.popleft()
            if isinstance(event, Outside):
                yield from self._tell(event)
            else:
                self._stages.ledger.answered(self._now_ms, event)
                if not self._person:
                    yield from self._react(self._stages.dialog.found(event), self._asked)

    def _tell(self, event: Outside) -> Iterator[Happening]:
        self._stages.ledger.told(self._now_ms, event)
        yield Told(self._now_ms, event)
        if isinstance(event, TakenOver | GivenBack):
            self._person = isinstance(event, TakenOver)
            self._stages.speaker.stop()
        yield from self._carry_out(self._stages.dialog.tell(event))

    def _carry_out(self, acts: Sequence[Act]) -> Iterator[Happening]:
        """Hand-overs reach the disk before the words that promise them are queued."""
        if not self._failures:  # an apology must need as little as can be
            self._promises.reach(self._now_ms, self._stages.dialog.snapshot)
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
                    self._asked = self._reacting
                    yield Asked(self._now_ms, act)
                case _ if isinstance(act, Spoken):
                    spoken.append(act)
                case _ if isinstance(act, Handing):
                    yield HandedOver(self._now_ms, act)
        yield from self._speak(spoken)

    def _speak(self, spoken: Sequence[Spoken]) -> Iterator[Happening]:
        if spoken:
            yield Said(self._now_ms, tuple(spoken))
            self._stages.speaker.play(self._voice(spoken))

    def _voice(self, acts: Iterable[Spoken]) -> Iterator[Speech]:
        """Sentences of the acts, made when the speaker asks for them; the act being voiced sets the barge-in policy."""
        for act in acts:
            for speech in self._stages.synthesizer.speak(act, self._stages.dialog.language):
                self._policy = act.barge_in
                yield speech

    def _last_turn(self) -> Iterator[Happening]:
        """The caller's sound ended: act on an unfinished turn."""
        if (utterance := self._stages.detector.flush()) and self._hearing and not self._closing:
            yield from self._end(utterance)
        self._hearing = False

    def _last_words(self) -> Iterator[Happening]:
        """One frame of letting the assistant finish, or the turn that waited for it."""
        if self._stages.speaker.speaking and self._now_ms < self._last_ms:
            self._now_ms += FRAME_MS
            self._exchange.drain()
        elif self._waiting and self._now_ms < self._last_ms:
            yield from self._hear(self._waiting)
        elif self._outside and not self._closing:
            yield from self._let_in()
        else:
            yield from self._finish()
