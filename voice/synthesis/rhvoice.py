"""RHVoice through its C library (1.0 or later), if installed: the most intelligible Russian voice measured.

Debian 12 has no package; users build it (docs/decisions/007-voices.md). `OTKLIK_RHVOICE` names an installation prefix
other than /usr/local and /usr. Use one engine in one thread: more crash the library.
The structures follow RHVoice.h of the project (LGPL-2.1+); only their layout is repeated here.
"""

import ctypes
import os
from collections.abc import Iterator
from pathlib import Path

PREFERRED = {"ru": ("anna", "elena", "irina", "aleksandr"), "en": ("slt", "clb", "bdl", "alan")}

REMEDIES = dict.fromkeys(PREFERRED, "build RHVoice 1.0 or later from source and name its prefix in OTKLIK_RHVOICE")

SET_SAMPLE_RATE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_void_p)
PLAY_SPEECH = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_uint, ctypes.c_void_p)


class InitParams(ctypes.Structure):
    _fields_ = (
        ("data_path", ctypes.c_char_p),
        ("config_path", ctypes.c_char_p),
        ("resource_paths", ctypes.c_void_p),
        ("set_sample_rate", SET_SAMPLE_RATE),
        ("play_speech", PLAY_SPEECH),
        ("unused_callbacks", ctypes.c_void_p * 7),
        ("options", ctypes.c_uint),
    )


class SynthParams(ctypes.Structure):
    _fields_ = (
        ("voice_profile", ctypes.c_char_p),
        ("absolute", ctypes.c_double * 3),
        ("relative", ctypes.c_double * 3),
        ("punctuation_mode", ctypes.c_int),
        ("punctuation_list", ctypes.c_char_p),
        ("capitals_mode", ctypes.c_int),
        ("flags", ctypes.c_int),
    )


def find(language: str) -> str | None:
    """The voice's name, or None when this backend cannot speak the language here."""
    prefix = _prefix()
    if not prefix:
        return None
    voices = prefix / "share" / "RHVoice" / "voices"
    return next((name for name in PREFERRED.get(language, ()) if (voices / name / "voice.info").exists()), None)


def version(voice: str) -> str:
    """A text that changes with the installed voice."""
    prefix = _prefix() or Path()
    files = (prefix / "share" / "RHVoice" / "voices" / voice).rglob("*")
    return str(sum(path.stat().st_size for path in files))


class RHVoice:
    """The engine, in a process of its own."""

    sample_rate = 24_000

    def __init__(self) -> None:
        prefix = _prefix()
        if not prefix:
            raise OSError("RHVoice is not installed")
        self._library = library = ctypes.CDLL(str(_library(prefix)))
        library.RHVoice_new_tts_engine.restype = ctypes.c_void_p
        library.RHVoice_new_message.restype = ctypes.c_void_p
        self._blocks: list[bytes] = []
        # ctypes does not keep callbacks alive. The structure does, so it must live longer than the engine.
        self._params = InitParams(
            data_path=str(prefix / "share" / "RHVoice").encode(),
            config_path=str(prefix / "etc" / "RHVoice").encode(),
            set_sample_rate=SET_SAMPLE_RATE(self._set_sample_rate),
            play_speech=PLAY_SPEECH(self._play),
        )
        self._engine = ctypes.c_void_p(library.RHVoice_new_tts_engine(ctypes.byref(self._params)))
        if not self._engine:
            raise OSError("RHVoice does not find its data")

    def stream(self, text: str, voice: str, rate: float) -> Iterator[bytes]:
        encoded = text.encode()
        params = SynthParams(voice_profile=voice.encode(), relative=(rate, 1.0, 1.0))
        length = ctypes.c_uint(len(encoded))
        message = ctypes.c_void_p(
            self._library.RHVoice_new_message(self._engine, encoded, length, 0, ctypes.byref(params), None)
        )
        if not message:
            raise OSError("RHVoice refused the text")
        self._blocks.clear()
        spoken = self._library.RHVoice_speak(message)
        self._library.RHVoice_delete_message(message)
        if not spoken:
            raise OSError("RHVoice failed")
        yield from self._blocks

    def close(self) -> None:
        self._library.RHVoice_delete_tts_engine(self._engine)

    def _set_sample_rate(self, rate: int, _data: int | None) -> int:
        self.sample_rate = rate
        return 1

    def _play(self, samples: int, count: int, _data: int | None) -> int:
        self._blocks.append(ctypes.string_at(samples, count * 2))
        return 1


def _prefix() -> Path | None:
    named = os.environ.get("OTKLIK_RHVOICE")
    prefixes = [Path(named)] if named else [Path("/usr/local"), Path("/usr")]
    return next((prefix for prefix in prefixes if _library(prefix)), None)


def _library(prefix: Path) -> Path | None:
    found = [*prefix.glob("lib/libRHVoice.so*"), *prefix.glob("lib/*/libRHVoice.so*")]
    return min(found) if found else None
