"""Latency from the last sample of the caller's speech to the first sample of the answer, and its parts.

    .venv/bin/python benchmarks/latency.py [--voice NAME] [--smoke] [CALL...]     (default: the calls of tests/calls)

The hang-over is audio time: the caller waits for it on any machine. Recognition, understanding, dialog and synthesis
are wall time of this machine. The CPU time of the thread is printed too, because on a shared machine other programs add
to the wall time. The last sample of speech is measured in the recording itself: the last 10 ms above -45 dBFS, not the
end of speech that the VAD found. One output frame (20 ms) is added for the loudspeaker.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import add_calls, arguments, calls_of
from call.acts import Act, Spoken
from call.events import FRAME_MS, CallerTurn, Expect, Frame, Speech, Transcript, Understanding, Utterance
from call.loop import CallLoop
from call.stages import Dialog, Stages, Synthesizer, Transcriber, TurnCue, TurnDetector, Understander
from engine.engine import REPLAY_VOICE, Engine
from replay.archive.sound_files import sound_files
from voice.sound.files.sound_file import ENDINGS
from voice.sound.recording import Recording
from voice.sound.silent_speaker import SilentSpeaker

_SPEECH_DBFS = -45.0
_PARTS = ("hang-over", "recognition", "understanding", "dialog", "synthesis")
_CPU_PARTS = tuple(f"CPU {part}" for part in _PARTS)


@dataclass
class Stopwatch:
    """The parts of the current turn, ms; when its answer begins, the turn moves to `turns`.

    `CPU PART` is the CPU time of a part in this thread. The voice runs in another process.
    """

    now: dict[str, float]
    turns: list[dict[str, float]]

    def add(self, part: str, since: tuple[float, float]) -> None:
        for name, now, then in zip((part, f"CPU {part}"), clocks(), since, strict=True):
            self.now[name] = self.now.get(name, 0.0) + (now - then) * 1000

    def answered(self) -> None:
        if "hang-over" in self.now and "dialog" in self.now:
            self.turns.append({part: self.now.get(part, 0.0) for part in (*_PARTS, *_CPU_PARTS)})
            self.now.clear()


def clocks() -> tuple[float, float]:
    """Wall time, and the CPU time of this thread."""
    return time.perf_counter(), time.thread_time()


class TimedDetector:
    def __init__(self, detector: TurnDetector, watch: Stopwatch) -> None:
        self._detector, self._watch = detector, watch

    @property
    def trailing_ms(self) -> int:
        return self._detector.trailing_ms

    def push(self, frame: Frame, cue: TurnCue) -> object:
        event = self._detector.push(frame, cue)
        if isinstance(event, Utterance):
            self._watch.now.clear()
            self._watch.now["hang-over"] = _silent_tail_ms(event.pcm)
        return event

    def flush(self) -> Utterance | None:
        return self._detector.flush()


class TimedTranscriber:
    def __init__(self, transcriber: Transcriber, watch: Stopwatch) -> None:
        self._transcriber, self._watch = transcriber, watch

    def __getattr__(self, name: str) -> object:
        return getattr(self._transcriber, name)

    def finish(self, expects: Expect) -> Transcript:
        began = clocks()
        transcript = self._transcriber.finish(expects)
        self._watch.add("recognition", began)
        return transcript


class TimedUnderstander:
    def __init__(self, understander: Understander, watch: Stopwatch) -> None:
        self._understander, self._watch = understander, watch

    def __getattr__(self, name: str) -> object:
        return getattr(self._understander, name)

    def understand(self, transcript: Transcript, expects: Expect) -> Understanding:
        began = clocks()
        meaning = self._understander.understand(transcript, expects)
        self._watch.add("understanding", began)
        return meaning


class TimedDialog:
    def __init__(self, dialog: Dialog, watch: Stopwatch) -> None:
        self._dialog, self._watch = dialog, watch

    def __getattr__(self, name: str) -> object:
        return getattr(self._dialog, name)

    def hear(self, turn: CallerTurn) -> Sequence[Act]:
        began = clocks()
        acts = self._dialog.hear(turn)
        self._watch.add("dialog", began)
        return acts


class TimedSynthesizer:
    def __init__(self, synthesizer: Synthesizer, watch: Stopwatch) -> None:
        self._synthesizer, self._watch = synthesizer, watch

    def speak(self, act: Spoken, language: str) -> Iterator[Speech]:
        began = clocks()
        for speech in self._synthesizer.speak(act, language):
            self._watch.add("synthesis", began)
            self._watch.answered()
            yield speech
            began = clocks()


def _silent_tail_ms(pcm: bytes) -> float:
    """Length of the quiet end of the sound, in steps of 10 ms."""
    samples = np.frombuffer(pcm, dtype=np.int16).astype(np.float64)
    blocks = samples[: len(samples) // 160 * 160].reshape(-1, 160)
    level = 20 * np.log10(np.sqrt((blocks**2).mean(axis=1)) / 32768 + 1e-9)
    loud = np.flatnonzero(level > _SPEECH_DBFS)
    return float((len(level) - 1 - loud[-1]) * 10) if loud.size else 0.0


def measure(paths: list[Path], engine: Engine) -> list[dict[str, float]]:
    watch = Stopwatch({}, [])
    for path in paths:
        whole = engine.conversation(Recording(path), SilentSpeaker())
        for _ in CallLoop(whole.source, timed(whole.stages, watch), whole.inlet).run():
            pass
    return watch.turns


def timed(stages: Stages, watch: Stopwatch) -> Stages:
    return replace(
        stages,
        detector=TimedDetector(stages.detector, watch),  # type: ignore[arg-type]
        transcriber=TimedTranscriber(stages.transcriber, watch),  # type: ignore[arg-type]
        understander=TimedUnderstander(stages.understander, watch),  # type: ignore[arg-type]
        dialog=TimedDialog(stages.dialog, watch),  # type: ignore[arg-type]
        synthesizer=TimedSynthesizer(stages.synthesizer, watch),
    )


def main() -> None:
    parser = arguments(__doc__)
    add_calls(parser)
    parser.add_argument("--voice", default=REPLAY_VOICE)
    options = parser.parse_args()
    with Engine(voice=options.voice) as engine:
        if not options.smoke:  # it would take half of the sample's CPU, and no figure counts it
            engine.warm("ru")
        turns = measure(sound_files(calls_of(options), ENDINGS).files, engine)
    totals = [sum(turn[part] for part in _PARTS) + FRAME_MS for turn in turns]
    print(f"{len(turns)} answered turns, voice {options.voice}; ms      p50     p95")
    for part in (*_PARTS, *_CPU_PARTS[1:]):
        print(row(part, [turn[part] for turn in turns]))
    print(row("last sample -> first sample", totals))
    # The latency if nobody else used the machine.
    print(row("the same by CPU", [hang_over_and_cpu(turn) for turn in turns]))


def row(name: str, values_ms: Sequence[float]) -> str:
    return f"  {name:36} {np.percentile(values_ms, 50):8.1f}{np.percentile(values_ms, 95):8.1f}"


def hang_over_and_cpu(turn: dict[str, float]) -> float:
    return turn["hang-over"] + sum(turn[part] for part in _CPU_PARTS) + FRAME_MS


if __name__ == "__main__":
    main()
