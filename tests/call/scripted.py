"""A call without models: the caller's words are labels, each lasting a given time. The rest is the real engine."""

from collections.abc import Iterator
from dataclasses import dataclass

from call.acts import Spoken
from call.errors import SynthesisFailed
from call.events import FRAME_BYTES, FRAME_MS, Decision, Expect, Frame, RankedIntent, Speech, Transcript, Understanding

LOUD = b"\x01\x10" * (FRAME_BYTES // 2)
QUIET = bytes(FRAME_BYTES)


@dataclass(frozen=True)
class Line:
    """`label` is both the recognised text and its intent; an empty label is a cough."""

    at_ms: int
    label: str
    for_ms: int = 600


class ScriptedCaller:
    """Source, transcriber and understander in one, because only the script knows what is said when."""

    def __init__(self, *lines: Line, until_ms: int) -> None:
        self._lines = lines
        self._until_ms = until_ms
        self._now_ms = 0
        self._text = ""

    def is_speech(self, pcm: bytes) -> bool:
        return pcm[:2] == LOUD[:2]

    def frames(self) -> Iterator[Frame]:
        for start_ms in range(0, self._until_ms, FRAME_MS):
            self._now_ms = start_ms
            said = [line for line in self._lines if line.at_ms <= start_ms < line.at_ms + line.for_ms]
            if said:
                self._text = said[0].label
            yield Frame(start_ms, LOUD if said else QUIET)

    def start(self, language: str, expects: Expect) -> None: ...

    def feed(self, pcm: bytes) -> None: ...

    def partial(self) -> str:
        return self._text

    def finish(self, expects: Expect) -> Transcript:
        return self._transcript("ru")

    def hear(self, pcm: bytes, language: str, expects: Expect) -> Transcript:
        return Transcript("", (), 0.0, (), language)

    def close(self) -> None: ...

    def _transcript(self, language: str) -> Transcript:
        return Transcript(self._text, (), 1.0 if self._text else 0.0, (self._text,), language)

    def understand(self, transcript: Transcript, expects: Expect) -> Understanding:
        label = transcript.text.split()[0] if transcript.text else "out_of_scope"
        decision = Decision.REJECT if label == "out_of_scope" else Decision.ACCEPT
        return Understanding(label, 1.0, (RankedIntent(label, 1.0),), (), decision)

    def complete(self, text: str, language: str, expects: Expect) -> bool | None:
        return None

    def interrupts(self, text: str, language: str, expects: Expect) -> bool:
        return text != "угу"


class Tone:
    """A synthesizer that needs no voice: 20 ms of sound per character."""

    def speak(self, act: Spoken, language: str) -> Iterator[Speech]:
        yield Speech(act.text, LOUD * len(act.text))


class BrokenVoice:
    """A synthesizer that makes `good` sentences and then fails."""

    def __init__(self, good: int) -> None:
        self._left = good

    def speak(self, act: Spoken, language: str) -> Iterator[Speech]:
        if self._left <= 0:
            raise SynthesisFailed("no voice is left")
        self._left -= 1
        yield Speech(act.text, LOUD * 50)
