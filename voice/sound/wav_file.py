"""Writes PCM as a WAV file."""

import io
import wave
from pathlib import Path

from call.events import SAMPLE_RATE
from datafiles.result_file import check_place, write_result


def write_wav(path: Path, pcm: bytes) -> None:
    """Write 16 kHz mono s16le PCM into a WAV file; makes its folder. Raises PlaceUnwritable."""
    whole = io.BytesIO()
    with wave.open(whole, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(pcm)
    check_place(path, make_folder=True)
    write_result(path, whole.getvalue())
