"""Piper, a neural voice, when a voice file is given: `OTKLIK_PIPER_RU` or `OTKLIK_PIPER_EN` names its .onnx file.

`pip install piper-tts`, then `python -m piper.download_voices ru_RU-irina-medium` on a machine with internet; nothing
is downloaded here. By design its sound differs from run to run; with the noise at zero replays give equal sound.
"""

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from call.labels import LANGUAGES

REMEDIES = {
    language: f"pip install piper-tts, download a voice and name its .onnx file in OTKLIK_PIPER_{language.upper()}"
    for language in LANGUAGES
}


def find(language: str) -> str | None:
    """The path of the voice file, or None when this backend cannot speak the language here."""
    named = os.environ.get(f"OTKLIK_PIPER_{language.upper()}")
    return named if named and Path(named).is_file() and find_spec("piper") else None


def version(voice: str) -> str:
    """A text that changes with the voice file."""
    return str(Path(voice).stat().st_size)


class Piper:
    """The voices that were used so far stay loaded."""

    sample_rate = 22_050

    def __init__(self) -> None:
        self._voices: dict[str, Any] = {}

    def stream(self, text: str, voice: str, rate: float) -> Iterator[bytes]:
        from piper import PiperVoice, SynthesisConfig  # type: ignore[import-not-found,unused-ignore]

        if voice not in self._voices:
            self._voices[voice] = PiperVoice.load(voice)
        config = SynthesisConfig(length_scale=1 / rate, noise_scale=0.0, noise_w_scale=0.0)
        for chunk in self._voices[voice].synthesize(text, syn_config=config):
            self.sample_rate = chunk.sample_rate
            yield chunk.audio_int16_bytes

    def close(self) -> None:
        self._voices.clear()
