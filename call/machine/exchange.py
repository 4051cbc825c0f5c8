"""Sound in for sound out, frame by frame: both sides recorded, the assistant's own echo kept from the caller's side."""

from call.events import FRAME_BYTES, Frame
from call.machine.played_sound import PlayedSound
from call.stages import Gate, Recorder, Speaker

_QUIET = bytes(FRAME_BYTES)


class Exchange:
    """One per call. A recorder or gate that fails is not asked again: it would cut the apology off."""

    def __init__(self, speaker: Speaker, recorder: Recorder | None, gate: Gate | None) -> None:
        self._speaker = speaker
        self._recorder = recorder
        self._gate = gate
        self._played = PlayedSound()

    def swap(self, frame: Frame) -> Frame:
        """The caller's frame, silent where it holds nothing but the echo of what was played at its time."""
        if self._recorder is None and self._gate is None:
            self._speaker.played()
            return frame
        assistant = self._played.frame(self._speaker.played())
        self._record(frame.pcm, assistant)
        return frame if self._hears_caller(frame.pcm, assistant) else Frame(frame.start_ms, _QUIET)

    def drain(self) -> None:
        """One frame of the assistant's when there are no more of the caller's."""
        self._record(_QUIET, self._played.frame(self._speaker.played()))

    def end(self) -> None:
        """Record what was played after the last frame."""
        self._record(b"", self._played.rest())

    def _record(self, caller: bytes, assistant: bytes) -> None:
        recorder, self._recorder = self._recorder, None
        if recorder:
            recorder.add(caller, assistant)
            self._recorder = recorder

    def _hears_caller(self, caller: bytes, assistant: bytes) -> bool:
        gate, self._gate = self._gate, None
        hears = gate.hears_caller(caller, assistant) if gate else True
        self._gate = gate
        return hears
