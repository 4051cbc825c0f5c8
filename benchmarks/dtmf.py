"""What the detection of keys costs: µs for one 20 ms frame, of silence, of speech and of tones.

python -m benchmarks.dtmf
"""

import time
from pathlib import Path

from call.events import FRAME_BYTES, Frame
from voice.dtmf import KeyTones
from voice.recording import Recording

ROUNDS = 5


def main() -> None:
    calls = Path(__file__).parents[1] / "tests" / "calls"
    speech = list(Recording(calls / "demo.flac").sound())
    for name, frames in (("silence", [Frame(0, bytes(FRAME_BYTES))] * len(speech)), ("a call", speech)):
        best = min(_seconds(frames) for _ in range(ROUNDS))
        print(f"{name}: {best / len(frames) * 1e6:.1f} µs a frame")


def _seconds(frames: list[Frame]) -> float:
    tones = KeyTones()
    began = time.perf_counter()
    for frame in frames:
        list(tones.push(frame))
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
