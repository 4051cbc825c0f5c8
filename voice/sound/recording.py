"""Recorded calls as frames: files of many formats, converted to 16 kHz mono while they are read."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from call.errors import AudioFileBroken, RecordingCut
from call.events import FRAME_BYTES, FRAME_MS, SAMPLE_RATE, Frame, Key
from voice.sound.channels import CallerChannel, choose
from voice.sound.dtmf import with_keys
from voice.sound.files.sound_file import SoundFile, look_at
from voice.sound.files.stream import SoundStream
from voice.sound.notes import RecordingNote, no_last_page, of_end, of_header

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

BLOCK_S = 1
"""Seconds of sound read at a time, so that memory does not grow with the file."""
MOST_IN_A_BLOCK = 1 << 22
"""Samples of all channels; fewer seconds are read at a time if they have more."""
RATES = range(4_000, 384_001)
"""Hertz; a header with another rate is damaged."""


class Recording:
    """A recorded call as `call.stages.Source`; every `frames()` and `sound()` opens the file again.

    What is there is read, and `notes` say what is not: docs/reference/recordings.md.

    Args:
        path: a file of any format in that page; any rate, width and number of channels.
        channel: the caller's; by default the left one, or the right one if the left is silent.
        strict: refuse a recording that may not be the whole call.

    Raises:
        AudioFileBroken: the file is missing, unreadable, empty, damaged, or not a recording.
        RecordingCut: with `strict`.
        DecoderMissing: it takes ffmpeg to read it, which is not installed.
        ChannelUnknown: it has fewer channels.
    """

    def __init__(self, path: Path, channel: CallerChannel | None = None, strict: bool = False) -> None:
        self.path = path
        self._strict = strict
        self._file = _checked(path)
        with closing(self._file.open()) as stream:
            self._frames, self._rate, self.channels = stream.frames, stream.rate, stream.channels
            if self._rate not in RATES:
                raise AudioFileBroken(f"{path}: its header claims a sample rate of {self._rate} Hz")
            if self._frames is not None and self._frames <= 0:
                raise AudioFileBroken(f"{path}: after its header it holds no sound")
            choice = choose(stream, channel, str(path))
        self._index = choice.index
        self._at_start = (*choice.notes, *self._of_header())
        self._at_end: tuple[RecordingNote, ...] = ()
        self._refuse_doubt(self._at_start)

    @property
    def duration_ms(self) -> int | None:
        """By the header; None if it does not say."""
        return None if self._frames is None else self._frames * 1000 // self._rate

    @property
    def notes(self) -> tuple[RecordingNote, ...]:
        """What to know of the reading. That a FLAC, MP3 or foreign file breaks off is known when it has been read."""
        return (*self._at_start, *self._at_end)

    def frames(self) -> Iterator[Frame | Key]:
        """`sound()` with the keys that are heard in it; frames with key tones are silent."""
        return with_keys(self.sound())

    def sound(self) -> Iterator[Frame]:
        """20 ms frames from 0 ms; only the last one is filled up with silence.

        Raises:
            AudioFileBroken: nothing can be read, or there are values that are not numbers.
            RecordingCut: with `strict`, where the sound breaks off.
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

        seen = 0
        size = min(BLOCK_S * self._rate, MOST_IN_A_BLOCK // self.channels)
        with closing(self._file.open()) as stream:
            while len(block := stream.read(size)):
                mono = block.mean(axis=1) if self._index is None else block[:, self._index].copy()
                if not numpy.isfinite(mono).all():
                    raise AudioFileBroken(f"{self.path}: sample values are not numbers after {seen / self._rate:.1f} s")
                seen += len(block)
                yield mono
        self._end(stream, seen / self._rate)

    def _end(self, stream: SoundStream, seen_s: float) -> None:
        if not seen_s:
            raise AudioFileBroken(f"{self.path}: no sound can be read from it{stream.fault and f' ({stream.fault})'}")
        note = of_end(seen_s, None if self._frames is None else self._frames / self._rate, stream.fault)
        self._at_end = (note,) if note else ()
        self._refuse_doubt(self._at_end)

    def _of_header(self) -> Iterator[RecordingNote]:
        held_s = None if self._frames is None else self._frames / self._rate
        if self._file.span and held_s and (note := of_header(self._file.span, held_s)):
            yield note
        if not self._file.has_end:
            yield no_last_page(held_s)

    def _refuse_doubt(self, notes: tuple[RecordingNote, ...]) -> None:
        for note in notes:
            if self._strict and note.is_doubt:
                raise RecordingCut(f"{self.path}: {note.text}")


def _s16(samples: "NDArray[numpy.float32]") -> bytes:
    import numpy

    pcm: bytes = numpy.clip(numpy.rint(samples * 32768.0), -32768, 32767).astype("<i2").tobytes()
    return pcm


def _checked(path: Path) -> SoundFile:
    try:
        if path.is_dir():
            raise AudioFileBroken(f"{path}: this is a folder")
        if not path.exists():
            raise AudioFileBroken(f"{path}: no such file")
        if not path.is_file():
            raise AudioFileBroken(f"{path}: this is not a regular file")
        if path.stat().st_size == 0:
            raise AudioFileBroken(f"{path}: the file is empty")
        return look_at(path)
    except OSError as error:
        raise AudioFileBroken(f"{path}: {error.strerror or 'unreadable'}") from error
