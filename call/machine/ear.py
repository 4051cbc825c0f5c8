"""The assistant hears: one utterance at a time, from its first sound to its words."""

from dataclasses import dataclass, replace

from call.acts import BargeIn
from call.events import Expect, Frame, Silence, SpeechStarted, Transcript, Utterance
from call.machine.turn_taking import TurnTaking
from call.stages import Transcriber, TurnDetector, Understander

_NOISE_MS = 3_000
"""Sound of this length without a single word is a noise to react to: perhaps a caller who cannot be understood."""
_COUGHS = 2
"""So many shorter ones pass without a reaction. A tone or a dog goes on, and each sound puts the next silence off."""


@dataclass(frozen=True, slots=True)
class HeardWords:
    """A finished utterance and what was recognised in it."""

    utterance: Utterance
    transcript: Transcript
    barged_in: bool
    """The caller interrupted the assistant with it."""

    @property
    def text(self) -> str:
        return self.transcript.text

    @property
    def long(self) -> bool:
        return self.utterance.end_ms - self.utterance.start_ms >= _NOISE_MS


class Ear:
    """The hearing side of one call."""

    def __init__(self, detector: TurnDetector, transcriber: Transcriber, understander: Understander) -> None:
        self._detector = detector
        self._transcriber = transcriber
        self._turns = TurnTaking(detector, transcriber, understander)
        self._began_ms = 0
        self._shown = ""
        self._coughs = 0
        self.hearing = False
        """The caller is speaking."""

    def push(self, frame: Frame, expects: Expect, speaking: bool) -> SpeechStarted | Utterance | Silence | None:
        """Call once for each frame."""
        event = self._detector.push(frame, self._turns.cue(expects, speaking))
        if isinstance(event, Silence):
            self._coughs = 0
        return event

    def begin(self, event: SpeechStarted, language: str, expects: Expect) -> None:
        self.hearing = True
        self._began_ms = event.at_ms
        self._turns.begin(language, expects)
        self._transcriber.start(language, expects)
        self._transcriber.feed(event.pcm)

    def feed(self, frame: Frame) -> None:
        self._transcriber.feed(frame.pcm)

    def interrupts_now(self, policy: BargeIn) -> bool:
        """Do the words so far interrupt the assistant? True once per utterance."""
        return self._turns.interrupts_now(policy)

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
        transcript = self._transcriber.finish(expects)
        self._coughs = 0 if transcript.text else self._coughs
        return HeardWords(replace(utterance, start_ms=self._began_ms), transcript, self._turns.barged_in)

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
