"""festival with `festvox-ru`: the best voice that is one `apt-get install` away.

One `festival --pipe` child lives as long as the worker. Its dangers, and what we do about them:
- The text goes into a Scheme string, and a quote would turn it into code. So only letters and a few marks pass.
- An unknown symbol makes synthesis fail, and the sound of the previous text would stay. So synthesis and saving are
  one expression, and the sound file is emptied first.
- Without `fflush` the pipe blocks. So every command flushes and ends with a marker line; answers are read up to it.
- A sound file on disk would keep what was said to a caller. So the file is anonymous memory.
The voice cannot change its speech rate; the parent process stretches the sound (voice/synthesis/pacing.py).
"""

import io
import os
import re
import shutil
import subprocess
import wave
from collections.abc import Iterator
from pathlib import Path

VOICES = Path("/usr/share/festival/voices")
FOLDERS = {"ru": "russian", "en": "english"}
SPEAKABLE = {"ru": "а-яё", "en": "a-z'"}
MARKER = "@@otklik@@"

REMEDIES = {"ru": "apt-get install festival festvox-ru", "en": "apt-get install festival festvox-kallpc16k"}


def find(language: str) -> str | None:
    """The voice's name, "ru/msu_ru_nsh_clunits", or None when this backend cannot speak the language here."""
    if not shutil.which("festival"):
        return None
    installed = sorted(VOICES.glob(f"{FOLDERS.get(language, '-')}/*/festvox/*.scm"))
    names = [path.stem for path in installed if path.stem == path.parent.parent.name]
    return f"{language}/{names[0]}" if names else None


def version(voice: str) -> str:
    """A text that changes with the installed voice."""
    language, name = voice.split("/")
    folder = VOICES / FOLDERS[language] / name
    return str(sum(path.stat().st_size for path in folder.glob("festival/*/*")))


class Festival:
    """One festival process."""

    sample_rate = 16_000

    def __init__(self) -> None:
        self._sound = os.memfd_create("speech")
        self._loaded = ""
        self._process = subprocess.Popen(
            ["festival", "--pipe"],  # noqa: S607 (found on PATH by find())
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=[self._sound],
        )

    def stream(self, text: str, voice: str, rate: float) -> Iterator[bytes]:
        language, name = voice.split("/")
        if name != self._loaded:
            self._run(f"(voice_{name})")
            self._loaded = name
        os.ftruncate(self._sound, 0)
        file = f"/proc/self/fd/{self._sound}"
        self._run(f"""(utt.save.wave (utt.synth (Utterance Text "{speakable(text, language)}")) "{file}" 'riff)""")
        size = os.fstat(self._sound).st_size
        if not size:
            raise OSError("festival made no sound")
        with wave.open(io.BytesIO(os.pread(self._sound, size, 0))) as sound:
            self.sample_rate = sound.getframerate()
            yield sound.readframes(sound.getnframes())

    def close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.wait()
        os.close(self._sound)

    def _run(self, command: str) -> None:
        requests, answers = self._process.stdin, self._process.stdout
        if not requests or not answers:
            raise EOFError
        requests.write(f'{command}\n(format t "\\n{MARKER}\\n")\n(fflush nil)\n'.encode())
        requests.flush()
        while (line := answers.readline()).strip() != MARKER.encode():
            if not line:
                raise EOFError("festival ended")


def speakable(text: str, language: str) -> str:
    """Keep only lower-case letters of the language, stress marks (+) and pauses: nothing that Scheme reads as code."""
    kept = re.sub(f"[^{SPEAKABLE[language]}+.,?! -]", " ", text.lower().replace(";", ",").replace(":", ","))
    return " ".join(re.sub(r"(?<!\S)[.,?!+-]+(?=\s|$)", " ", kept).split())
