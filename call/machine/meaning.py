"""Transcript -> a caller's turn, in the language in which it makes sense."""

from dataclasses import replace

from call.events import CallerTurn, Continues, Expect, Transcript, Utterance
from call.machine.first_language import OTHER_LANGUAGE, RULE, SHORTEST_MS, LanguageRule, Understood
from call.machine.heard_words import HeardWords
from call.machine.last_turn import FirstHalf
from call.privacy.sighting import NOTHING_ASKED, AskedNumbers
from call.privacy.withholding import HeardBefore, withhold
from call.stages import Transcriber, Understander


class Meaning:
    """Understands turns. A doubtful one is also heard in the other language, until the caller's language is certain.

    It is certain once a turn was accepted whose words fit the sound. A language to which the call switched is not yet:
    by ear we may be wrong, and a caller who asks for English may go on in Russian.

    Nothing behind it sees a secret: it is taken out of the words before they are understood (call/privacy/).
    """

    def __init__(self, transcriber: Transcriber, understander: Understander, rule: LanguageRule = RULE) -> None:
        self._transcriber = transcriber
        self._understander = understander
        self._rule = rule
        self._certain: set[str] = set()
        self._foreign: Transcript | None = None
        self._earlier = self._before = HeardBefore()

    def of(self, words: HeardWords, expects: Expect, asked: AskedNumbers = NOTHING_ASKED) -> CallerTurn:
        utterance = words.utterance
        heard = self._understood(words.transcript, expects)
        if words.transcript is not self._foreign:
            heard = self._in_callers_language(utterance, heard, expects)
        kept = withhold(heard.transcript, self._before, asked, words.call_ms)
        self._earlier, self._before = self._before, kept.before
        if kept.withheld:
            meaning = self._understood(kept.transcript, expects).meaning
            heard = replace(heard, meaning=replace(meaning, slots=()) if kept.withheld.secret else meaning)
        return CallerTurn(
            utterance.start_ms, utterance.end_ms, kept.transcript, heard.meaning, None, heard.babble, kept.withheld,
            utterance.ended,
        )  # fmt: skip

    def of_both(
        self, first: FirstHalf, second: HeardWords, asked: AskedNumbers
    ) -> tuple[CallerTurn, HeardWords] | None:
        """One turn of both halves, and its words; None if they are two turns."""
        joined = first.words.and_then(second)
        before, after = first.words.transcript, second.transcript
        whole = self._understander.whole(before, after, joined.transcript, first.expects)
        if whole is None:
            return None
        words = joined if whole.continues is Continues.JOINED else replace(second, transcript=whole.transcript)
        self._before = self._earlier  # the first half is heard again
        return replace(self.of(words, first.expects, asked), continues=whole.continues), words

    def foreign(self, words: HeardWords, expects: Expect) -> HeardWords:
        """An utterance without any word, with those that the other recogniser finds in it."""
        spoken_ms = _spoken_ms(words.utterance)
        if words.text or spoken_ms < SHORTEST_MS:
            return words
        nothing = self._understood(words.transcript, expects)
        other = self._other(words.utterance, nothing, expects)
        if other is None or not self._rule.prefers(other, nothing, spoken_ms):
            return words
        self._foreign = other.transcript
        return replace(words, transcript=other.transcript)

    def _in_callers_language(self, utterance: Utterance, heard: Understood, expects: Expect) -> Understood:
        other = self._other(utterance, heard, expects)
        if other and self._rule.prefers(other, heard, _spoken_ms(utterance)):
            return other
        if self._rule.certain(heard, other):
            self._certain.add(heard.transcript.language)
        return heard

    def _other(self, utterance: Utterance, heard: Understood, expects: Expect) -> Understood | None:
        """The utterance as the other recogniser hears it; None if nothing speaks for that language."""
        language = heard.transcript.language
        other = OTHER_LANGUAGE.get(language)
        if other is None or language in self._certain or not self._rule.doubts(heard, expects):
            return None
        return self._understood(self._transcriber.hear(utterance.pcm, other, expects), expects)

    def _understood(self, transcript: Transcript, expects: Expect) -> Understood:
        """Words that do not fit the sound mean nothing. The tester sees them all the same."""
        fits = self._rule.are_words(transcript, expects)
        said = transcript if fits else replace(transcript, text="", words=(), alternatives=())
        return Understood(transcript, self._understander.understand(said, expects), babble=not fits)


def _spoken_ms(utterance: Utterance) -> int:
    return utterance.end_ms - utterance.start_ms
