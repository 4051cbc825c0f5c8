"""A recorded caller who waits: for recordings that were made against another system, whose answers had other lengths.

What the caller says and presses is cut out of the recording and said when the assistant has finished. The same
recording and the same assistant give the same sound.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from call.events import FRAME_BYTES, FRAME_MS, SAMPLE_RATE, Frame, Key, Utterance
from call.stages import TurnCue
from voice.sound.recording import Recording
from voice.turns.segmenter import Segmenter

BEFORE_MS = 300
AFTER_MS = 300
"""Of the recording, around what is said."""
QUIET_MS = 600
"""After the assistant's last word."""
PATIENCE_MS = 7_000
"""Silence after which the caller goes on although no answer came."""
LAST_MS = 1_500
"""After the assistant's last word at the end of the call."""
FAINTEST = 3.0
"""Noise where nothing is said (steps of 16 bits): no line has digital silence."""
LOOP_MS = 1_000


@dataclass(frozen=True, slots=True)
class CallerPiece:
    """Something that the caller said or pressed."""

    recorded_ms: int
    """Where it begins in the recording."""
    items: tuple[Frame | Key, ...]

    @property
    def length_ms(self) -> int:
        return FRAME_MS * sum(isinstance(item, Frame) for item in self.items)


class AdaptedRecording:
    """Implements `call.stages.Source`.

    Args:
        speaks: is the assistant speaking?

    Raises what `recording` raises.
    """

    def __init__(self, recording: Recording, speaks: Callable[[], bool]) -> None:
        self._pieces = tuple(pieces(recording.frames()))
        self._speaks = speaks
        self._noise = _noise()
        self._now_ms = 0
        self.places: list[tuple[int, int, int]] = []
        """Of every piece so far: its place in the call, its place in the recording, its length (ms)."""

    def frames(self) -> Iterator[Frame | Key]:
        for piece in self._pieces:
            yield from self._until_quiet(QUIET_MS)
            self.places.append((self._now_ms, piece.recorded_ms, piece.length_ms))
            for item in piece.items:
                yield self._next(item)
        yield from self._until_quiet(LAST_MS)

    @property
    def unheard(self) -> int:
        """Pieces that have not been said."""
        return len(self._pieces) - len(self.places)

    def call_ms(self, recorded_ms: int) -> int:
        """The time in the call of a time in the recording; between two pieces, the end of the first."""
        before = [place for place in self.places if place[1] <= recorded_ms]
        if not before:
            return 0
        call_ms, start_ms, length_ms = before[-1]
        return call_ms + min(recorded_ms - start_ms, length_ms)

    def _until_quiet(self, quiet_ms: int) -> Iterator[Frame]:
        silent_ms, spoke = 0, False
        while silent_ms < (quiet_ms if spoke else PATIENCE_MS):
            speaks = self._speaks()
            spoke |= speaks
            silent_ms = 0 if speaks else silent_ms + FRAME_MS
            start = self._now_ms % LOOP_MS // FRAME_MS * FRAME_BYTES
            yield self._timed(self._noise[start : start + FRAME_BYTES])

    def _next(self, item: Frame | Key) -> Frame | Key:
        return Key(self._now_ms, item.digit) if isinstance(item, Key) else self._timed(item.pcm)

    def _timed(self, pcm: bytes) -> Frame:
        frame = Frame(self._now_ms, pcm)
        self._now_ms += FRAME_MS
        return frame


def pieces(items: Iterator[Frame | Key]) -> Iterator[CallerPiece]:
    """What the caller said, by the voice detector, and the keys; pieces that touch are one."""
    everything = list(items)
    frames = [item for item in everything if isinstance(item, Frame)]
    spans = sorted([*_spoken(frames), *((item.at_ms, item.at_ms) for item in everything if isinstance(item, Key))])
    joined: list[list[int]] = []
    for start_ms, end_ms in spans:
        first, last = max(0, start_ms - BEFORE_MS), end_ms + AFTER_MS
        if joined and first <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], last)
        else:
            joined.append([first, last])
    for first, last in joined:
        inside = tuple(item for item in everything if first <= _at(item) < last)
        yield CallerPiece(next(_at(item) for item in inside), inside)


def _at(item: Frame | Key) -> int:
    return item.at_ms if isinstance(item, Key) else item.start_ms


def _spoken(frames: list[Frame]) -> Iterator[tuple[int, int]]:
    segmenter, cue = Segmenter(), TurnCue()
    found = [segmenter.push(frame, cue) for frame in frames]
    for event in (*found, segmenter.flush()):
        if isinstance(event, Utterance):
            yield event.start_ms, event.end_ms


def _noise() -> bytes:
    samples = np.random.default_rng(0).normal(0, FAINTEST, LOOP_MS * SAMPLE_RATE // 1000)
    return samples.round().astype("<i2").tobytes()
