"""Cost of the sound meter: µs of CPU for one 20 ms frame of silence, of a call, and of loud noise; and of its figures.

    .venv/bin/python benchmarks/sound_meter.py [--rounds 5] [--smoke]

Prints the best of the rounds. If a frame costs more than the limit of 10 µs, the exit code is 1.
"""

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import CALLS, arguments
from call.events import FRAME_BYTES
from voice.sound.recording import Recording
from voice.sound.sound_meter import SoundMeter

LIMIT_US = 10.0


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    call = [frame.pcm for frame in Recording(CALLS / "demo.flac").sound()][: 500 if options.smoke else None]
    noise = np.random.default_rng(0).normal(0, 3000, FRAME_BYTES // 2).astype("<i2").tobytes()
    dearest = 0.0
    for name, frames in (
        ("silence", [bytes(FRAME_BYTES)] * len(call)),
        ("a call", call),
        ("noise", [noise] * len(call)),
    ):
        costs = [seconds(frames) for _ in range(1 if options.smoke else options.rounds)]
        a_frame = min(each for each, _ in costs) / len(frames) * 1e6
        dearest = max(dearest, a_frame)
        print(f"{name}: {a_frame:.1f} µs a frame, {min(each for _, each in costs) * 1e3:.1f} ms for the figures")
    sys.exit(1 if dearest > LIMIT_US and not options.smoke else 0)


def seconds(frames: list[bytes]) -> tuple[float, float]:
    """CPU seconds for all frames, and for the figures at the end."""
    meter = SoundMeter()
    began = time.process_time()
    for frame in frames:
        meter.add(frame)
    measured = time.process_time()
    meter.quality()
    return measured - began, time.process_time() - measured


if __name__ == "__main__":
    main()
