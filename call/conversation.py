"""The loop that moves one call: frames in, happenings out. The only place where the stages meet.

One way: every stage returns values, the loop carries them on. Barge-in is the one backward effect (`speaker.stop()`).
The audio is the clock: nothing here reads the time or sleeps, so a live call and a replay of it run the same code.

What is said while the assistant speaks:
    policy free   words that interrupt silence the assistant at once; «угу» and a cough do not
    policy off    the last words are kept and acted on when the assistant has finished
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from call.errors import JournalUnwritable, OtklikError, StageFailed
from call.events import (
    FRAME_BYTES,
    FRAME_MS,
    Act,
    Ask,
    BargeIn,
    CallerTurn,
    Decision,
    Frame,
    HangUp,
    Key,
    Notify,
    Outcome,
    Say,
    Silence,
    Speech,
    SpeechStarted,
    Spoken,
    Transcript,
    Utterance,
)
from call.happenings import Failed, HandedOver, Happening, Heard, Interrupted, Partial, Said
from call.journal import NoJournal
from call.lookups import LookUp, Unavailable
from call.record import CallRecord, Kept, TurnRecord, call_record, turn_record
from call.stages import Stages
from call.start import Snapshot
from call.turn_taking import TurnTaking

_QUIET = bytes(FRAME_BYTES)
_NOISE_MS = 3_000
"""Sound without a single word for this long counts as silence: the caller is not there, or cannot be heard."""
_LAST_WORDS_MS = 120_000
"""The assistant may finish speaking for this long after the caller's sound has ended."""
_OTHER_LANGUAGE = {"ru": "en", "en": "ru"}


class Conversation:
    """One call. Iterate over `run()`; afterwards `record` holds the result."""

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        self._ledger = stages.ledger
        self._turns = TurnTaking(stages.detector, stages.transcriber, stages.understander)
        self._now_ms = 0
        self._hearing = False
        self._began_ms = 0
        self._shown = ""
        self._closing = False
        self._over = False
        self._policy = BargeIn.FREE
        self._waiting: Utterance | None = None
        self._recognised: Transcript | None = None
        self._understood_before = False
        self._records: list[TurnRecord] = []
        self._reached = Snapshot()
        self._kept = Kept()

    @property
    def record(self) -> CallRecord:
        """What is known of the call so far. Nothing counts as promised that could not be written down."""
        dialog = self._stages.dialog
        outcome = dialog.outcome if self._ledger is self._stages.ledger else Outcome.ABANDONED
        return call_record(tuple(self._records), outcome, dialog, self._now_ms, self._kept)

    def run(self) -> Iterator[Happening]:
        """Move the call from the greeting to its end. The transcriber and speaker are given back whatever happens."""
        stages = self._stages
        try:
            yield from self._guarded(self._begin_call())
            for item in stages.source.frames():
                yield from self._guarded(self._press(item) if isinstance(item, Key) else self._step(item))
                if self._over:
                    break
            else:
                yield from self._guarded(self._last_words())
            yield from self._guarded(self._end_call())
        except OtklikError:  # the device is lost: the call is over all the same
            self._ledger.ended(self._now_ms, stages.dialog.outcome, stages.dialog.department)
            raise
        finally:
            stages.transcriber.close()
            stages.speaker.close()

    def _begin_call(self) -> Iterator[Happening]:
        self._ledger.began(self._stages.dialog.language)
        yield from self._carry_out(self._stages.dialog.start())

    def _end_call(self) -> Iterator[Happening]:
        if not self._closing:  # the caller hung up before the assistant did
            yield from self._carry_out(self._stages.dialog.gone())
        self._ledger.ended(self._now_ms, self._stages.dialog.outcome, self._stages.dialog.department)

    def _guarded(self, happenings: Iterator[Happening]) -> Iterator[Happening]:
        """A failed stage never ends in silence: the caller hears an apology and is handed over."""
        try:
            yield from happenings
        except StageFailed as error:
            yield Failed(self._now_ms, error)
            self._stages.speaker.stop()
            if self._closing:  # the apology itself failed: there is nothing left to say
                self._over = True
                return
            self._closing = True
            acts = self._stages.dialog.fail()
            if isinstance(error, JournalUnwritable):  # a hand-over that nobody will find must not be promised
                self._ledger = NoJournal()
                acts = list(takewhile(lambda act: isinstance(act, Say), acts))
            yield from self._guarded(self._carry_out(acts))

    def _step(self, frame: Frame) -> Iterator[Happening]:
        """One frame of the caller's sound."""
        speaker = self._stages.speaker
        frame = self._exchange(frame)
        if self._closing:
            self._over = not speaker.speaking
            return
        if self._waiting and not speaker.speaking:
            yield from self._hear(self._waiting)
        yield from self._attend(frame)

    def _exchange(self, frame: Frame) -> Frame:
        """One frame in, one frame out, both recorded; the assistant's own echo is not the caller's voice."""
        stages = self._stages
        self._now_ms = frame.start_ms + FRAME_MS
        assistant = stages.speaker.played()
        if stages.recorder:
            stages.recorder.add(frame.pcm, assistant)
        if stages.gate and not stages.gate.hears_caller(frame.pcm, assistant):
            return Frame(frame.start_ms, _QUIET)
        return frame

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
        turn = self._understand(utterance, transcript)
        self._ledger.heard(turn)
        yield Heard(turn)
        said: list[str] = []
        try:
            for happening in self._carry_out(self._stages.dialog.hear(turn)):
                said += [act.text for act in happening.acts] if isinstance(happening, Said) else []
                yield happening
        finally:
            self._records.append(turn_record(turn, " ".join(said), self._now_ms - turn.end_ms if said else None))

    def _understand(self, utterance: Utterance, transcript: Transcript) -> CallerTurn:
        """Meaning of the words; until something was understood, a rejected turn is also heard in the other language."""
        stages = self._stages
        expects = stages.dialog.expects
        understanding = stages.understander.understand(transcript, expects)
        other = _OTHER_LANGUAGE.get(transcript.language)
        if understanding.decision is Decision.REJECT and not self._understood_before and other:
            second = stages.transcriber.hear(utterance.pcm, other, expects)
            meaning = stages.understander.understand(second, expects)
            if meaning.decision is Decision.ACCEPT and second.confidence > transcript.confidence:
                transcript, understanding = second, meaning
        self._understood_before |= understanding.decision is Decision.ACCEPT
        return CallerTurn(utterance.start_ms, utterance.end_ms, transcript, understanding)

    def _press(self, key: Key) -> Iterator[Happening]:
        if self._closing:
            return
        if self._policy is not BargeIn.OFF and self._stages.speaker.speaking:
            self._stages.speaker.stop()
            yield Interrupted(self._now_ms)
        yield from self._carry_out(self._stages.dialog.press(key))

    def _carry_out(self, acts: Sequence[Act]) -> Iterator[Happening]:
        """Hand-overs reach the disk before the words that promise them are queued."""
        self._note_progress()
        spoken: list[Spoken] = []
        for act in acts:
            match act:
                case Say() | Ask():
                    spoken.append(act)
                    self._ledger.said(self._now_ms, act)
                case HangUp():
                    self._closing = True
                case Notify():
                    self._ledger.notified(self._now_ms, act)
                case LookUp():
                    yield from self._speak(spoken)
                    spoken = []
                    yield from self._look_up(act)
                case _:
                    self._ledger.handed(self._now_ms, act)
                    self._kept = self._kept.with_act(act)
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

    def _note_progress(self) -> None:
        snapshot = self._stages.dialog.snapshot
        if snapshot != self._reached:
            self._reached = snapshot
            self._ledger.reached(self._now_ms, snapshot)

    def _voice(self, acts: Iterable[Spoken]) -> Iterator[Speech]:
        """Sentences of the acts, made when the speaker asks for them; the act being voiced sets the barge-in policy."""
        for act in acts:
            for speech in self._stages.synthesizer.speak(act, self._stages.dialog.language):
                self._policy = act.barge_in
                yield speech

    def _last_words(self) -> Iterator[Happening]:
        """The caller's sound ended: act on an unfinished turn, and let the assistant finish."""
        if (utterance := self._stages.detector.flush()) and self._hearing and not self._closing:
            yield from self._end(utterance)
        ends_at_ms = self._now_ms + _LAST_WORDS_MS
        while self._now_ms < ends_at_ms and (self._stages.speaker.speaking or self._waiting):
            if self._waiting and not self._stages.speaker.speaking:
                yield from self._hear(self._waiting)
                continue
            assistant = self._stages.speaker.played()
            self._now_ms += FRAME_MS
            if self._stages.recorder:
                self._stages.recorder.add(_QUIET, assistant)
