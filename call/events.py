"""The types that flow through one call, in order of flow: sound, words, meaning, acts, sound.

All of them are frozen values. Times are audio milliseconds since the start of the call: the audio is the clock,
so that a live call and a replay of its recording give the same result. PCM is always 16 kHz, mono, s16le.
"""

from dataclasses import dataclass
from enum import StrEnum

from call.lookups import LookUp

SAMPLE_RATE = 16_000
"""Hertz."""
FRAME_MS = 20
FRAME_BYTES = SAMPLE_RATE * FRAME_MS // 1000 * 2


class Expect(StrEnum):
    """What the dialog waits for: it sets the end-of-turn patience, the closed grammar and the no-input time."""

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
    """A long free message with thinking pauses."""


class BargeIn(StrEnum):
    """What may interrupt the assistant while it speaks."""

    FREE = "free"
    KEYS = "keys"
    OFF = "off"


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
    """Everything heard up to now, beginning with the real (never zero-padded) pre-roll."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One finished stretch of caller speech."""

    start_ms: int
    end_ms: int
    """End of the last voiced frame, without the hang-over."""
    pcm: bytes
    """Pre-roll, speech and hang-over."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Nobody spoke for the no-input time of the state."""

    at_ms: int


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
    """N-best texts, the best first; it includes `text`. Empty when nothing was recognised."""
    language: str
    """`ru` or `en`."""


@dataclass(frozen=True, slots=True)
class RankedIntent:
    """A label of the design and its calibrated probability."""

    intent: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Slot:
    """A value found in the caller's words."""

    name: str
    value: str
    """Canonical form: digits for numbers."""


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


@dataclass(frozen=True, slots=True)
class CallerTurn:
    """One thing the caller said, heard and understood."""

    start_ms: int
    end_ms: int
    transcript: Transcript
    understanding: Understanding


class Part(StrEnum):
    """What a sentence does with what is known about a request category."""

    ANSWER = "answer"
    """Answers it."""
    CONFIRM = "confirm"
    """Asks whether the caller wants it."""
    TITLE = "title"
    """Names it."""
    MORE = "more"
    """Tells more of it: a step, a document, a term, where to go."""


@dataclass(frozen=True, slots=True)
class Say:
    """Speak, and go on without waiting for an answer."""

    prompt: str
    """Id of a fixed prompt (its recording or cached sound is used), or empty for a text made for this call."""
    text: str
    barge_in: BargeIn = BargeIn.FREE
    rate: float = 1.0
    """Speech rate, 1.0 is normal; below 1 is slower."""
    part: Part | None = None
    """None: the sentence is not from the answers."""
    category: str = ""
    """The request category that the sentence is about; empty where there is none."""
    article: str = ""
    """Id of the article that it is from: the category, or `<category>/<name>`; empty outside of articles."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Speak, then wait for the caller's answer."""

    prompt: str
    text: str
    expects: Expect
    barge_in: BargeIn = BargeIn.FREE
    rate: float = 1.0
    part: Part | None = None
    category: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """What the person who takes over must know, so that the caller need not repeat it."""

    department: str
    topic: str
    """A request category of the design, or empty."""
    problem: str
    """The caller's own words."""
    wanted: str
    """The outcome the caller asked for, in their own words, or empty."""
    slots: tuple[Slot, ...] = ()
    number: str = ""
    """Request number: digits that the caller is told, once the hand-over is on the disk."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Hand the caller to a person."""

    handover: Handover


@dataclass(frozen=True, slots=True)
class Register:
    """Record a request."""

    handover: Handover


@dataclass(frozen=True, slots=True)
class CallBack:
    """Promise to ring the caller."""

    handover: Handover
    phone: str
    """Digits only."""


@dataclass(frozen=True, slots=True)
class TakeMessage:
    """Keep the caller's voice message."""

    handover: Handover
    message: str


class Channel(StrEnum):
    """How written messages reach a caller."""

    SMS = "sms"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Notify:
    """Send the caller something to read."""

    channel: Channel
    address: str
    """Digits of a telephone number, or an e-mail address."""
    text: str


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the call when everything queued has been said."""

    reason: str


Spoken = Say | Ask
Handing = Transfer | Register | CallBack | TakeMessage
Act = Spoken | Handing | Notify | LookUp | HangUp


@dataclass(frozen=True, slots=True)
class Speech:
    """A spoken sentence."""

    text: str
    pcm: bytes
