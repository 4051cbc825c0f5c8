"""Makes a recorded call from a script: a festival voice is the caller, and waits for the assistant as a person does.

    python tests/calls/make_call.py tests/calls/demo.txt tests/calls/demo.flac

A line of the script is `WHEN: TEXT`. WHEN is `after MS` (that long after the assistant fell silent) or `over MS`
(that long after the assistant began to speak: the caller interrupts). TEXT is lower-case words, Russian or English
(festival reads no digits), with `/900/` for a pause of 900 ms between them, or `...` for a pause without words. Needs
Debian's `festival`, `festvox-ru` and, for English, `festvox-us-slt-hts`.
Only the caller's side is written, with the timing that `replay` will see.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from call.events import FRAME_BYTES, FRAME_MS, SAMPLE_RATE, Frame
from engine.engine import REPLAY_VOICE, Engine
from voice.sound.recording import Recording
from voice.sound.silent_speaker import SilentSpeaker

_LETTERS = {
    "(voice_msu_ru_nsh_clunits)": set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя -"),
    "(voice_cmu_us_slt_arctic_hts)": set("abcdefghijklmnopqrstuvwxyz' "),
}
_PAUSE = re.compile(r"/(\d+)/")


@dataclass(frozen=True, slots=True)
class Line:
    over: bool
    wait_ms: int
    pcm: bytes


def read_script(path: Path, sounds: Path) -> list[Line]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]
    spoken = [line.partition(":")[2].strip() for line in lines]
    pieces = [[piece.strip() for piece in _PAUSE.split(text)] for text in spoken]
    texts = list(dict.fromkeys(piece for each in pieces for piece in each[::2] if piece != "..."))
    files = dict(zip(texts, speak(texts, sounds), strict=True))
    script = []
    for line, each in zip(lines, pieces, strict=True):
        kind, wait = line.partition(":")[0].split()
        pcm = b"".join(
            _sound(files.get(piece), pause) for piece, pause in zip(each[::2], [*each[1::2], "0"], strict=True)
        )
        script.append(Line(kind == "over", int(wait), pcm))
    return script


def _sound(file: Path | None, pause_ms: str) -> bytes:
    speech = b"".join(frame.pcm for frame in Recording(file).sound()) if file else b""
    return speech + bytes(int(pause_ms) * SAMPLE_RATE // 1000 * 2)


def speak(texts: list[str], folder: Path) -> list[Path]:
    """One WAV per text; the letters of the text choose festival's voice."""
    commands = []
    files = []
    for number, text in enumerate(texts):
        voice = next((voice for voice, letters in _LETTERS.items() if set(text) <= letters), None)
        if voice is None:
            sys.exit(f"festival reads lower-case words of one language only: {text}")
        commands.append(voice)
        files.append(folder / f"{number}.wav")
        commands += [f'(set! u (Utterance Text "{text}"))', "(utt.synth u)", f'(utt.save.wave u "{files[-1]}" \'riff)']
    script = folder / "caller.scm"
    script.write_text("\n".join(commands), encoding="utf-8")
    subprocess.run(["festival", "--batch", str(script)], check=True)
    return files


class Caller:
    """A source that times its lines by what the assistant does; it keeps what it sent."""

    def __init__(self, lines: list[Line], speaker: SilentSpeaker) -> None:
        self._lines = lines
        self._speaker = speaker
        self._noise = np.random.default_rng(0)
        self.sent = bytearray()

    def frames(self) -> Iterator[Frame]:
        for line in self._lines:
            if line.over:
                yield from self._while(lambda: not self._speaker.speaking)
            else:
                yield from self._while(lambda: self._speaker.speaking)
            yield from self._send(bytes(line.wait_ms * SAMPLE_RATE // 1000 * 2))
            yield from self._send(line.pcm)
            yield from self._send(bytes(SAMPLE_RATE * 2))  # long enough for the turn to end and the answer to begin

    def _while(self, condition: Callable[[], bool]) -> Iterator[Frame]:
        while condition():
            yield from self._send(bytes(FRAME_BYTES))

    def _send(self, pcm: bytes) -> Iterator[Frame]:
        """Send the sound with the faint noise of a line. No line has digital silence, and Vosk hears words in it."""
        pcm += bytes(-len(pcm) % FRAME_BYTES)
        noise = self._noise.normal(0, 3, len(pcm) // 2)
        pcm = np.clip(np.frombuffer(pcm, np.int16) + noise, -32768, 32767).astype(np.int16).tobytes()
        for start in range(0, len(pcm), FRAME_BYTES):
            at_ms = len(self.sent) // FRAME_BYTES * FRAME_MS
            self.sent += pcm[start : start + FRAME_BYTES]
            yield Frame(at_ms, pcm[start : start + FRAME_BYTES])


def main(script: Path, output: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, Engine(voice=REPLAY_VOICE) as engine:
        speaker = SilentSpeaker()
        caller = Caller(read_script(script, Path(folder)), speaker)
        conversation = engine.conversation(caller, speaker)
        for happening in conversation.run():
            print(happening)
        with soundfile.SoundFile(output, "w", SAMPLE_RATE, 1, "PCM_16") as file:
            file.buffer_write(bytes(caller.sent), dtype="int16")
        print(conversation.record.outcome, output, output.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
