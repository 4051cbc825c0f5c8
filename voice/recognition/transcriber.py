"""Recognition: utterances become words with times, confidences and alternatives, all from one decoding.

If a number or a spelling is expected, a second recogniser with a grammar of dictations decodes the utterance too, as
soon as the first hears something like a number, and its hypothesis replaces an open one that confirms it. A number in
any other phrase is read in the same way after the end of the phrase (docs/decisions/021-numbers-by-ear.md).

Vosk gives either word confidences or alternatives, never both. The alternatives carry the log-likelihood of the whole
hypothesis. So the confidence of a word is the share of the hypotheses that have it at that time, weighted by
likelihood. Vosk's own confidence is the same over its lattice. This costs nothing; a second decoding would double the
cost.
"""

import math
from dataclasses import replace
from typing import Any

from call.events import SAMPLE_RATE, Expect, Transcript, Word
from voice.language_model.terms import TermTable
from voice.recognition.closed_grammar import UNKNOWN, agrees, needs_grammar
from voice.recognition.dictated import (
    DICTATED,
    MARGIN_MS,
    is_dictation,
    led_in,
    may_be_dictation,
    number_span,
    number_words,
)
from voice.recognition.noise_floor import with_noise_floor
from voice.recognition.recogniser_pool import Recogniser, RecogniserPool

CHUNK_BYTES = SAMPLE_RATE * 2 // 10
"""100 ms of sound. Vosk decodes larger pieces at lower cost than frames."""
LONG_SEGMENT_MS = 15_000
"""After so much sound a pause ends a segment. A long story decoded as one would make its end slow."""
TELL_ALTERNATIVES = 5


class VoskTranscriber:
    """Implements `call.stages.Transcriber`. Borrows a recogniser for each utterance. One per call.

    Raises:
        ModelMissing, ModelCorrupt, RecognitionFailed: from every method that begins or feeds an utterance.
    """

    def __init__(self, pool: RecogniserPool) -> None:
        self._pool = pool
        self._hearing: _Hearing | None = None
        self._reading: _Hearing | None = None
        self._began = Expect.OPEN

    def start(self, language: str, expects: Expect) -> None:
        self.close()
        self._hearing = _Hearing(self._pool.borrow(language))
        self._began = expects

    def feed(self, pcm: bytes) -> None:
        for each in (self._hearing, self._reading):
            if each is not None:
                each.feed(pcm)

    def partial(self) -> str:
        if self._hearing is None:
            return ""
        text = self._hearing.partial()
        self._read_too(self._hearing, text)
        return text

    def finish(self, expects: Expect) -> Transcript:
        hearing = self._hearing
        if hearing is None:
            return Transcript("", (), 0.0, (), "")
        try:
            free, pcm = hearing.finish(), bytes(hearing.pcm)
            self._read_too(hearing, free.text)
            if dictation := self._dictation(free, pcm, expects):
                return dictation
            return self._second_opinion(free, pcm, expects)
        finally:
            self.close()

    def hear(self, pcm: bytes, language: str, expects: Expect) -> Transcript:
        """Recognise sound with the open recogniser only, because a caller waits. Keeps an utterance that is open."""
        recogniser = self._pool.borrow(language)
        try:
            hearing = _Hearing(recogniser)
            hearing.feed(pcm)
            return self._second_opinion(hearing.finish(), pcm, expects)
        finally:
            self._pool.give_back(recogniser)

    def close(self) -> None:
        lent, self._hearing, self._reading = (self._hearing, self._reading), None, None
        for each in lent:  # forgotten first, so that one that fails here does not fail in every later utterance
            if each is not None:
                self._pool.give_back(each.recogniser)

    def _read_too(self, hearing: "_Hearing", text: str) -> None:
        """Begin to read the utterance as a dictation if one is expected and the words so far can be the start of it.

        Without this half of the reading was spent on answers that are no number.
        """
        language = hearing.recogniser.language
        if self._reading is not None or not may_be_dictation(text, self._began, number_words(language)):
            return
        if reader := self._pool.borrow_dictated(language, self._began):
            self._reading = _Hearing(reader)
            self._reading.feed(bytes(hearing.pcm))

    def _dictation(self, free: Transcript, pcm: bytes, expects: Expect) -> Transcript | None:
        """The dictated number, if the open decoding confirms it, inside the rest of the phrase."""
        numbers = number_words(free.language)
        if self._reading is not None and expects is self._began and expects in DICTATED:
            reading = self._reading.finish()
            if not is_dictation(reading.words, free.words, expects, numbers):
                return None
            if expects is not Expect.DIGITS or not led_in(free.words, numbers):
                return _dictated(reading, free)
        span = number_span(free.words, numbers)
        if span and expects is Expect.YES_NO:  # a short answer, and often a correction: no word at its ends may be lost
            span = (0, len(free.words))
        reader = self._pool.borrow_dictated(free.language, Expect.DIGITS) if span else None
        if span is None or reader is None:
            return None
        before, said, after = free.words[: span[0]], free.words[slice(*span)], free.words[span[1] :]
        start_ms = max(0, said[0].start_ms - MARGIN_MS)
        try:
            reading = _later(decoded(reader, pcm[_bytes(start_ms) : _bytes(said[-1].end_ms + MARGIN_MS)]), start_ms)
        finally:
            self._pool.give_back(reader)
        if not is_dictation(reading.words, said, Expect.DIGITS, numbers):
            return None
        return _within(before, reading, after, free)

    def _second_opinion(self, free: Transcript, pcm: bytes, expects: Expect) -> Transcript:
        """The hypothesis of the closed grammar, if the free decoding is not certain but confirms it."""
        words = self._pool.closed_words(free.language, expects)
        if not needs_grammar(free.words, words):
            return free
        recogniser = self._pool.borrow(free.language, expects)
        try:
            hearing = _Hearing(recogniser)
            hearing.feed(pcm)
            closed = hearing.finish()
        finally:
            self._pool.give_back(recogniser)
        if closed.text == free.text or not agrees(closed.words, free.words, words):
            return free
        alternatives = (closed.text, *(text for text in free.alternatives if text != closed.text))
        # A grammar always gives high confidence, so that of the free decoding is kept.
        return replace(free, text=closed.text, words=closed.words, alternatives=alternatives)


def decoded(recogniser: Recogniser, pcm: bytes) -> Transcript:
    """One whole utterance in one recogniser, without any second opinion."""
    hearing = _Hearing(recogniser)
    hearing.feed(pcm)
    return hearing.finish()


def _dictated(reading: Transcript, free: Transcript) -> Transcript:
    """The grammar's transcript with the free decoding's confidence, because a grammar always gives high confidence.

    The free decoding's hypotheses are alternatives after those of the grammar.
    """
    words = tuple(word for word in reading.words if word.text != UNKNOWN)
    alternatives = tuple(dict.fromkeys((*reading.alternatives, *free.alternatives)))
    return replace(free, text=" ".join(word.text for word in words), words=words, alternatives=alternatives)


def _within(before: tuple[Word, ...], reading: Transcript, after: tuple[Word, ...], free: Transcript) -> Transcript:
    """The transcript with the number as read, between the words of the open decoding around it."""
    text = [" ".join(word.text for word in words) for words in (before, after)]
    texts = tuple(" ".join(filter(None, (text[0], number, text[1]))) for number in reading.alternatives)
    words = (*before, *reading.words, *after)
    return _dictated(replace(reading, words=words, alternatives=texts), free)


def _later(transcript: Transcript, by_ms: int) -> Transcript:
    words = (replace(word, start_ms=word.start_ms + by_ms, end_ms=word.end_ms + by_ms) for word in transcript.words)
    return replace(transcript, words=tuple(words))


def _bytes(at_ms: int) -> int:
    return at_ms * SAMPLE_RATE // 1000 * 2


class _Hearing:
    """One utterance in one recogniser."""

    def __init__(self, recogniser: Recogniser) -> None:
        self.recogniser = recogniser
        self.pcm = bytearray()
        self._started_samples = recogniser.fed_samples
        self._decoded_bytes = 0
        self._segment_bytes = 0
        self._segments: list[_Readings] = []

    def feed(self, pcm: bytes) -> None:
        self.pcm += pcm
        while len(self.pcm) - self._decoded_bytes >= CHUNK_BYTES:
            self._decode(CHUNK_BYTES)

    def partial(self) -> str:
        self._decode(len(self.pcm) - self._decoded_bytes)
        return " ".join(filter(None, [*(segment.text for segment in self._segments), self.recogniser.partial()]))

    def finish(self) -> Transcript:
        self._decode(len(self.pcm) - self._decoded_bytes)
        self._segments.append(self._readings(self.recogniser.final()))
        words = tuple(word for segment in self._segments for word in segment.words)
        text = " ".join(filter(None, (segment.text for segment in self._segments)))
        confidence = sum(word.confidence for word in words) / len(words) if words else 0.0
        language, seconds = self.recogniser.language, len(self.pcm) / (2 * SAMPLE_RATE)
        likelihood = round(sum(each.likelihood for each in self._segments) / seconds, 2) if seconds else 0.0
        likelihood = likelihood if self.recogniser.measured else 0.0
        return Transcript(text, words, confidence, self._alternatives(), language, likelihood)

    def _decode(self, length: int) -> None:
        start = self._decoded_bytes
        self._decoded_bytes += length
        sound = with_noise_floor(bytes(self.pcm[start : self._decoded_bytes]), start)
        pause = self.recogniser.feed(sound) if length else False
        segment_ms = (self._decoded_bytes - self._segment_bytes) * 1000 // (2 * SAMPLE_RATE)
        if pause and segment_ms >= LONG_SEGMENT_MS:
            self._segments.append(self._readings(self.recogniser.result()))
            self._segment_bytes = self._decoded_bytes

    def _alternatives(self) -> tuple[str, ...]:
        """The alternatives. Only the last segment with words varies; earlier segments stay the same."""
        spoken = [segment for segment in self._segments if segment.text]
        if not spoken:
            return ()
        before = list(filter(None, (_without_unknown(segment.text) for segment in spoken[:-1])))
        readings = list(dict.fromkeys(filter(None, map(_without_unknown, spoken[-1].texts))))
        return tuple(" ".join([*before, text]) for text in readings[:TELL_ALTERNATIVES])

    def _readings(self, result: dict[str, Any]) -> "_Readings":
        return _Readings(result, self._started_samples / SAMPLE_RATE, self.recogniser.terms)


class _Readings:
    """Vosk's alternatives for a piece of sound, with the terms that the model writes as other words.

    `start_s`: the start of the utterance on Vosk's clock.
    """

    def __init__(self, result: dict[str, Any], start_s: float, terms: TermTable) -> None:
        found = [_with_terms(each, terms) for each in result.get("alternatives") or [result]]
        self.likelihood = float(found[0].get("confidence", 0.0))
        """Vosk calls it confidence; it is the log-likelihood of the whole hypothesis."""
        self.texts = tuple(dict.fromkeys(str(each.get("text", "")).strip() for each in found))
        self.text = self.texts[0]
        weights = [math.exp(min(0.0, float(each.get("confidence", 0.0)) - self.likelihood)) for each in found]
        self._rivals = [(weight / sum(weights), _times(each)) for weight, each in zip(weights, found, strict=True)]
        self.words = tuple(self._word(each, start_s) for each in found[0].get("result", ()))

    def _word(self, word: dict[str, Any], start_s: float) -> Word:
        text, start, end = str(word["word"]), word["start"], word["end"]
        agreeing = sum(
            weight
            for weight, times in self._rivals
            if any(begins < end and start < ends for begins, ends in times.get(text, ()))
        )
        return Word(text, _ms(start - start_s), _ms(end - start_s), min(1.0, round(agreeing, 3)))


def _with_terms(reading: dict[str, Any], terms: TermTable) -> dict[str, Any]:
    """A hypothesis with its terms put back; a term lasts from the start of its first word to the end of its last."""
    said = reading.get("result", [])
    spans = terms.spans([word["word"] for word in said])
    words = [{**said[start], "word": text, "end": said[end - 1]["end"]} for start, end, text in spans]
    return {**reading, "text": terms.text(str(reading.get("text", ""))), "result": words}


def _without_unknown(text: str) -> str:
    """The text without `[unk]`, which a grammar writes for sounds without a word."""
    return " ".join(word for word in text.split() if word != UNKNOWN)


def _times(reading: dict[str, Any]) -> dict[str, list[tuple[float, float]]]:
    """The times of each word in a hypothesis."""
    times: dict[str, list[tuple[float, float]]] = {}
    for word in reading.get("result", ()):
        times.setdefault(word["word"], []).append((word["start"], word["end"]))
    return times


def _ms(seconds: float) -> int:
    """Milliseconds rounded to Kaldi's 10 ms, which hides the float error of a long-lived recogniser's clock."""
    return max(0, round(seconds * 100)) * 10
