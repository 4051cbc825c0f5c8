"""The loop that moves one call: frames in, happenings out. The only place where the stages meet.

One way: every stage returns values, the loop carries them on. Barge-in is the one backward effect (`speaker.stop()`).
The audio is the clock: nothing here reads the time or sleeps, so a live call and a replay of it run the same code.

What is said while the assistant speaks:
    policy free   words that interrupt silence the assistant at once; «угу» and a cough do not
    policy off    the last words are kept and acted on when the assistant has finished
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from call.errors import DeviceLost, OtklikError, as_failure
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
from call.happenings import Failed, HandedOver, Happening, Heard, Interrupted, Partial, Said
from call.lookups import LookUp, Unavailable
from call.meaning import Meaning
from call.promises import Promises
from call.record import CallRecord, TurnRecord, call_record, turn_record
from call.stages import Stages
from call.turn_taking import TurnTaking

_NOISE_MS = 3_000
"""Sound without a single word for this long counts as silence: the caller is not there, or cannot be heard."""
_LAST_WORDS_MS = 120_000
"""The assistant may finish speaking for this long after the caller's sound has ended."""
_MOST_FAILURES = 3
"""Each is apologised for, with a hand-over while one can be made; after so many nothing can be said."""


class Conversation:
    """One call. Iterate over `run()`; afterwards `record` holds the result."""

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        self._promises = Promises(stages.ledger)
        self._exchange = Exchange(stages.speaker, stages.recorder, stages.gate)
        self._turns = TurnTaking(stages.detector, stages.transcriber, stages.understander)
        self._meaning = Meaning(stages.transcriber, stages.understander)
        self._now_ms = 0
        self._hearing = False
        self._began_ms = 0
        self._shown = ""
        self._closing = False
        self._over = False
        self._failures = 0
        self._policy = BargeIn.FREE
        self._waiting: Utterance | None = None
        self._recognised: Transcript | None = None
        self._records: list[TurnRecord] = []

    @property
    def record(self) -> CallRecord:
        """What is known of the call so far. Nothing counts as promised that could not be written down."""
        dialog = self._stages.dialog
        return call_record(tuple(self._records), dialog.outcome, dialog, self._now_ms, self._promises.kept)

    def run(self) -> Iterator[Happening]:
        """Move the call from the greeting to its end. The transcriber and speaker are given back whatever happens.

        Raises the source's own error, or DeviceLost, when the call is closed: nobody is there to be apologised to.
        """
        try:
            try:
                yield from self._converse()
            except OtklikError:
                yield from self._end_call()
                raise
            yield from self._end_call()
        finally:
            failures = self._give_back()
        yield from failures

    def _converse(self) -> Iterator[Happening]:
        yield from self._guarded(self._begin_call())
        try:
            for item in self._stages.source.frames():
                yield from self._guarded(self._press(item) if isinstance(item, Key) else self._step(item))
                if self._over:
                    return
        except OtklikError:
            raise
        except Exception as error:  # the caller cannot be heard any more, but may still listen
            yield from self._fail(error)
        yield from self._guarded(self._last_turn())
        ends_at_ms = self._now_ms + _LAST_WORDS_MS
        while not self._over and self._now_ms < ends_at_ms:
            yield from self._guarded(self._last_words())

    def _begin_call(self) -> Iterator[Happening]:
        self._stages.ledger.began(self._stages.dialog.language)
        yield from self._carry_out(self._stages.dialog.start())

    def _end_call(self) -> Iterator[Happening]:
        """`ended` is written even where everything else failed."""
        dialog = self._stages.dialog
        if not self._closing:  # the caller hung up before the assistant did
            yield from self._guarded(self._gone())
        try:
            self._stages.ledger.ended(self._now_ms, dialog.outcome, dialog.department)
        except Exception as error:
            yield Failed(self._now_ms, as_failure(error))

    def _gone(self) -> Iterator[Happening]:
        yield from self._carry_out(self._stages.dialog.gone())

    def _give_back(self) -> Sequence[Failed]:
        failures = []
        for close in (self._exchange.end, self._stages.transcriber.close, self._stages.speaker.close):
            try:
                close()
            except Exception as error:  # the call is over: the others are still to be given back
                failures.append(Failed(self._now_ms, as_failure(error)))
        return failures

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
            self._over = True
            return
        yield from self._guarded(self._apologise())

    def _apologise(self) -> Iterator[Happening]:
        """A hand-over that could not be written is taken back: nobody would find it."""
        if self._failures == 1:
            self._promises.spare_words()
            self._stages.speaker.stop()
        yield from self._carry_out(self._stages.dialog.fail(unkept=self._promises.take_unwritten()))

    def _step(self, frame: Frame) -> Iterator[Happening]:
        """One frame of the caller's sound."""
        speaker = self._stages.speaker
        self._now_ms = frame.start_ms + FRAME_MS
        frame = self._exchange.swap(frame)
        if self._closing:
            self._over = not speaker.speaking
            return
        if self._waiting and not speaker.speaking:
            yield from self._hear(self._waiting)
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
                yield from self._carry_out(stages.dialog.silent(event))
            case None if self._hearing:
                yield from self._listen(frame)
            case None if self._now_ms % 1000 == 0 and not speaking:
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
            yield from self._carry_out(stages.dialog.silent(Silence(self._now_ms)))

    def _hear(self, utterance: Utterance) -> Iterator[Happening]:
        """Understand a finished turn and carry out what the dialog makes of it."""
        self._waiting = None
        if (transcript := self._recognised) is None:
            return
        turn = self._meaning.of(utterance, transcript, self._stages.dialog.expects)
        self._stages.ledger.heard(turn)
        yield Heard(turn)
        said: list[str] = []
        try:
            for happening in self._carry_out(self._stages.dialog.hear(turn)):
                said += [act.text for act in happening.acts] if isinstance(happening, Said) else []
                yield happening
        finally:
            self._records.append(turn_record(turn, " ".join(said), self._now_ms - turn.end_ms if said else None))

    def _press(self, key: Key) -> Iterator[Happening]:
        if self._closing:
            return
        if self._policy is not BargeIn.OFF and self._stages.speaker.speaking:
            self._stages.speaker.stop()
            yield Interrupted(self._now_ms)
        yield from self._carry_out(self._stages.dialog.press(key))

    def _carry_out(self, acts: Sequence[Act]) -> Iterator[Happening]:
        """Hand-overs reach the disk before the words that promise them are queued."""
        if not self._failures:  # an apology must need as little as can be
            self._promises.reach(self._now_ms, self._stages.dialog.snapshot)
        self._promises.begin(acts)
        spoken: list[Spoken] = []
        for act in acts:
            match act:
                case HangUp():
                    self._closing = True
                case LookUp():
                    yield from self._speak(spoken)
                    spoken = []
                    yield from self._look_up(act)
                case _:
                    self._promises.write(self._now_ms, act)
                    if isinstance(act, Spoken):
                        spoken.append(act)
                    elif isinstance(act, Handing):
                        yield HandedOver(self._now_ms, act)
        yield from self._speak(spoken)

    def _speak(self, spoken: Sequence[Spoken]) -> Iterator[Happening]:
        if spoken:
            yield Said(self._now_ms, tuple(spoken))
            self._stages.speaker.play(self._voice(spoken))

    def _look_up(self, question: LookUp) -> Iterator[Happening]:
        """The answer is waited for (the registry keeps its own time limit); what was said before is heard meanwhile."""
        answer = directory.find(question) if (directory := self._stages.directory) else Unavailable()
        yield from self._carry_out(self._stages.dialog.found(answer))

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

    def _last_words(self) -> Iterator[Happening]:
        """One frame of letting the assistant finish, or the turn that waited for it."""
        if self._stages.speaker.speaking:
            self._now_ms += FRAME_MS
            self._exchange.drain()
        elif self._waiting:
            yield from self._hear(self._waiting)
        else:
            self._over = True
