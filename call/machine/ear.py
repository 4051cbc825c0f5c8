"""The assistant hears: one utterance at a time, from its first sound to its words."""

from dataclasses import replace

from call.acts import BargeIn
from call.events import SAMPLE_RATE, Expect, Frame, Silence, SpeechStarted, Utterance
from call.machine.heard_words import HeardWords
from call.machine.last_turn import FirstHalf
from call.machine.turn_taking import TurnTaking
from call.stages import Transcriber, TurnDetector, Understander

_COUGHS = 2
"""So many shorter ones pass without a reaction. A tone or a dog goes on, and each sound puts the next silence off."""


class Ear:
    """The hearing side of one call."""

    def __init__(self, detector: TurnDetector, transcriber: Transcriber, understander: Understander) -> None:
        self._detector = detector
        self._transcriber = transcriber
        self._turns = TurnTaking(detector, transcriber, understander)
        self._began_ms = 0
        self._shown = ""
        self._coughs = 0
        self._first: FirstHalf | None = None
        self.hearing = False
        """The caller is speaking."""

    def push(self, frame: Frame, expects: Expect, speaking: bool) -> SpeechStarted | Utterance | Silence | None:
        """Call once for each frame."""
        event = self._detector.push(frame, self._turns.cue(self._answers(expects), speaking))
        if isinstance(event, Silence):
            self._coughs = 0
        return event

    def begin(self, event: SpeechStarted, language: str, expects: Expect, first: FirstHalf | None) -> None:
        """`first`: the turn that the caller may be going on with; the words then answer what was asked before it."""
        self.hearing = True
        self._began_ms = event.at_ms
        self._first = first
        self._transcriber.start(language, self._answers(expects))
        if first:
            self._turns.begin(language, first.expects, self._again(first), first.nods_at)
        else:
            self._turns.begin(language, expects)
        self._transcriber.feed(event.pcm)

    def _again(self, first: FirstHalf) -> str:
        """Hear the first half once more, so that both are one sound to the recogniser. Its words, as they are now."""
        self._transcriber.feed(first.words.utterance.pcm)
        return self._transcriber.partial()

    def feed(self, frame: Frame) -> None:
        self._transcriber.feed(frame.pcm)

    def interrupts_now(self, policy: BargeIn) -> bool:
        """Do the words so far interrupt the assistant? True once per utterance. A second half always may."""
        return self._turns.interrupts_now(BargeIn.FREE if self._first else policy)

    def partial(self) -> str | None:
        """The partial hypothesis; None if it has not changed."""
        if self._turns.text == self._shown:
            return None
        self._shown = self._turns.text
        return self._shown

    def end(self, utterance: Utterance, expects: Expect) -> HeardWords:
        """The finished utterance. It starts with its first voiced frame, not with the pre-roll."""
        self.hearing = False
        self._turns.end()
        transcript = self._transcriber.finish(self._answers(expects))
        self._coughs = 0 if transcript.text else self._coughs
        sounds = ((utterance.start_ms, len(utterance.pcm) * 1000 // (2 * SAMPLE_RATE)),)
        utterance = replace(utterance, start_ms=self._began_ms)
        if self._first is None:
            return HeardWords(utterance, transcript, self._turns.barged_in, sounds=sounds)
        later = transcript.from_ms(self._first.words.length_ms)
        return HeardWords(utterance, later, self._turns.barged_in, transcript, sounds)

    def first_half(self) -> FirstHalf | None:
        """The turn with which the finished utterance may go on. Asked once: it is forgotten then."""
        first, self._first = self._first, None
        return first

    def noise(self, words: HeardWords) -> bool:
        """Must we react to this utterance without words: was it long, or one of many, or did it stop the assistant?"""
        self._coughs += 1
        reacts = words.barged_in or words.long or self._coughs > _COUGHS
        self._coughs = 0 if reacts else self._coughs
        return reacts

    def interrupts(self, text: str) -> bool:
        return self._turns.interrupts(text)

    def last(self) -> Utterance | None:
        """The sound has ended: the unfinished utterance, if any."""
        utterance = self._detector.flush()
        hearing, self.hearing = self.hearing, False
        return utterance if hearing else None

    def _answers(self, expects: Expect) -> Expect:
        return self._first.expects if self._first else expects
