"""A finished utterance with its words, and two of them as one."""

from dataclasses import dataclass, replace
from itertools import product

from call.events import SAMPLE_RATE, Transcript, Utterance

GOES_ON_MS = 1_500
"""Speech that begins so soon after the end of a turn may go on with it."""
_NOISE_MS = 3_000
"""Sound of this length without a single word is a noise to react to: perhaps a caller who cannot be understood."""
MOST_ALTERNATIVES = 10
"""As many as one utterance has when two recognisers read it."""


@dataclass(frozen=True, slots=True)
class HeardWords:
    """A finished utterance and what was recognised in it."""

    utterance: Utterance
    transcript: Transcript
    barged_in: bool
    """The caller interrupted the assistant with it."""
    both: Transcript | None = None
    """What was recognised in the first half and this one as one sound, if this may be a second half."""
    sounds: tuple[tuple[int, int], ...] = ()
    """Where each piece of the sound begins in the call, and how long it is; ms. Empty: it begins with the utterance."""

    @property
    def length_ms(self) -> int:
        """Of its sound."""
        return len(self.utterance.pcm) * 1000 // (2 * SAMPLE_RATE)

    def call_ms(self, offset_ms: int) -> int:
        """The moment of the call at which that millisecond of the sound was heard."""
        before_ms = 0
        for begins_ms, length_ms in self.sounds or ((self.utterance.start_ms, self.length_ms),):
            if offset_ms <= before_ms + length_ms:
                return begins_ms + offset_ms - before_ms
            before_ms += length_ms
        return begins_ms + length_ms

    @property
    def text(self) -> str:
        return self.transcript.text

    @property
    def long(self) -> bool:
        return self.utterance.end_ms - self.utterance.start_ms >= _NOISE_MS

    def goes_on_with(self, second: "HeardWords") -> bool:
        """Was there only a breath between the two?"""
        soon = second.utterance.start_ms <= self.utterance.end_ms + GOES_ON_MS
        return soon and second.transcript.language == self.transcript.language

    def and_then(self, second: "HeardWords") -> "HeardWords":
        """Both utterances as one, without the silence between them. They must be of one language."""
        pcm = self.utterance.pcm + second.utterance.pcm
        utterance = Utterance(self.utterance.start_ms, second.utterance.end_ms, pcm, second.utterance.ended)
        sounds = (*self.sounds, *second.sounds)
        if second.both and second.text:
            return HeardWords(utterance, second.both, barged_in=False, sounds=sounds)
        joined = _joined(self.transcript, second.transcript, self.length_ms, second.length_ms)
        return HeardWords(utterance, joined, barged_in=False, sounds=sounds)


def _joined(first: Transcript, second: Transcript, first_ms: int, second_ms: int) -> Transcript:
    """`first_ms`, `second_ms`: how long their sounds are."""
    moved = (replace(word, start_ms=word.start_ms + first_ms, end_ms=word.end_ms + first_ms) for word in second.words)
    words = (*first.words, *moved)
    confidence = sum(word.confidence for word in words) / len(words) if words else first.confidence
    text = " ".join(filter(None, (first.text, second.text)))
    alternatives = _alternatives(text, first, second)
    return Transcript(
        text, words, confidence, alternatives, first.language, _likelihood(first, second, first_ms, second_ms)
    )


def _likelihood(first: Transcript, second: Transcript, first_ms: int, second_ms: int) -> float:
    """Per second of both sounds; not known if that of one is not."""
    if not (first.likelihood_per_s and second.likelihood_per_s):
        return 0.0
    whole = first.likelihood_per_s * first_ms + second.likelihood_per_s * second_ms
    return round(whole / (first_ms + second_ms), 2)


def _alternatives(text: str, first: Transcript, second: Transcript) -> tuple[str, ...]:
    """First the hypotheses of equal rank, as one decoding of both would give them; then other pairs, likely ones first.

    A label is the mean over all of them, so each half's must weigh about the same; a number needs the other pairs.
    """
    firsts, seconds = first.alternatives or (first.text,), second.alternatives or (second.text,)
    ranks = range(max(len(firsts), len(seconds)))
    equal = [(rank if rank < len(firsts) else 0, rank if rank < len(seconds) else 0) for rank in ranks]
    others = sorted(product(range(len(firsts)), range(len(seconds))), key=sum)
    texts = [" ".join(filter(None, (firsts[at], seconds[other]))) for at, other in (*equal, *others)]
    return tuple(dict.fromkeys(filter(None, (text, *texts))))[:MOST_ALTERNATIVES]
