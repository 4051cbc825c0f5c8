"""Both sides of a call as one stereo WAV: the caller left, the assistant right."""

import os
import struct
from array import array
from pathlib import Path
from types import TracebackType

from call.errors import PlaceRefused, RecordingUnwritable
from call.events import SAMPLE_RATE
from call.private_file import open_private
from call.result_file import unwritable

FLUSH_BYTES = SAMPLE_RATE * 2
"""One second of one side: how much a crash can cost."""
HEADER_BYTES = 44
FRAME_SIZE = 4
"""Bytes of one sample of both sides."""
_RIFF = b"RIFF"
"""How a WAV begins; a process that was killed within the first second left zeros."""


class CallRecorder:
    """`call.stages.Recorder` into a file that plays up to its last second even if this process is killed.

    Its owner only can read it.
    The caller's side is the clock. The assistant's sound lies where it was played: what comes short is silence, what
    comes too early (a loudspeaker that reports two frames at once) waits for its time.

    Raises:
        PlaceUnwritable: by the constructor, which makes the folder.
        PlaceRefused: the place holds something else than a recording.
        RecordingUnwritable: later, for instance on a full disk.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._caller = bytearray()
        self._assistant = bytearray()
        self._written = 0
        with unwritable(path):
            self._file = os.fdopen(open_private(path), "r+b", buffering=0)
            self._begin()

    def _begin(self) -> None:
        """An older recording is replaced; whatever else stands in the place (a journal, say) is kept."""
        if self._file.read(len(_RIFF)) not in (b"", _RIFF, bytes(len(_RIFF))):
            self._file.close()
            raise PlaceRefused(f"{self.path} is there already and is no recording")
        self._file.truncate(0)

    def add(self, caller: bytes, assistant: bytes) -> None:
        """One moment of the call: what the microphone heard and what was played meanwhile, s16le of any length."""
        self._caller += caller
        self._assistant += assistant
        self._assistant += bytes(max(0, len(self._caller) - len(self._assistant)))
        if len(self._caller) >= FLUSH_BYTES:
            self._write(len(self._caller))

    def close(self) -> None:
        """Write what is left, the assistant's last words included. A second close does nothing."""
        if self._file.closed:
            return
        with self._file:
            self._write(max(len(self._caller), len(self._assistant)))

    def __enter__(self) -> "CallRecorder":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _write(self, length: int) -> None:
        stereo = array("h", bytes(2 * length))
        stereo[0::2] = _side(self._caller, length)
        stereo[1::2] = _side(self._assistant, length)
        try:
            self._file.seek(HEADER_BYTES + self._written)
            if self._file.write(stereo.tobytes()) < 2 * length:
                raise OSError("the disk took only a part")
            self._written += 2 * length
            # The header last: whenever the process dies, it promises no more sound than there is.
            self._file.seek(0)
            self._file.write(_header(self._written))
        except OSError as error:
            raise RecordingUnwritable(f"{self.path}: the recording of the call cannot be written") from error


def _header(data_bytes: int) -> bytes:
    """RIFF/WAVE, PCM, two channels of 16 bits."""
    form = struct.pack("<4sI4s", _RIFF, HEADER_BYTES - 8 + data_bytes, b"WAVE")
    rate = (SAMPLE_RATE, SAMPLE_RATE * FRAME_SIZE)
    sound = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 2, *rate, FRAME_SIZE, 16)
    return form + sound + struct.pack("<4sI", b"data", data_bytes)


def _side(pending: bytearray, length: int) -> "array[int]":
    """Takes `length` bytes out of one side, with silence for what is missing."""
    samples = array("h", bytes(pending[:length]).ljust(length, b"\0"))
    del pending[:length]
    return samples
