"""Transcript -> a caller's turn, in the language in which it makes sense."""

from call.events import CallerTurn, Decision, Expect, Transcript, Utterance
from call.stages import Transcriber, Understander

_OTHER_LANGUAGE = {"ru": "en", "en": "ru"}


class Meaning:
    """Understands turns. Until the first accepted turn, a rejected one is also recognised in the other language."""

    def __init__(self, transcriber: Transcriber, understander: Understander) -> None:
        self._transcriber = transcriber
        self._understander = understander
        self._understood_before = False

    def of(self, utterance: Utterance, transcript: Transcript, expects: Expect) -> CallerTurn:
        understanding = self._understander.understand(transcript, expects)
        other = _OTHER_LANGUAGE.get(transcript.language)
        if understanding.decision is Decision.REJECT and not self._understood_before and other:
            second = self._transcriber.hear(utterance.pcm, other, expects)
            meaning = self._understander.understand(second, expects)
            if meaning.decision is Decision.ACCEPT and second.confidence > transcript.confidence:
                transcript, understanding = second, meaning
        self._understood_before |= understanding.decision is Decision.ACCEPT
        return CallerTurn(utterance.start_ms, utterance.end_ms, transcript, understanding)
