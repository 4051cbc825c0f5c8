"""What the loop needs of each stage, and nothing more. Stages never see each other or the loop."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from call.acts import Act, Spoken
from call.events import (
    CallerTurn,
    Expect,
    Frame,
    Key,
    Outcome,
    Silence,
    Slot,
    Speech,
    SpeechStarted,
    Transcript,
    Understanding,
    Utterance,
)
from call.lookups import Found, LookUp
from call.outside import Outside
from call.slots.types import Reading, SlotType
from call.start import Snapshot


@dataclass(frozen=True, slots=True)
class TurnCue:
    """What turn detection may know besides the sound."""

    expects: Expect = Expect.OPEN
    assistant_speaking: bool = False
    """The no-input clock stands still meanwhile."""
    complete: bool | None = None
    """Is the partial text a whole answer for this state? None: not known."""
    stable_ms: int = 0
    """How long the partial text has not changed."""


class Source(Protocol):
    """The caller's sound, and keys where the line has them."""

    def frames(self) -> Iterator[Frame | Key]:
        """20 ms frames until the caller hangs up; a key comes before the frame in which it was pressed."""
        ...


class TurnDetector(Protocol):
    """Frames -> turns. One per call."""

    @property
    def trailing_ms(self) -> int:
        """Silence since the last voiced frame while an utterance is open, else 0."""
        ...

    def push(self, frame: Frame, cue: TurnCue) -> SpeechStarted | Utterance | Silence | None: ...

    def flush(self) -> Utterance | None:
        """The open utterance, if any, when the sound ends."""
        ...


class Transcriber(Protocol):
    """Sound -> words. One per call; recognisers behind it are warm and shared in turn."""

    def start(self, language: str, expects: Expect) -> None:
        """Begin an utterance in that language, in answer to what was asked."""
        ...

    def feed(self, pcm: bytes) -> None: ...

    def partial(self) -> str:
        """The words so far."""
        ...

    def finish(self, expects: Expect) -> Transcript:
        """End the utterance."""
        ...

    def hear(self, pcm: bytes, language: str, expects: Expect) -> Transcript:
        """A whole utterance at once (a second opinion in another language)."""
        ...

    def close(self) -> None:
        """Give the recognisers back."""
        ...


class Understander(Protocol):
    """Words -> meaning. Shared by all calls."""

    def understand(self, transcript: Transcript, expects: Expect) -> Understanding: ...

    def complete(self, text: str, language: str, expects: Expect) -> bool | None:
        """Would a person take this partial text for a finished turn? None: cannot tell."""
        ...

    def interrupts(self, text: str, language: str, expects: Expect) -> bool:
        """Should the assistant fall silent for these words? Not for «угу»; for «да» only after a yes/no question."""
        ...


class SlotReader(Protocol):
    """Words -> the value of a slot of a form. Shared by all calls; given to the dialog."""

    def read(self, kind: SlotType, text: str, language: str, today: date) -> Reading | None:
        """The last value of that kind in the words, corrections inside them applied; None: there is none.

        `today`: the day on which the words are said; «завтра» and dates without a year count from it.
        """
        ...


class Directory(Protocol):
    """The registries outside: application status, service status, calls that were broken off. Shared by all calls."""

    def find(self, question: LookUp) -> Found:
        """Answers within its own time limit; a registry that fails or is late is `Unavailable`, never an exception."""
        ...


class Dialog(Protocol):
    """Meaning -> acts. One per call; pure, no clock, no device."""

    @property
    def language(self) -> str: ...

    @property
    def expects(self) -> Expect: ...

    @property
    def outcome(self) -> Outcome: ...

    @property
    def department(self) -> str: ...

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Everything that the caller gave in this call."""
        ...

    @property
    def snapshot(self) -> Snapshot:
        """What is needed to go on with this call in another one."""
        ...

    def start(self) -> Sequence[Act]: ...

    def hear(self, turn: CallerTurn) -> Sequence[Act]: ...

    def press(self, key: Key) -> Sequence[Act]: ...

    def silent(self, silence: Silence) -> Sequence[Act]: ...

    def found(self, answer: Found) -> Sequence[Act]:
        """The answer to the `LookUp` that the dialog asked for last; the caller may have spoken meanwhile."""
        ...

    def tell(self, event: Outside) -> Sequence[Act]:
        """A person is free, the place in the queue, taken over, given back."""
        ...

    def tick(self, at_ms: int) -> Sequence[Act]:
        """Time passes: the session limit and its warning."""
        ...

    def gone(self) -> Sequence[Act]:
        """The caller hung up: what must not be lost is handed over; nothing is said any more."""
        ...

    def fail(self, *, unkept: bool = False) -> Sequence[Act]:
        """Something failed: apologise and hand the caller over; if that fails or the call was over, apologise.

        `unkept`: a hand-over of the last acts could not be written down, so that reply counts as not given.
        """
        ...


class Synthesizer(Protocol):
    """Text -> sound. Shared by all calls."""

    def speak(self, act: Spoken, language: str) -> Iterator[Speech]:
        """Sentence by sentence, lazily: the first is ready long before the last."""
        ...


class Speaker(Protocol):
    """The caller's ear. One per call."""

    @property
    def speaking(self) -> bool: ...

    def play(self, sentences: Iterable[Speech]) -> None:
        """Queue sentences behind what is already queued; returns at once."""
        ...

    def stop(self) -> None:
        """Barge-in: silence within 60 ms; the queue is dropped."""
        ...

    def played(self) -> bytes:
        """What went out to the caller since the last call of this method (one frame's worth in a replay)."""
        ...

    def close(self) -> None: ...


class Gate(Protocol):
    """Tells the caller's voice from the assistant's own, heard back by a microphone without echo cancellation."""

    def hears_caller(self, caller: bytes, assistant: bytes) -> bool:
        """Both arguments are one frame of PCM: what the microphone heard and what went out at that time."""
        ...


class Recorder(Protocol):
    """Both sides of the call as sound."""

    def add(self, caller: bytes, assistant: bytes) -> None: ...


class Ledger(Protocol):
    """What must outlive the call. A method returns when its line is on the disk, or raises JournalUnwritable."""

    def began(self, language: str) -> None: ...

    def heard(self, turn: CallerTurn) -> None: ...

    def did(self, at_ms: int, act: Act) -> None:
        """An act is carried out: a hand-over is on the disk before the words that promise it are said."""
        ...

    def reached(self, at_ms: int, snapshot: Snapshot) -> None:
        """How far the call has come: `Dialog.snapshot`, whenever it changed."""
        ...

    def answered(self, at_ms: int, answer: Found) -> None:
        """A registry's answer entered the call; its content is not kept."""
        ...

    def told(self, at_ms: int, event: Outside) -> None:
        """Something else came from outside."""
        ...

    def ended(self, at_ms: int, outcome: Outcome, department: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Stages:
    """Everything one call is made of, but for its source and what comes from outside: see call/loop.py."""

    detector: TurnDetector
    transcriber: Transcriber
    understander: Understander
    dialog: Dialog
    synthesizer: Synthesizer
    speaker: Speaker
    ledger: Ledger
    recorder: Recorder | None = None
    gate: Gate | None = None
    """Only for a microphone without echo cancellation."""

    def close(self, *before: Callable[[], None]) -> Sequence[Exception]:
        """Give back what belongs to the call, after that; what one of them raises does not keep the others."""
        raised = []
        for close in (*before, self.transcriber.close, self.speaker.close):
            try:
                close()
            except Exception as error:
                raised.append(error)
        return raised
