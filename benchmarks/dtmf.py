"""Cost of key detection: µs of CPU for one 20 ms frame of silence, of a call, and of a key held down.

    .venv/bin/python benchmarks/dtmf.py [--rounds 5] [--smoke]

Prints the best of the rounds. The frames are those of a recorded call, or as many frames of silence or of key 1.
"""

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import CALLS, arguments
from call.events import FRAME_BYTES, SAMPLE_RATE, Frame
from voice.sound.dtmf import KeyTones
from voice.sound.recording import Recording

KEY_HZ = (697, 1209)


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    call = list(Recording(CALLS / "demo.flac").sound())[: 500 if options.smoke else None]
    silence = [Frame(0, bytes(FRAME_BYTES))] * len(call)
    for name, frames in (("silence", silence), ("a call", call), ("a key", [Frame(0, key())] * len(call))):
        best = min(seconds(frames) for _ in range(1 if options.smoke else options.rounds))
        print(f"{name}: {best / len(frames) * 1e6:.1f} µs a frame")


def key() -> bytes:
    """20 ms of both tones. The periods do not fit into 20 ms, so the joints of frames click, as on a bad line."""
    at = 2 * np.pi * np.arange(FRAME_BYTES // 2) / SAMPLE_RATE
    low, high = (4000 * np.sin(hertz * at) for hertz in KEY_HZ)
    return bytes((low + high).astype(np.int16))


def seconds(frames: list[Frame]) -> float:
    tones = KeyTones()
    began = time.process_time()
    for frame in frames:
        list(tones.push(frame))
    return time.process_time() - began


if __name__ == "__main__":
    main()
