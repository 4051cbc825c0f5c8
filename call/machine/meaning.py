"""Transcript -> a caller's turn, in the language in which it makes sense."""

from dataclasses import replace

from call.events import CallerTurn, Continues, Decision, Expect, Transcript, Understanding, Utterance
from call.machine.heard_words import HeardWords
from call.machine.last_turn import FirstHalf
from call.stages import Transcriber, Understander

_OTHER_LANGUAGE = {"ru": "en", "en": "ru"}


class Meaning:
    """Understands turns. Until the first accepted turn, a rejected one is also recognised in the other language."""

    def __init__(self, transcriber: Transcriber, understander: Understander) -> None:
        self._transcriber = transcriber
        self._understander = understander
        self._understood_before = False

    def of(self, words: HeardWords, expects: Expect) -> CallerTurn:
        transcript, understanding = self._best(words.utterance, words.transcript, expects)
        self._understood_before |= understanding.decision is Decision.ACCEPT
        return CallerTurn(words.utterance.start_ms, words.utterance.end_ms, transcript, understanding)

    def of_both(self, first: FirstHalf, second: HeardWords) -> tuple[CallerTurn, HeardWords] | None:
        """One turn of both halves, and its words; None if they are two turns."""
        joined = first.words.and_then(second)
        before, after = first.words.transcript, second.transcript
        whole = self._understander.whole(before, after, joined.transcript, first.expects)
        if whole is None:
            return None
        words = joined if whole.continues is Continues.JOINED else replace(second, transcript=whole.transcript)
        return replace(self.of(words, first.expects), continues=whole.continues), words

    def _best(self, utterance: Utterance, heard: Transcript, expects: Expect) -> tuple[Transcript, Understanding]:
        understanding = self._understander.understand(heard, expects)
        other = _OTHER_LANGUAGE.get(heard.language)
        if understanding.decision is Decision.REJECT and not self._understood_before and other:
            second = self._transcriber.hear(utterance.pcm, other, expects)
            meaning = self._understander.understand(second, expects)
            if meaning.decision is Decision.ACCEPT and second.confidence > heard.confidence:
                return second, meaning
        return heard, understanding
