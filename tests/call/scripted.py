"""A call without models: the caller's words are labels, each lasting a given time. The rest is the real engine."""

from collections.abc import Iterator
from dataclasses import dataclass

from call.acts import Spoken
from call.errors import SynthesisFailed
from call.events import (
    FRAME_BYTES,
    FRAME_MS,
    Continues,
    Decision,
    Expect,
    Frame,
    RankedIntent,
    Speech,
    Transcript,
    Understanding,
    WholeTurn,
    Word,
)

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
        self._words: list[Word] = []
        """Of the utterance that is being heard: a line is one word, however many it is written with."""
        self._fed_ms = 0
        self._last = -1
        """Index of the line that was heard last."""

    def is_speech(self, pcm: bytes) -> bool:
        return pcm[1:2] == LOUD[1:2]

    def frames(self) -> Iterator[Frame]:
        """The sound of a line holds its index, so that it is heard again in the same sound."""
        for start_ms in range(0, self._until_ms, FRAME_MS):
            said = [at for at, line in enumerate(self._lines) if line.at_ms <= start_ms < line.at_ms + line.for_ms]
            yield Frame(start_ms, bytes((said[0], LOUD[1])) * (FRAME_BYTES // 2) if said else QUIET)

    def start(self, language: str, expects: Expect) -> None:
        self._words, self._fed_ms, self._last = [], 0, -1

    def feed(self, pcm: bytes) -> None:
        for place in range(0, len(pcm), FRAME_BYTES):
            if self.is_speech(pcm[place:]) and pcm[place] != self._last:
                self._last = pcm[place]
                label = self._lines[self._last].label
                self._words += [Word(label, self._fed_ms, self._fed_ms + FRAME_MS, 1.0)] if label else []
            self._fed_ms += FRAME_MS

    def partial(self) -> str:
        return " ".join(word.text for word in self._words)

    def finish(self, expects: Expect) -> Transcript:
        text = self.partial()
        return Transcript(text, tuple(self._words), 1.0 if text else 0.0, (text,) if text else (), "ru")

    def hear(self, pcm: bytes, language: str, expects: Expect) -> Transcript:
        return Transcript("", (), 0.0, (), language)

    def close(self) -> None: ...

    def understand(self, transcript: Transcript, expects: Expect) -> Understanding:
        label = transcript.text.split()[0] if transcript.text else "out_of_scope"
        decision = Decision.REJECT if label == "out_of_scope" else Decision.ACCEPT
        return Understanding(label, 1.0, (RankedIntent(label, 1.0),), (), decision)

    def complete(self, text: str, language: str, expects: Expect) -> bool | None:
        return None

    def whole(self, first: Transcript, second: Transcript, joined: Transcript, expects: Expect) -> WholeTurn | None:
        return WholeTurn(joined, Continues.JOINED)

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
