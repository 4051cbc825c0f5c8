"""Writes a sound of ours as a WAV."""

from pathlib import Path

from call.errors import AudioFileBroken
from call.events import SAMPLE_RATE


def write_wav(path: Path, pcm: bytes) -> None:
    """16 kHz mono s16le PCM into a WAV file. AudioFileBroken when the place cannot be written."""
    import soundfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with soundfile.SoundFile(path, "w", SAMPLE_RATE, 1, "PCM_16", format="WAV") as file:
            file.buffer_write(pcm, dtype="int16")
    except (OSError, soundfile.LibsndfileError) as error:
        raise AudioFileBroken(f"{path}: the WAV cannot be written") from error
