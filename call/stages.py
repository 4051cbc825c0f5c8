"""The interfaces of the stages, as the call needs them. Stages never see each other or the call."""

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
    WholeTurn,
)
from call.lookups import Found, LookUp
from call.outside import Outside
from call.privacy.sighting import AskedNumbers
from call.slots.types import Reading, SlotType
from call.sound_quality import SoundQuality
from call.start import Snapshot


@dataclass(frozen=True, slots=True)
class TurnCue:
    """Hints for turn detection beside the sound."""

    expects: Expect = Expect.OPEN
    assistant_speaking: bool = False
    """While it is true, the no-input time-out does not count."""
    complete: bool | None = None
    """Is the partial text a complete answer in this state? None: not known."""
    stable_ms: int = 0
    """How long the partial text has not changed."""


class Source(Protocol):
    """The caller's sound, and the keys if the line sends them."""

    def frames(self) -> Iterator[Frame | Key]:
        """20 ms frames until the caller hangs up; a key comes before the frame in which it was pressed."""


class TurnDetector(Protocol):
    """Frames -> turns (endpointing). One per call."""

    @property
    def trailing_ms(self) -> int:
        """Silence since the last voiced frame while an utterance is open, else 0."""

    def push(self, frame: Frame, cue: TurnCue) -> SpeechStarted | Utterance | Silence | None: ...

    def flush(self) -> Utterance | None:
        """The sound has ended: the open utterance, if any."""


class Transcriber(Protocol):
    """Sound -> words. One per call; it borrows warm recognisers that all calls share."""

    def start(self, language: str, expects: Expect) -> None:
        """Begin an utterance in that language; `expects`: what the caller was asked."""

    def feed(self, pcm: bytes) -> None: ...

    def partial(self) -> str:
        """The partial hypothesis."""

    def finish(self, expects: Expect) -> Transcript:
        """End the utterance."""

    def hear(self, pcm: bytes, language: str, expects: Expect) -> Transcript:
        """Recognise a whole utterance at once (a second opinion in another language)."""

    def close(self) -> None:
        """Give the recognisers back."""


class Understander(Protocol):
    """Words -> meaning. Shared by all calls."""

    def understand(self, transcript: Transcript, expects: Expect) -> Understanding: ...

    def complete(self, text: str, language: str, expects: Expect) -> bool | None:
        """Would a listener take this partial text for a finished turn? None: not known."""

    def interrupts(self, text: str, language: str, expects: Expect) -> bool:
        """Barge-in: do these words stop the assistant? «угу» does not; «да» only after a yes/no question."""

    def whole(self, first: Transcript, second: Transcript, joined: Transcript, expects: Expect) -> WholeTurn | None:
        """The caller went on right after a turn: what do both halves say? None: they are two turns all the same.

        `joined`: the words of both; `expects`: what was asked before the first half.
        """


class SlotReader(Protocol):
    """Words -> the value of a form's slot. Shared by all calls; the dialog uses it."""

    def read(self, kind: SlotType, text: str, language: str, today: date) -> Reading | None:
        """The last value of that kind in the words, with the corrections in them applied; None: there is none.

        `today`: the day of the call; «завтра» and dates without a year count from it.
        """


class Directory(Protocol):
    """The registries: application status, service status, interrupted calls. Shared by all calls."""

    def find(self, question: LookUp) -> Found:
        """Answers within its own time limit. A registry that fails or is late gives `Unavailable`, never an error;
        one that is not there gives `NotConfigured`."""
        ...


class Dialog(Protocol):
    """Meaning -> acts. One per call; pure, no clock, no device."""

    @property
    def language(self) -> str: ...

    @property
    def expects(self) -> Expect: ...

    @property
    def asked_numbers(self) -> AskedNumbers:
        """Which numbers the caller is asked for; others of a personal kind are hidden (call/privacy/)."""
        ...

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
        """What a later call needs to resume this one."""
        ...

    def way_back(self) -> Callable[[], None]:
        """Call the result to bring the dialog back to where it stands now, as if nothing had happened since."""
        ...

    def start(self) -> Sequence[Act]: ...

    def hear(self, turn: CallerTurn) -> Sequence[Act]: ...

    def press(self, key: Key) -> Sequence[Act]: ...

    def silent(self, silence: Silence) -> Sequence[Act]: ...

    def found(self, answer: Found) -> Sequence[Act]:
        """The answer to the dialog's last `LookUp`; the caller may have spoken meanwhile."""
        ...

    def tell(self, event: Outside) -> Sequence[Act]:
        """An event from the desk: see call/outside.py."""
        ...

    def tick(self, at_ms: int) -> Sequence[Act]:
        """Time passes: the session limit and its warning."""
        ...

    def gone(self) -> Sequence[Act]:
        """The caller hung up: hand over what must not be lost. Nothing more is spoken."""
        ...

    def fail(self, *, unkept: bool = False) -> Sequence[Act]:
        """Something failed: apologise and hand the caller over. If that fails or the call was over, only apologise.

        `unkept`: a hand-over among the last acts could not be written, so that reply counts as not given.
        """
        ...


class Synthesizer(Protocol):
    """Text -> sound. Shared by all calls."""

    def speak(self, act: Spoken, language: str) -> Iterator[Speech]:
        """Yield sentences lazily: the first is ready long before the last."""
        ...


class Speaker(Protocol):
    """Plays sound to the caller. One per call."""

    @property
    def speaking(self) -> bool: ...

    def play(self, sentences: Iterable[Speech]) -> None:
        """Queue sentences behind what is already queued; returns at once."""
        ...

    def stop(self) -> None:
        """Barge-in: silent within 60 ms; the queue is dropped."""
        ...

    def played(self) -> bytes:
        """PCM that went out to the caller since the last call of this method (one frame in a replay)."""
        ...

    def close(self) -> None: ...


class Gate(Protocol):
    """Tells the caller's voice from the echo of the assistant, for a microphone without echo cancellation."""

    def hears_caller(self, caller: bytes, assistant: bytes) -> bool:
        """Both arguments are one frame of PCM: what the microphone heard and what was played at that time."""
        ...


class Meter(Protocol):
    """Measures the caller's sound, frame by frame. One per call; before its first frame there are no figures."""

    def add(self, pcm: bytes) -> None: ...

    def quality(self) -> SoundQuality | None: ...


class Recorder(Protocol):
    """Records the sound of both sides of the call."""

    def add(self, caller: bytes, assistant: bytes) -> None: ...

    def hush(self, start_ms: int, end_ms: int) -> None:
        """Make the caller silent from there to there, also in what is recorded already."""
        ...


class Ledger(Protocol):
    """What must outlive the call. A method returns when its line is on the disk, or raises JournalUnwritable."""

    def began(self, language: str) -> None: ...

    def heard(self, turn: CallerTurn) -> None: ...

    def did(self, at_ms: int, act: Act) -> None:
        """An act is carried out. A hand-over is on the disk before the words that promise it are spoken."""
        ...

    def reached(self, at_ms: int, snapshot: Snapshot) -> None:
        """How far the call has come (`Dialog.snapshot`), after each change."""

    def answered(self, at_ms: int, answer: Found) -> None:
        """A registry's answer entered the call. Its content is not written."""

    def told(self, at_ms: int, event: Outside) -> None:
        """An event from the desk entered the call."""

    def ended(self, at_ms: int, outcome: Outcome, department: str, sound: SoundQuality | None = None) -> None:
        """`sound`: how the caller's sound was; None for a call in writing."""
        ...


@dataclass(frozen=True, slots=True)
class Stages:
    """The parts of one call, except its source and its inlet (call/loop.py has these)."""

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
    meter: Meter | None = None

    @property
    def sound(self) -> SoundQuality | None:
        """How the caller's sound has been so far; None if it is not measured."""
        return self.meter.quality() if self.meter else None

    def close(self, *before: Callable[[], None]) -> Sequence[Exception]:
        """Call `before`, then close the transcriber and the speaker. All are called; their errors are returned."""
        raised = []
        for close in (*before, self.transcriber.close, self.speaker.close):
            try:
                close()
            except Exception as error:
                raised.append(error)
        return raised
