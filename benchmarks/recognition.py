"""Word error rate on the 620 human recordings of festvox-ru, at 16 kHz and after an 8 kHz A-law line.

    .venv/bin/python benchmarks/recognition.py [--every 20] [--voice FOLDER] [--model FOLDER] [--smoke]

The recogniser is the product's own (voice/recognition/transcriber.py), warm, without endpointing: each recording is one
utterance. One man reads literature, so the figure compares versions; it does not predict the error rate of callers.
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import jiwer

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import ROOT, arguments
from benchmarks.sounds import VOICE, Samples, Spoken, few, pcm, plain, recordings, telephone
from call.events import SAMPLE_RATE, Expect
from voice.recognition.recogniser_pool import RecogniserPool
from voice.recognition.transcriber import VoskTranscriber

MODEL = ROOT / "models" / "vosk-model-small-ru-0.22"
CONDITIONS: tuple[tuple[str, Callable[[Samples], Samples]], ...] = (
    ("16 kHz", lambda samples: samples),
    ("8 kHz A-law", telephone),
)


@dataclass(frozen=True, slots=True)
class Score:
    """The result of one condition."""

    condition: str
    files: int
    words: int
    wrong: int
    """Substituted, deleted and inserted words."""
    exact: int
    """Sentences without an error."""
    sound_s: float
    cpu_s: float


def measure(
    condition: str, line: Callable[[Samples], Samples], spoken: Sequence[Spoken], ears: VoskTranscriber
) -> Score:
    heard, sound_s, cpu_s = [], 0.0, 0.0
    for each in spoken:
        sound = pcm(line(each.samples))
        started = time.process_time()
        heard.append(plain(ears.hear(sound, "ru", Expect.OPEN).text))
        cpu_s += time.process_time() - started
        sound_s += len(sound) / 2 / SAMPLE_RATE
    said = [each.text for each in spoken]
    errors = jiwer.process_words(said, heard)
    wrong = errors.substitutions + errors.deletions + errors.insertions
    words = errors.hits + errors.substitutions + errors.deletions
    exact = sum(one == other for one, other in zip(said, heard, strict=True))
    return Score(condition, len(said), words, wrong, exact, sound_s, cpu_s)


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--every", type=int, default=1, help="take every n-th recording (default: all 620)")
    parser.add_argument("--voice", type=Path, default=VOICE, help="folder of the voice inside the package festvox-ru")
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of a Russian Vosk model")
    options = parser.parse_args()
    spoken = few(options.voice) if options.smoke else recordings(options.every, options.voice)
    ears = VoskTranscriber(RecogniserPool({"ru": options.model}))
    ears.hear(pcm(spoken[0].samples), "ru", Expect.OPEN)  # warm
    print(f"model {options.model.name}")
    print(f"{'condition':12} {'files':>6} {'words':>6} {'WER %':>6} {'exact %':>8} {'sound s':>8} {'CPU s per s':>12}")
    for condition, line in CONDITIONS:
        score = measure(condition, line, spoken, ears)
        rate, exact = 100 * score.wrong / score.words, 100 * score.exact / score.files
        cost = score.cpu_s / score.sound_s
        row = f"{score.condition:12} {score.files:6} {score.words:6} {rate:6.1f} {exact:8.1f}"
        print(f"{row} {score.sound_s:8.0f} {cost:12.4f}", flush=True)


if __name__ == "__main__":
    main()
