"""Both sides of a call as one stereo WAV: the caller left, the assistant right."""

import os
import struct
from array import array
from pathlib import Path
from types import TracebackType

from call.errors import PlaceRefused, RecordingUnwritable
from call.events import SAMPLE_RATE
from datafiles.private_file import open_private
from datafiles.result_file import unwritable

FLUSH_BYTES = SAMPLE_RATE * 2
"""One second of one side: a crash loses at most so much."""
HEADER_BYTES = 44
SAMPLE_BYTES = 2
FRAME_SIZE = 4
"""Bytes of one sample of both sides."""
_RIFF = b"RIFF"
"""First bytes of a WAV. A process that was killed within the first second left zeros there."""


class CallRecorder:
    """Implements `call.stages.Recorder` with a file that is complete up to the last second even after a kill.

    Only the owner can read the file. The caller's side is the clock; the assistant's sound is placed where it was
    played. What is missing becomes silence. What comes too early (a loudspeaker that reports two frames at once) waits
    for its time.

    Raises:
        PlaceUnwritable: by the constructor, which makes the folder.
        PlaceRefused: there is a file that is not a recording.
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
        """Replace an older recording; refuse any other file (a journal, for instance), and keep it."""
        if self._file.read(len(_RIFF)) not in (b"", _RIFF, bytes(len(_RIFF))):
            self._file.close()
            raise PlaceRefused(f"{self.path} is there already and is no recording")
        self._file.truncate(0)

    def add(self, caller: bytes, assistant: bytes) -> None:
        """Add what the microphone heard and what was played at that time, s16le of any length."""
        self._caller += caller
        self._assistant += assistant
        self._assistant += bytes(max(0, len(self._caller) - len(self._assistant)))
        if len(self._caller) >= FLUSH_BYTES:
            self._write(len(self._caller))

    def hush(self, start_ms: int, end_ms: int) -> None:
        """Overwrite the caller's side from there to there with silence, on the disk too. Raises RecordingUnwritable."""
        start, end = (max(0, at_ms) * SAMPLE_RATE // 1000 * SAMPLE_BYTES for at_ms in (start_ms, end_ms))
        written = self._written // 2
        if start < min(end, written):
            self._hush_written(start, min(end, written))
        first, last = max(0, start - written), min(end - written, len(self._caller))
        if first < last:
            self._caller[first:last] = bytes(last - first)

    def _hush_written(self, start: int, end: int) -> None:
        """`start`, `end`: bytes of one side."""
        place = HEADER_BYTES + 2 * start
        try:
            self._file.seek(place)
            stereo = array("h", self._file.read(2 * (end - start)))
            stereo[0::2] = array("h", bytes(2 * len(stereo[0::2])))
            self._file.seek(place)
            if self._file.write(stereo.tobytes()) < len(stereo) * SAMPLE_BYTES:
                raise OSError("the disk took only a part")
            os.fsync(self._file.fileno())
        except OSError as error:
            raise RecordingUnwritable(f"{self.path}: the recording of the call cannot be written") from error

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
            # The header comes last: whenever the process dies, it promises no more sound than there is.
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
    """Remove `length` bytes from one side; what is missing is filled with silence."""
    samples = array("h", bytes(pending[:length]).ljust(length, b"\0"))
    del pending[:length]
    return samples
