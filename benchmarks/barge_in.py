"""How long the assistant is still heard after barge-in, on a real PulseAudio device.

    .venv/bin/python benchmarks/barge_in.py [--runs 20] [--smoke]

The loudspeaker plays into a null sink, and a microphone in the same process listens to that sink. `stop()` is called in
the middle of speech. Measured is the time from `stop()` to the arrival of the last loud 20 ms at the microphone. It
holds the loudspeaker's block and device latency and the whole latency of the microphone: an upper bound for the
caller's ear. Limit: 60 ms for the loudspeaker alone. The time from loudspeaker to microphone is printed for comparison.
"""

import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import arguments, lacking
from call.errors import PortAudioMissing
from call.events import SAMPLE_RATE, Speech
from tests.device.sound_card import null_sinks
from voice.devices.loudspeaker import Loudspeaker
from voice.devices.microphone import Microphone

_LOUD = 1000


def tone(seconds: float) -> Speech:
    samples = 8000 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE)
    return Speech("tone", samples.astype(np.int16).tobytes())


class Listener:
    """Notes the arrival times of loud frames, in another thread."""

    def __init__(self, microphone: Microphone) -> None:
        self.loud_at: list[float] = []
        self._microphone = microphone
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for frame in self._microphone.sound():
            if np.abs(np.frombuffer(frame.pcm, np.int16)).max() > _LOUD:
                self.loud_at.append(time.perf_counter())


def one_run(listener: Listener) -> tuple[float, float]:
    """Milliseconds from the first block's output to its arrival, and from `stop()` to the last loud arrival."""
    speaker = Loudspeaker()
    listener.loud_at.clear()
    began = None
    speaker.play([tone(3)])
    while not listener.loud_at or time.perf_counter() - listener.loud_at[0] < 1:
        if began is None and any(speaker.played()):
            began = time.perf_counter()
        time.sleep(0.001)
    stopped = time.perf_counter()
    speaker.stop()
    while time.perf_counter() - stopped < 0.7:
        time.sleep(0.01)
    speaker.close()
    return (listener.loud_at[0] - (began or stopped)) * 1000, (listener.loud_at[-1] - stopped) * 1000


def measure(runs: int) -> list[tuple[float, float]]:
    with tempfile.TemporaryDirectory() as folder, null_sinks(Path(folder) / "pulse") as card:
        os.environ.update(card.env, PULSE_SOURCE="spk.monitor")
        with Microphone(None) as microphone:
            listener = Listener(microphone)
            return [one_run(listener) for _ in range(runs)]


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--runs", type=int, default=20)
    options = parser.parse_args()
    try:
        runs = measure(1 if options.smoke else options.runs)
    except (pytest.skip.Exception, PortAudioMissing) as error:
        lacking(f"{error} (apt-get install pulseaudio pulseaudio-utils libasound2-plugins libportaudio2 festival)")
    through, silent = zip(*runs, strict=True)
    print(f"loudspeaker to microphone: median {statistics.median(through):.0f} ms")
    print(f"stop() to the last sound heard: median {statistics.median(silent):.0f} ms, worst {max(silent):.0f} ms")


if __name__ == "__main__":
    main()
