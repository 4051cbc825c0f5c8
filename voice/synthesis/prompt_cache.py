"""Sound that need not be made again: recordings by people, and synthesised prompts on disk.

A recording `<hotline>/<language>/prompts/<prompt id>.wav` replaces synthesis. The name of a synthesised sentence is the
hash of everything that determines its sound. Only fixed prompts go to the disk: texts made for a call may hold personal
data and stay in memory.
"""

import contextlib
import hashlib
import os
import re
import tempfile
import threading
from collections import OrderedDict
from pathlib import Path

from call.errors import AudioFileBroken
from call.events import SAMPLE_RATE
from voice.synthesis.backends import Voice

FORMAT = b"otklik speech 1\n"
DIGEST_BYTES = hashlib.sha256().digest_size
SAFE_ID = re.compile(r"[\w-]+(\.[\w-]+)*")


def default_folder() -> Path:
    """`OTKLIK_CACHE`, or the user's cache folder."""
    named = os.environ.get("OTKLIK_CACHE")
    if named:
        return Path(named) / "voices"
    import platformdirs

    return Path(platformdirs.user_cache_dir("otklik")) / "voices"


def key(voice: Voice, rate: float, text: str) -> str:
    """The cache name of a sentence's sound; `text` is normalised and has its stress marks."""
    parts = (voice.backend, voice.version, voice.name, f"{rate:.3f}", text)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class PromptCache:
    """PCM files with checksums. Several processes may share the folder: a file appears complete or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        """None if there is no such entry or it is damaged."""
        try:
            entry = self._file(name).read_bytes()
        except OSError:
            return None
        header, pcm = entry[: len(FORMAT) + DIGEST_BYTES], entry[len(FORMAT) + DIGEST_BYTES :]
        return pcm if header == FORMAT + hashlib.sha256(pcm).digest() else None

    def put(self, name: str, pcm: bytes) -> None:
        """Store the sound. A full or read-only disk is no error: the next call only has to make the sound again."""
        file = self._file(name)
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as temporary:
                try:
                    temporary.write(FORMAT + hashlib.sha256(pcm).digest() + pcm)
                    temporary.close()
                    os.replace(temporary.name, file)
                except OSError:
                    os.unlink(temporary.name)
                    raise

    def _file(self, name: str) -> Path:
        return self._folder / name[:2] / f"{name}.pcm"


class MemoryCache:
    """The most recently used sound, up to `size_bytes`. It dies with the process, so it may hold personal data."""

    def __init__(self, size_bytes: int) -> None:
        self._room = size_bytes
        self._entries: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: str) -> bytes | None:
        with self._lock:
            if name in self._entries:
                self._entries.move_to_end(name)
            return self._entries.get(name)

    def put(self, name: str, pcm: bytes) -> bytes:
        """Store the sound, and return it."""
        with self._lock:
            self._room += len(self._entries.pop(name, b"")) - len(pcm)
            self._entries[name] = pcm
            while self._room < 0 and self._entries:
                self._room += len(self._entries.popitem(last=False)[1])
        return pcm


def find_recording(hotline: Path, language: str, prompt: str) -> Path | None:
    """The recording of a prompt, if there is one."""
    if not SAFE_ID.fullmatch(prompt):
        return None
    file = hotline / language / "prompts" / f"{prompt}.wav"
    return file if file.is_file() else None


def read_recording(file: Path) -> bytes:
    """PCM (16 kHz, mono, s16le) of a recording of any rate, width and number of channels.

    Raises:
        AudioFileBroken: it is not a sound file, or empty.
    """
    import numpy as np
    import soundfile
    import soxr

    try:
        samples, sample_rate = soundfile.read(file, dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, OSError) as error:
        raise AudioFileBroken(f"{file} is not a recording") from error
    if not len(samples):
        raise AudioFileBroken(f"{file} holds no sound")
    mono = soxr.resample(samples.mean(axis=1), sample_rate, SAMPLE_RATE)
    pcm: bytes = (np.clip(mono, -1, 1) * 32767).astype("<i2").tobytes()
    return pcm
