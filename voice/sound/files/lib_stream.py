"""Formats that libsndfile reads."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from call.errors import AudioFileBroken
from voice.sound.files.file_part import FilePart

if TYPE_CHECKING:
    from voice.sound.files.stream import Samples

UNTOLD = 1 << 62
"""libsndfile gives a number beyond this for the frames of a file that does not say how many it has."""


@dataclass(frozen=True, slots=True)
class RawFormat:
    """What a file without a header holds: the subtype in libsndfile's words, and hertz; one channel."""

    subtype: str
    rate: int


class LibStream:
    """Implements `SoundStream`.

    Args:
        source: a file, or an object that reads like one.
        raw: the file has no header.

    Raises:
        AudioFileBroken: libsndfile does not know the format, or cannot read the header.
    """

    def __init__(self, source: Path | FilePart, raw: RawFormat | None = None) -> None:
        # A descriptor: names in any bytes can be opened, and their endings mean nothing.
        self._source = os.open(source, os.O_RDONLY) if isinstance(source, Path) else source
        try:
            self._sound = self._opened(raw)
        except AudioFileBroken as error:
            self._close_source()
            path = source if isinstance(source, Path) else source.path
            raise AudioFileBroken(f"{path}: this is not a recording") from error
        self.rate = int(self._sound.samplerate)
        self.channels = int(self._sound.channels)
        frames = int(self._sound.frames)
        self.frames = frames if frames < UNTOLD else None
        self.fault = ""
        self._ended = False

    def _opened(self, raw: RawFormat | None) -> Any:
        import soundfile

        how = {"format": "RAW", "subtype": raw.subtype, "samplerate": raw.rate, "channels": 1} if raw else {}
        try:
            sound = soundfile.SoundFile(self._source, closefd=False, **how)
        except (soundfile.SoundFileError, TypeError, OSError, RuntimeError) as error:
            raise AudioFileBroken("libsndfile cannot open it") from error
        # Else soundfile seeks after every read: a click in an MP3, an error at the end of a FLAC of untold length.
        sound.seekable = lambda: False
        return sound

    def read(self, frames: int) -> "Samples":
        import numpy
        import soundfile

        block = numpy.full((frames, self.channels), numpy.nan, numpy.float32)
        if self._ended:
            return block[:0]
        try:
            return block[: len(self._sound.read(out=block))]
        except (soundfile.SoundFileError, RuntimeError):
            self._ended = True
            self.fault = "cut or damaged"
            return block[: int(numpy.isnan(block[:, 0]).cumsum().searchsorted(1))]  # what came before the error

    def close(self) -> None:
        self._sound.close()
        self._close_source()

    def _close_source(self) -> None:
        if isinstance(self._source, int):
            os.close(self._source)
        else:
            self._source.close()
