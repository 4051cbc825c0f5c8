"""eSpeak NG from the `espeakng-loader` wheel: always there, fast, robotic; no system package.

Each text is spoken in a forked child, with the library in synchronous mode. There are two reasons:
- eSpeak keeps the phase of its flutter and pitch from one utterance to the next, even through `espeak_Terminate`, so
  the same text would give other samples each time. A child of a process that has never spoken gives the same bytes.
- A text that crashes the library ends the child, not the worker.
In synchronous mode the library starts no threads, so the fork is safe.
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

VOICES = {"ru": "ru", "en": "en-us"}
WORDS_PER_MINUTE = 150
"""The clearest rate measured (docs/decisions/007-voices.md); eSpeak's default of 175 is too fast on a telephone."""
BUFFER_MS = 60
SYNCHRONOUS = 2
DONT_EXIT = 0x8000
UTF8_WITH_PHONEMES = 0x101
"""espeakCHARS_UTF8 | espeakPHONEMES: text in [[ ]] is phonemes."""
RATE_PARAMETER = 1
CHARACTERS = 1

CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)

REMEDIES = dict.fromkeys(VOICES, "pip install espeakng-loader")


def find(language: str) -> str | None:
    """The voice's name, or None when this backend cannot speak the language here."""
    return VOICES.get(language) if find_spec("espeakng_loader") else None


def version(voice: str) -> str:
    """A text that changes with the library and its dictionaries."""
    import espeakng_loader

    dictionary = Path(espeakng_loader.get_data_path()) / f"{voice[:2]}_dict"
    return f"{Path(espeakng_loader.get_library_path()).stat().st_size}-{dictionary.stat().st_size}"


class Espeak:
    """The engine. Its process must have no other threads."""

    def __init__(self) -> None:
        import espeakng_loader

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self.sample_rate: int = self._library.espeak_Initialize(SYNCHRONOUS, BUFFER_MS, data, DONT_EXIT)
        if self.sample_rate <= 0:
            raise OSError("eSpeak NG does not find its data")

    def stream(self, text: str, voice: str, rate: float) -> Iterator[bytes]:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._speak_and_exit(writing, text, voice, rate)
        os.close(writing)
        with open(reading, "rb") as pcm:
            while block := pcm.read(1 << 16):
                yield block
        _, status = os.waitpid(child, 0)
        if status:
            raise OSError("eSpeak NG failed")

    def _speak_and_exit(self, writing: int, text: str, voice: str, rate: float) -> None:
        failed = True
        try:
            failed = self._speak(writing, text, voice, rate)
        finally:
            sys.stdout.flush()
            os._exit(failed)

    def _speak(self, writing: int, text: str, voice: str, rate: float) -> bool:
        library, encoded = self._library, text.encode()

        def take(samples: int | None, count: int, _events: int) -> int:
            if samples and count > 0:
                os.write(writing, ctypes.string_at(samples, count * 2))
            return 0

        callback = CALLBACK(take)
        library.espeak_SetSynthCallback(callback)
        if library.espeak_SetVoiceByName(voice.encode()):
            return True
        library.espeak_SetParameter(RATE_PARAMETER, round(WORDS_PER_MINUTE * rate), 0)
        size = ctypes.c_size_t(len(encoded) + 1)
        return bool(library.espeak_Synth(encoded, size, 0, CHARACTERS, 0, UTF8_WITH_PHONEMES, None, None))

    def close(self) -> None:
        self._library.espeak_Terminate()
