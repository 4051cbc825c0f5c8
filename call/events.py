"""The types that flow through one call, in order of flow: sound, words, meaning, acts, sound.

All of them are frozen values. Times are audio milliseconds since the start of the call: the audio is the clock,
so that a live call and a replay of its recording give the same result. PCM is always 16 kHz, mono, s16le.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

SAMPLE_RATE = 16_000
"""Hertz."""
FRAME_MS = 20
FRAME_BYTES = SAMPLE_RATE * FRAME_MS // 1000 * 2


class Expect(StrEnum):
    """What the dialog waits for. It sets the endpointing patience, the closed grammar and the no-input time-out."""

    OPEN = "open"
    """A free request."""
    YES_NO = "yes_no"
    CHOICE = "choice"
    """One of a few named options, or its ordinal."""
    DIGITS = "digits"
    """A number dictated digit by digit or in groups, with pauses between the groups."""
    SPELLING = "spelling"
    """Letters and digits one by one: an e-mail address, an error code."""
    STORY = "story"
    """A long free message with pauses for thought."""


class Decision(StrEnum):
    """What understanding advises the dialog to do with an intent."""

    ACCEPT = "accept"
    CONFIRM = "confirm"
    CLARIFY = "clarify"
    REJECT = "reject"


class Outcome(StrEnum):
    """How a call ended."""

    ANSWERED = "answered"
    TRANSFERRED = "transferred"
    CALLBACK = "callback"
    MESSAGE = "message"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Frame:
    """20 ms of sound, converted once at the edge."""

    start_ms: int
    pcm: bytes
    """`FRAME_BYTES` bytes."""


@dataclass(frozen=True, slots=True)
class Key:
    """A telephone key pressed by the caller."""

    at_ms: int
    digit: str
    """One of 0-9, * and #."""


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """The caller began to speak."""

    at_ms: int
    """Start of the first voiced frame."""
    pcm: bytes
    """Everything heard so far. It begins with the real pre-roll, never padded with zeros."""


class EndedBy(StrEnum):
    """Why a turn was taken for ended."""

    PAUSE = "pause"
    """The caller was silent for as long as the words so far ask for."""
    BEHIND = "behind"
    """The same, but somebody further away talks on."""
    WORDLESS = "wordless"
    """The sound goes on, and has brought no new word for long."""
    LONGEST = "longest"
    """It was as long as a turn may be."""
    GONE = "gone"
    """The caller's sound ended."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One finished stretch of caller speech."""

    start_ms: int
    end_ms: int
    """End of the last voiced frame, without the hang-over."""
    pcm: bytes
    """Pre-roll, speech and hang-over."""
    ended: EndedBy = EndedBy.PAUSE


@dataclass(frozen=True, slots=True)
class Silence:
    """Nobody spoke for the no-input time-out of the state, or there were only sounds without words."""

    at_ms: int
    noise: bool = False
    """There were sounds: perhaps a caller who cannot be understood."""


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word; times count from the start of its utterance's PCM."""

    text: str
    start_ms: int
    end_ms: int
    confidence: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What the recogniser heard in one utterance."""

    text: str
    """Lower case, no punctuation, numbers in words; empty when nothing was recognised."""
    words: tuple[Word, ...]
    confidence: float
    """Mean word confidence, 0 to 1; 0 for an empty text."""
    alternatives: tuple[str, ...]
    """N-best hypotheses, the best first, with `text` among them. Empty when nothing was recognised."""
    language: str
    """`ru` or `en`."""
    likelihood_per_s: float = 0.0
    """Log-likelihood per second of the sound: how well the words fit it. 0: not known."""

    def from_ms(self, later_ms: int) -> "Transcript":
        """The words that begin there or later, as an utterance of their own; its only hypothesis."""
        words = tuple(
            replace(word, start_ms=word.start_ms - later_ms, end_ms=word.end_ms - later_ms)
            for word in self.words
            if (word.start_ms + word.end_ms) // 2 >= later_ms
        )
        text = " ".join(word.text for word in words)
        confidence = sum(word.confidence for word in words) / len(words) if words else 0.0
        return Transcript(text, words, confidence, (text,) if text else (), self.language, self.likelihood_per_s)


@dataclass(frozen=True, slots=True)
class RankedIntent:
    """A label (datafiles.categories.LABELS) and its calibrated probability, 0 to 1."""

    intent: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Slot:
    """A value found in the caller's words."""

    name: str
    value: str
    """Canonical form: digits for numbers."""


CERTAIN = 0.99
"""Confidence of a label from a rule."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What one transcript means."""

    intent: str
    confidence: float
    ranking: tuple[RankedIntent, ...]
    """The likeliest labels, best first."""
    slots: tuple[Slot, ...]
    decision: Decision
    further: tuple[RankedIntent, ...] = ()
    """Other requests made in the same phrase, in the order in which they were said."""
    rest: "Rest | None" = None
    """What follows a yes or no that answers the question: «да, а сколько это стоит?»."""
    barred: tuple[str, ...] = ()
    """Labels of what the caller says it is not about: «не про пособие, а про пенсию»."""

    @property
    def nothing_said(self) -> bool:
        """There was no word of sense, so that no label was considered."""
        return not self.ranking

    @property
    def by_rule(self) -> bool:
        """Certain words decided, not the classifier, which ranks several labels."""
        return len(self.ranking) == 1 and self.confidence >= CERTAIN


@dataclass(frozen=True, slots=True)
class Rest:
    """What a caller says after a yes or no, as if it were a turn of its own."""

    text: str
    meaning: Understanding
    particle: bool
    """The yes may be none: «да я про пенсию»."""
    own: bool = False
    """There was no yes or no, only «понятно»: the rest is the whole turn."""


class Continues(StrEnum):
    """How a turn goes on from the one before it, which counts as never heard (docs/decisions/027-a-breath.md)."""

    JOINED = "joined"
    """The caller had only drawn breath: the text holds the words of both."""
    CORRECTED = "corrected"
    """The caller took the words back («ой нет, мне ...»): only the new ones count."""


@dataclass(frozen=True, slots=True)
class WholeTurn:
    """What is to be understood when a caller goes on after the end of a turn."""

    transcript: Transcript
    continues: Continues


@dataclass(frozen=True, slots=True)
class Withheld:
    """What was hidden in a turn before anything could keep it (call/privacy/)."""

    secret: bool
    """A card, a code or a password; False: only a personal number that nobody asked for."""
    began_earlier: bool
    """It was begun in the turn before."""
    spans_ms: tuple[tuple[int, int], ...] = ()
    """When in the call it was said; empty for a call in writing."""


@dataclass(frozen=True, slots=True)
class CallerTurn:
    """One turn of the caller: what was recognised and what it means."""

    start_ms: int
    end_ms: int
    transcript: Transcript
    understanding: Understanding
    continues: Continues | None = None
    """None: a turn of its own."""
    babble: bool = False
    """The words do not fit the sound: they are a recogniser's guess at voices or noises far away."""
    withheld: Withheld | None = None
    """None: there was nothing to hide. Else the transcript is already without it."""
    ended: EndedBy | None = None
    """None in writing."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A spoken sentence."""

    text: str
    pcm: bytes
