"""Writes PCM as a FLAC file: nothing is lost, and it takes half of the space."""

import io
from pathlib import Path

from call.events import SAMPLE_RATE
from datafiles.result_file import write_result


def write_flac(path: Path, pcm: bytes, rate: int = SAMPLE_RATE) -> None:
    """Write mono s16le PCM; `rate` in hertz. Raises PlaceUnwritable."""
    import soundfile

    whole = io.BytesIO()
    with soundfile.SoundFile(whole, "w", rate, 1, "PCM_16", format="FLAC") as file:
        file.buffer_write(pcm, dtype="int16")
    write_result(path, whole.getvalue())
