"""G.722, the wideband codec of telephones: 64 kbit/s without a header."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice.sound.files.stream import Samples

RATE = 16_000
BITS_PER_S = 64_000
SAMPLES_PER_BYTE = 2


class G722Stream:
    """Implements `SoundStream`. Raises OSError."""

    rate = RATE
    channels = 1

    def __init__(self, path: Path) -> None:
        from G722 import G722

        self.frames: int | None = path.stat().st_size * SAMPLES_PER_BYTE
        self.fault = ""
        self._file = path.open("rb")
        self._decoder = G722(RATE, BITS_PER_S)

    def read(self, frames: int) -> "Samples":
        import numpy

        coded = self._file.read(frames // SAMPLES_PER_BYTE)
        pcm = numpy.frombuffer(self._decoder.decode(coded), numpy.int16) if coded else numpy.empty(0, numpy.int16)
        return pcm.astype(numpy.float32)[:, None] / numpy.float32(32_768)

    def close(self) -> None:
        self._file.close()
