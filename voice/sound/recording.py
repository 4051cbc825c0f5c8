"""Recorded calls as frames: any format libsndfile reads, converted to 16 kHz mono while it is read."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from call.errors import AudioFileBroken
from call.events import FRAME_BYTES, FRAME_MS, SAMPLE_RATE, Frame, Key
from voice.sound.dtmf import with_keys

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

BLOCK_S = 1
"""Seconds of sound read at a time, so that memory does not grow with the file."""
RATES = range(4_000, 384_001)
"""Hertz; a header with another rate is damaged."""
UNFINISHED = (0, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF)
"""Data sizes that programs write into a WAV header when they do not know the length: read to the end of the file."""
UNCLAIMED_S = 3
"""If more seconds of sound follow the data size of the header, the header is wrong.
A recorder that died between two updates of its header leaves less."""


class Recording:
    """A recorded call as `call.stages.Source`; every `frames()` and `sound()` opens the file again.

    A header that promises more sound than the file holds is refused, although libsndfile would read the rest: a test
    on half a call proves nothing. A header that hides more than `UNCLAIMED_S` of sound is refused too. After an
    unfinished header (`UNFINISHED`) the file is read to its end.

    Args:
        path: WAV, FLAC, OGG, AIFF, AU, MP3 or another format of libsndfile; any rate, width and number of channels.
        channel: the only channel to take, from 0 (our own recordings: 0 caller, 1 assistant); None averages all.

    Raises:
        AudioFileBroken: the file is missing, unreadable, empty, damaged, or not a recording.
    """

    def __init__(self, path: Path, channel: int | None = None) -> None:
        self.path = path
        self._channel = channel
        _check_file(path)
        with self._open() as sound:
            self._frames = int(sound.frames)
            self._rate = int(sound.samplerate)
            self.channels = int(sound.channels)
        if self._rate not in RATES:
            raise AudioFileBroken(f"{path}: its header claims a sample rate of {self._rate} Hz")
        if self._frames <= 0:
            raise AudioFileBroken(f"{path}: after its header it holds no sound")
        if channel is not None and not 0 <= channel < self.channels:
            raise AudioFileBroken(f"{path}: it has {self.channels} channel(s), there is no channel {channel}")

    @property
    def duration_ms(self) -> int:
        return self._frames * 1000 // self._rate

    def frames(self) -> Iterator[Frame | Key]:
        """`sound()` with the keys that are heard in it; frames with key tones are silent."""
        return with_keys(self.sound())

    def sound(self) -> Iterator[Frame]:
        """20 ms frames from 0 ms; only the last one is filled up with silence.

        Raises:
            AudioFileBroken: the sound ends before the promised length, or holds values that are not numbers.
        """
        start_ms = 0
        pending = b""
        for pcm in self._pcm():
            pending += pcm
            whole = len(pending) - len(pending) % FRAME_BYTES
            for at in range(0, whole, FRAME_BYTES):
                yield Frame(start_ms, pending[at : at + FRAME_BYTES])
                start_ms += FRAME_MS
            pending = pending[whole:]
        if pending:
            yield Frame(start_ms, pending.ljust(FRAME_BYTES, b"\0"))

    def _pcm(self) -> Iterator[bytes]:
        import soxr

        resampler = soxr.ResampleStream(self._rate, SAMPLE_RATE, 1, dtype="float32")
        held = None
        for block in self._mono_blocks():
            if held is not None:
                yield _s16(resampler.resample_chunk(held))
            held = block
        yield _s16(resampler.resample_chunk(held, last=True))

    def _mono_blocks(self) -> "Iterator[NDArray[numpy.float32]]":
        import numpy
        import soundfile

        seen = 0
        with self._open() as sound:
            while True:
                try:
                    block = sound.read(BLOCK_S * self._rate, dtype="float32", always_2d=True)
                except (soundfile.SoundFileError, RuntimeError) as error:
                    raise AudioFileBroken(f"{self.path}: unreadable after {seen / self._rate:.1f} s") from error
                if not len(block):
                    break
                mono = block.mean(axis=1) if self._channel is None else block[:, self._channel].copy()
                if not numpy.isfinite(mono).all():
                    raise AudioFileBroken(f"{self.path}: sample values are not numbers after {seen / self._rate:.1f} s")
                seen += len(block)
                yield mono
        if seen < self._frames:
            self._refuse(seen)

    def _refuse(self, seen: int) -> None:
        promised_s, held_s = self._frames / self._rate, seen / self._rate
        raise AudioFileBroken(f"{self.path}: the header promises {promised_s:.1f} s, the sound ends at {held_s:.1f} s")

    def _open(self) -> Any:
        import soundfile

        try:
            return soundfile.SoundFile(str(self.path))
        except (soundfile.SoundFileError, TypeError, OSError, RuntimeError) as error:
            raise AudioFileBroken(f"{self.path}: this is not a recording") from error


def _s16(samples: "NDArray[numpy.float32]") -> bytes:
    import numpy

    pcm: bytes = numpy.clip(numpy.rint(samples * 32768.0), -32768, 32767).astype("<i2").tobytes()
    return pcm


def _check_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise AudioFileBroken(f"{path}: this is a folder")
        if not path.exists():
            raise AudioFileBroken(f"{path}: no such file")
        if not path.is_file():
            raise AudioFileBroken(f"{path}: this is not a regular file")
        if path.stat().st_size == 0:
            raise AudioFileBroken(f"{path}: the file is empty")
        with path.open("rb") as file:
            _check_wav_sizes(path, file, path.stat().st_size)
    except OSError as error:
        raise AudioFileBroken(f"{path}: {error.strerror or 'unreadable'}") from error


def _check_wav_sizes(path: Path, file: BinaryIO, file_bytes: int) -> None:
    """Compare the RIFF chunks with the size of the file; other formats are left to libsndfile."""
    riff = file.read(12)
    if riff[:4] != b"RIFF" or riff[8:] != b"WAVE":
        return
    bytes_per_s = 0
    while len(head := file.read(8)) == 8:
        kind, size = head[:4], struct.unpack("<I", head[4:])[0]
        start = file.tell()
        if kind == b"fmt ":
            bytes_per_s = struct.unpack("<I", file.read(16).ljust(16, b"\0")[8:12])[0]
        if kind == b"data":
            _check_data_size(path, size, file_bytes - start, bytes_per_s)
            return
        file.seek(start + size + size % 2)
    raise AudioFileBroken(f"{path}: a WAV header without sound behind it")


def _check_data_size(path: Path, promised: int, held: int, bytes_per_s: int) -> None:
    if promised in UNFINISHED:
        return
    if promised > held:
        raise AudioFileBroken(f"{path}: the header promises {promised} bytes of sound, the file holds {held}")
    if bytes_per_s and held - promised > UNCLAIMED_S * bytes_per_s:
        raise AudioFileBroken(f"{path}: the header promises {promised} bytes of sound, {held} follow it")
