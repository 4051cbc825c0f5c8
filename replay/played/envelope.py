"""Loudness of both sides of a call over time: enough to draw it, and to see who spoke when."""

from array import array
from dataclasses import dataclass
from math import sqrt

from call.events import FRAME_MS

STEP_MS = 100
"""One value of an envelope."""
LOUDEST = 15
"""Highest value of an envelope: one hexadecimal digit."""
FULL_SCALE = 32_768


@dataclass(frozen=True, slots=True)
class Envelope:
    """A hexadecimal digit per `STEP_MS`: the square root of the peak, 0 (under -59 dBFS) to f (full scale)."""

    caller: str
    assistant: str


class EnvelopeRecorder:
    """Implements `call.stages.Recorder`: keeps peaks, and when the assistant was heard, but no sound."""

    def __init__(self) -> None:
        self._caller: list[int] = []
        self._assistant: list[int] = []
        self._frames = 0

    def add(self, caller: bytes, assistant: bytes) -> None:
        """Both sides of one frame."""
        if self._frames % (STEP_MS // FRAME_MS) == 0:
            self._caller.append(0)
            self._assistant.append(0)
        self._frames += 1
        self._caller[-1] = max(self._caller[-1], _peak(caller))
        self._assistant[-1] = max(self._assistant[-1], _peak(assistant))

    def hush(self, start_ms: int, end_ms: int) -> None:
        """A secret was said there: it is drawn as silence."""
        for step in range(start_ms // STEP_MS, min(end_ms // STEP_MS + 1, len(self._caller))):
            self._caller[step] = 0

    @property
    def envelope(self) -> Envelope:
        return Envelope("".join(map(_digit, self._caller)), "".join(map(_digit, self._assistant)))

    def assistant_silent_from(self, start_ms: int, until_ms: int) -> int:
        """End of the assistant's last sound between these times; `start_ms` if there is none."""
        steps = range(start_ms // STEP_MS, min(until_ms // STEP_MS, len(self._assistant)))
        last = max((step for step in steps if _digit(self._assistant[step]) != "0"), default=None)
        return start_ms if last is None else max(start_ms, min((last + 1) * STEP_MS, until_ms))


def _peak(pcm: bytes) -> int:
    samples = array("h", pcm)
    return max(max(samples), -min(samples)) if samples else 0


def _digit(peak: int) -> str:
    return f"{min(LOUDEST, round(sqrt(peak / FULL_SCALE) * LOUDEST)):x}"
