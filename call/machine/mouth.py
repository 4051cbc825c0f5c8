"""The assistant speaks. Sentences are synthesised lazily, when the speaker asks for the next one."""

from collections.abc import Callable, Iterable, Iterator

from call.acts import BargeIn, Spoken
from call.events import Speech
from call.stages import Speaker, Synthesizer


class Mouth:
    """The speaking side of one call."""

    def __init__(self, synthesizer: Synthesizer, speaker: Speaker, language: Callable[[], str]) -> None:
        self._synthesizer = synthesizer
        self._speaker = speaker
        self._language = language
        self.policy = BargeIn.FREE
        """What may interrupt the act that was voiced last."""

    @property
    def speaking(self) -> bool:
        return self._speaker.speaking

    def say(self, acts: Iterable[Spoken]) -> None:
        """Queue the acts behind what is already queued; returns at once."""
        self._speaker.play(self._voice(acts))

    def stop(self) -> None:
        self._speaker.stop()

    def _voice(self, acts: Iterable[Spoken]) -> Iterator[Speech]:
        for act in acts:
            for speech in self._synthesizer.speak(act, self._language()):
                self.policy = act.barge_in
                yield speech
