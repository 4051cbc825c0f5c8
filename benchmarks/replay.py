"""Replays as a test tool: CPU of the engine over bare Vosk on the same recordings, the same bytes, and flat memory.

    .venv/bin/python benchmarks/replay.py [--rounds 3] [--calls-kept 1000] [--smoke] [CALL...]

Bare Vosk: one warm recogniser of the same model as the engine's, with word times, fed every 20 ms frame of each
recording. The replay: `engine/replayer.py` with its twin in writing and its verdict, as `replay --json` runs it.
Rounds alternate; medians are printed, and how many times faster than the sound a replay is by the clock. Then the rows
of all rounds, of one job and of two, must be the same bytes; and after `--calls-kept` replays of short calls the
process may hold 30 MB more than after ten. The exit code is 1 if an aim is missed.
"""

import hashlib
import statistics
import sys
import time
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import vosk

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import add_calls, arguments, calls_of
from benchmarks.throughput import cpu_seconds
from call.events import SAMPLE_RATE
from engine.arrival import Arrival
from engine.engine import REPLAY_VOICE, Engine
from engine.replayer import Replayer, ReplaySettings
from replay.archive.sound_files import sound_files
from replay.played.runner import in_order
from replay.reports.row import result_line
from voice.recognition.recogniser_pool import speech_model
from voice.sound.files.sound_file import ENDINGS
from voice.sound.recording import Recording

MOST_CPU = 1.2
"""Engine over bare Vosk: it hears less than all of the sound, and understands, answers and judges besides."""
FASTER = 40
"""Times, with two jobs on two cores."""
GROWTH_MB = 30
FIRST = 10
SHORT = 3


def bare(recogniser: "vosk.KaldiRecognizer", files: list[Path]) -> None:
    for path in files:
        for frame in Recording(path).sound():
            recogniser.AcceptWaveform(frame.pcm)
        recogniser.FinalResult()


def rows(player: Replayer, files: list[Path], jobs: int) -> str:
    """The digest of the rows of a run."""
    lines = (result_line(result, player.recognisers) for result in in_order(files, player.play, jobs))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def resident_mb() -> float:
    fields = Path("/proc/self/status").read_text().partition("VmRSS:")[2].split()
    return int(fields[0]) / 1024


def main() -> None:
    parser = arguments(__doc__)
    add_calls(parser)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--calls-kept", type=int, default=1000)
    options = parser.parse_args()
    files = list(sound_files(calls_of(options), ENDINGS).files)
    seconds = sum((Recording(path).duration_ms or 0) / 1000 for path in files)
    rounds, kept = (1, FIRST + 2) if options.smoke else (options.rounds, options.calls_kept)
    with Engine(voice=REPLAY_VOICE) as engine:
        player = Replayer(engine, ReplaySettings(Arrival()))
        rows(player, files, 1)  # voices and models are warm
        recogniser = vosk.KaldiRecognizer(speech_model(engine.hears_with["ru"].folder, "ru"), SAMPLE_RATE)
        recogniser.SetWords(True)
        ratios, digests, faster = [], set(), []
        for _ in range(rounds):
            heard = cpu_seconds(partial(bare, recogniser, files))
            replayed = cpu_seconds(lambda: digests.add(rows(player, files, 1)))
            ratios.append(replayed / heard)
            began = time.monotonic()
            digests.add(rows(player, files, 2))
            faster.append(seconds / (time.monotonic() - began))
        short = sorted(files, key=lambda path: Recording(path).duration_ms or 0)[:SHORT]
        for count, path in enumerate(islice(cycle(short), kept), start=1):
            player.play(path)
            if count == FIRST:
                first_mb = resident_mb()
        growth_mb = resident_mb() - first_mb
    ratio, speed = statistics.median(ratios), statistics.median(faster)
    print(f"{len(files)} calls, {seconds / 60:.0f} minutes of sound")
    print(f"CPU, engine over bare Vosk: {ratio:.2f} (limit {MOST_CPU})")
    print(f"two jobs: {speed:.0f} times faster than the sound (aim {FASTER})")
    print(f"rows of {2 * rounds} runs with one job and with two: {len(digests)} different (limit 1)")
    print(f"memory after {kept} calls over that after {FIRST}: {growth_mb:+.0f} MB (limit {GROWTH_MB})")
    missed = ratio > MOST_CPU or speed < FASTER or len(digests) > 1 or growth_mb > GROWTH_MB
    sys.exit(1 if missed and not options.smoke else 0)


if __name__ == "__main__":
    main()
