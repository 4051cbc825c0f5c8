"""CPU seconds per second of audio: the whole engine compared with bare warm Vosk, on the same sound in the same run.

    .venv/bin/python benchmarks/throughput.py [--rounds 5] [--smoke] [CALL...]

Without CALL the calls of tests/calls are used.

Bare Vosk: one warm recogniser of the shipped model with word times, fed every 20 ms frame. The engine: VAD, the
recogniser that it hears with (adapted if there is such a model, with the noise floor) behind the VAD, understanding,
dialog, prompts from the cache. Both run on the speech of the calls, joined with pauses of 2 s (mostly speech), and on
the same speech with 60 % silence. Rounds alternate (A B, A B, ...); medians are printed. The CPU of the voice process
counts for the engine. The exit code is 1 if an aim is missed.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import vosk

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import add_calls, arguments, calls_of
from call.events import FRAME_BYTES, FRAME_MS, SAMPLE_RATE, Frame, Utterance
from call.stages import TurnCue
from engine.engine import REPLAY_VOICE, Engine
from models.store import locate
from replay.archive.sound_files import sound_files
from voice.recognition.recogniser_pool import speech_model
from voice.sound.files.sound_file import ENDINGS
from voice.sound.recording import Recording
from voice.sound.silent_speaker import SilentSpeaker
from voice.turns.segmenter import Segmenter

AIMS = {"speech": 0.80, "60 % silence": 0.45}
"""Engine over bare Vosk."""
PAUSE_S = 2.0
"""Between the pieces of the first sound: callers wait for the answer, and a shorter pause is a breath."""


class Sound:
    """PCM as a source."""

    def __init__(self, pcm: bytes) -> None:
        self.pcm = pcm + bytes(-len(pcm) % FRAME_BYTES)
        self.position = 0

    @property
    def seconds(self) -> float:
        return len(self.pcm) / 2 / SAMPLE_RATE

    def frames(self, begin: int = 0) -> Iterator[Frame]:
        """Frames from number `begin` on. Each reading is a new call, whose clock begins at 0."""
        for number in range(begin, len(self.pcm) // FRAME_BYTES):
            self.position = number + 1
            pcm = self.pcm[number * FRAME_BYTES : (number + 1) * FRAME_BYTES]
            yield Frame((number - begin) * FRAME_MS, pcm)


class Rest:
    """The rest of the sound after a call that ended early, as the source of the next call."""

    def __init__(self, sound: Sound, begin: int) -> None:
        self._sound, self._begin = sound, begin

    def frames(self) -> Iterator[Frame]:
        return self._sound.frames(self._begin)


def utterances(paths: list[Path]) -> list[bytes]:
    """The callers' utterances in the recordings, one piece per turn."""
    found = []
    for path in paths:
        detector = Segmenter()
        events = [detector.push(frame, TurnCue()) for frame in Recording(path).sound()]
        found += [event.pcm for event in [*events, detector.flush()] if isinstance(event, Utterance)]
    return found


def joined(pieces: list[bytes], silence_share: float | None) -> Sound:
    """The pieces with line noise between them: 2 s each, or as much as the share of silence needs.

    After less than 1.5 s every piece would be heard as the second half of the one before (call/machine/last_turn.py).
    """
    noise = np.random.default_rng(0)
    speech = sum(len(piece) for piece in pieces) / 2 / SAMPLE_RATE
    pause = PAUSE_S if silence_share is None else speech * silence_share / (1 - silence_share) / len(pieces)
    gaps = (noise.normal(0, 10, int(pause * SAMPLE_RATE)).astype(np.int16).tobytes() for _ in pieces)
    return Sound(b"".join(part for piece, gap in zip(pieces, gaps, strict=True) for part in (piece, gap)))


def cpu_seconds(work: Callable[[], None]) -> float:
    """CPU of this process, its threads, and its child processes during `work`."""
    before = time.process_time() + _children_seconds()
    work()
    return time.process_time() + _children_seconds() - before


def _children_seconds() -> float:
    total = 0.0
    for children in Path("/proc/self/task").glob("*/children"):
        for pid in children.read_text().split():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def bare(recogniser: "vosk.KaldiRecognizer", sound: Sound) -> None:
    for frame in sound.frames():
        recogniser.AcceptWaveform(frame.pcm)
    recogniser.FinalResult()


def whole(engine: Engine, sound: Sound) -> None:
    """Run over all of the sound: when a call ends (the caller asked for an operator), the next one continues there."""
    sound.position = 0
    while sound.position * FRAME_BYTES < len(sound.pcm):
        for _ in engine.conversation(Rest(sound, sound.position), SilentSpeaker()).run():
            pass


def main() -> None:
    parser = arguments(__doc__)
    add_calls(parser)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    recogniser = vosk.KaldiRecognizer(speech_model(locate("ru"), "ru"), SAMPLE_RATE)
    recogniser.SetWords(True)
    pieces = utterances(sound_files(calls_of(options), ENDINGS).files)
    pieces = [min(pieces, key=len)] if options.smoke else pieces
    missed = []
    with Engine(voice=REPLAY_VOICE) as engine:
        hears_with = engine.hears_with["ru"]
        print(f"bare Vosk: {hears_with.stock.name}; the engine hears with {hears_with.name}; CPU s per s of sound")
        if hears_with.advice:
            print(hears_with.advice)
        print(f"{'sound':14}{'seconds':>9}{'engine':>9}{'bare Vosk':>11}{'ratio':>7}{'aim':>6}  faster than audio")
        for name, share in (("speech", None), ("60 % silence", 0.6)):
            sound = joined(pieces, share)
            works = partial(whole, engine, sound), partial(bare, recogniser, sound)
            for work in () if options.smoke else works:
                work()  # warm
            rounds = range(1 if options.smoke else options.rounds)
            pairs = [(cpu_seconds(works[0]), cpu_seconds(works[1])) for _ in rounds]
            ours, theirs = (statistics.median(side) / sound.seconds for side in zip(*pairs, strict=True))
            ratio = statistics.median(a / b for a, b in pairs)
            row = f"{name:14}{sound.seconds:9.1f}{ours:9.4f}{theirs:11.4f}{ratio:7.2f}{AIMS[name]:6.2f}"
            print(f"{row}{1 / ours:6.0f} x", flush=True)
            missed += [name] if ratio > AIMS[name] else []
    sys.exit(1 if missed and not options.smoke else 0)


if __name__ == "__main__":
    main()
