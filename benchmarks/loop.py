"""Cost of the loop itself: CPU microseconds for one 20 ms frame of a call, without recogniser and VAD.

    .venv/bin/python benchmarks/loop.py [--rounds 7] [--frames 10000] [--smoke]

Measured is a whole call: loop and machine (call/loop.py, call/machine/), the segmenter, the dialog over the real
answers, and the silent speaker of replays. The caller's words are scripted (tests/call/scripted.py), so nothing is
recognised. The caller speaks every 20 s and gets an answer. Each round also measures the bare source: a loop that
throws the same frames away. The difference is the loop's own cost. Apart from it the sound meter (voice/sound/) is
measured on frames of noise, the dearest sound. If either median is above the limit of 10 µs a frame, the exit code is
1.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import arguments
from call.events import FRAME_BYTES, FRAME_MS
from call.loop import CallLoop
from call.no_journal import NoJournal
from call.stages import Stages
from datafiles.hotline import HOTLINE
from dialogs.answers.knowledge_base import load_knowledge
from dialogs.phrases.phrase_book import load_phrases
from tests.call.scripted import Line, ScriptedCaller, Tone
from tests.dialogs.speaker import dialog_of
from voice.sound.silent_speaker import SilentSpeaker
from voice.sound.sound_meter import SoundMeter
from voice.turns.segmenter import Segmenter

LIMIT_US = 10.0
SMOKE_FRAMES = 2_000
_TURN_MS = 20_000
_SAID = ("application_status", "deny", "document_upload", "required_documents")


def caller_of(frames: int) -> ScriptedCaller:
    times_ms = range(5_000, frames * FRAME_MS, _TURN_MS)
    said = (_SAID[number % len(_SAID)] for number in range(len(times_ms)))
    return ScriptedCaller(*map(Line, times_ms, said), until_ms=frames * FRAME_MS)


def whole_call(frames: int) -> Callable[[], float]:
    """A function that runs one call over all frames and returns its CPU microseconds a frame."""
    words = load_knowledge(HOTLINE), load_phrases(HOTLINE)

    def run() -> float:
        caller = caller_of(frames)
        stages = Stages(
            detector=Segmenter(is_speech=caller.is_speech),
            transcriber=caller,
            understander=caller,
            dialog=dialog_of(*words),
            synthesizer=Tone(),
            speaker=SilentSpeaker(),
            ledger=NoJournal(),
        )
        conversation = CallLoop(caller, stages)
        began = time.process_time()
        for _ in conversation.run():
            pass
        spent = time.process_time() - began
        return spent * 1e6 / (conversation.record.duration_ms // FRAME_MS)

    return run


def bare_source(frames: int) -> float:
    caller = caller_of(frames)
    began = time.process_time()
    for _ in caller.frames():
        pass
    return (time.process_time() - began) * 1e6 / frames


def meter(frames: int) -> float:
    """CPU microseconds a frame of the sound meter."""
    noise = np.random.default_rng(0).normal(0, 3000, FRAME_BYTES // 2).astype("<i2").tobytes()
    measuring = SoundMeter()
    began = time.process_time()
    for _ in range(frames):
        measuring.add(noise)
    return (time.process_time() - began) * 1e6 / frames


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--frames", type=int, default=10_000)
    options = parser.parse_args()
    rounds, frames = (2, SMOKE_FRAMES) if options.smoke else (options.rounds, options.frames)
    call = whole_call(frames)
    call()  # warm: loads what is loaded only once
    pairs = [(call(), bare_source(frames)) for _ in range(rounds)]
    own = [whole - bare for whole, bare in pairs]
    metered = [meter(frames) for _ in range(rounds)]
    print(f"{rounds} rounds of {frames} frames, µs a frame")
    for name, costs in (
        ("the call", [whole for whole, _ in pairs]),
        ("bare source", [bare for _, bare in pairs]),
        (f"the loop (limit {LIMIT_US:g})", own),
        (f"the meter (limit {LIMIT_US:g})", metered),
    ):
        print(f"{name:20} min {min(costs):5.1f}   median {statistics.median(costs):5.1f}")
    dearest = max(statistics.median(own), statistics.median(metered))
    sys.exit(1 if dearest > LIMIT_US and not options.smoke else 0)


if __name__ == "__main__":
    main()
