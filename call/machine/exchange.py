"""Each caller's frame meets the assistant's frame of the same time: for the recording, the echo gate and the meter."""

from collections.abc import Sequence

from call.events import FRAME_BYTES, Frame
from call.machine.played_sound import PlayedSound
from call.stages import Gate, Meter, Recorder, Speaker

_QUIET = bytes(FRAME_BYTES)


class Exchange:
    """One per call. A recorder, gate or meter that failed is not used again: its next error would end the apology."""

    def __init__(
        self, speaker: Speaker, recorder: Recorder | None, gate: Gate | None, meter: Meter | None = None
    ) -> None:
        self._speaker = speaker
        self._recorder = recorder
        self._gate = gate
        self._meter = meter
        self._played = PlayedSound()

    def swap(self, frame: Frame) -> Frame:
        """The caller's frame; a silent one if it holds only the echo of what was played at that time."""
        if self._recorder is None and self._gate is None:
            self._speaker.played()
            self._weigh(frame.pcm)
            return frame
        assistant = self._played.frame(self._speaker.played())
        self._record(frame.pcm, assistant)
        if not self._hears_caller(frame.pcm, assistant):
            return Frame(frame.start_ms, _QUIET)
        self._weigh(frame.pcm)
        return frame

    def drain(self) -> None:
        """One frame of the assistant's sound after the caller's sound has ended."""
        self._record(_QUIET, self._played.frame(self._speaker.played()))

    def hush(self, spans_ms: Sequence[tuple[int, int]]) -> None:
        """Silence the caller at these times of the recording: a secret was said there."""
        recorder, self._recorder = self._recorder, None
        if recorder:
            for start_ms, end_ms in spans_ms:
                recorder.hush(start_ms, end_ms)
            self._recorder = recorder

    def end(self) -> None:
        """Record what was played after the last frame."""
        self._record(b"", self._played.rest())

    def _record(self, caller: bytes, assistant: bytes) -> None:
        recorder, self._recorder = self._recorder, None
        if recorder:
            recorder.add(caller, assistant)
            self._recorder = recorder

    def _weigh(self, caller: bytes) -> None:
        meter, self._meter = self._meter, None
        if meter:
            meter.add(caller)
            self._meter = meter

    def _hears_caller(self, caller: bytes, assistant: bytes) -> bool:
        gate, self._gate = self._gate, None
        hears = gate.hears_caller(caller, assistant) if gate else True
        self._gate = gate
        return hears
