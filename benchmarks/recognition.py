"""Word errors of the shipped speech model and of the adapted one, side by side, on speech that is not of the hotline.

    .venv/bin/python benchmarks/recognition.py [--every 20] [--speech recordings|prompts|both] [--level STEPS]
        [--voice FOLDER] [--model FOLDER] [--adapted FOLDER] [--smoke]

Adapting must not harm what neither model was made for. So the speech is literature (620 recordings of a man, Debian's
festvox-ru) and announcements of a telephone exchange (251 prompts of a woman, asterisk-core-sounds-ru; without that
package they are left out). All go over a line of 8 kHz with A-law, also with pink noise 25 and 15 dB below the speech;
the recordings, which have 16 kHz, also go over none.

The recogniser is the product's own (voice/recognition/transcriber.py), warm, without endpointing: each recording is one
utterance. Both models hear each recording, one after the other, so the difference is paired; its range holds 95 % of
2,000 samples of the files. `--level` is that of the noise floor (voice/recognition/noise_floor.py). These are two
readers, so the figures compare models; they do not predict the error rate of callers.

The exit code is 1 if the adapted model hears any row worse than the shipped one by more than one point.
"""

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jiwer
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import ROOT, arguments, lacking
from benchmarks.prompts import ADVICE, prompts
from benchmarks.sounds import VOICE, Samples, Spoken, few, pcm, plain, recordings, telephone, with_noise
from call.events import SAMPLE_RATE, Expect
from engine.speech_models import heard_with
from voice.recognition import noise_floor
from voice.recognition.recogniser_pool import RecogniserPool
from voice.recognition.transcriber import VoskTranscriber

MODEL = ROOT / "models" / "vosk-model-small-ru-0.22"
HARM_POINTS = 1.0
RESAMPLES = 2_000
Line = Callable[[Samples], Samples]
WIDE: Mapping[str, Line] = {"16 kHz": lambda samples: samples}
TELEPHONE: Mapping[str, Line] = {
    "telephone": telephone,
    "telephone 25 dB": lambda samples: telephone(with_noise(samples, 25)),
    "telephone 15 dB": lambda samples: telephone(with_noise(samples, 15)),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """One recording as one model heard it."""

    words: int
    wrong: int
    """Substituted, deleted and inserted words."""
    sound_s: float
    cpu_s: float


def hear(ears: VoskTranscriber, spoken: Spoken, sound: bytes) -> Heard:
    started = time.process_time()
    text = plain(ears.hear(sound, "ru", Expect.OPEN).text)
    cpu_s = time.process_time() - started
    errors = jiwer.process_words(spoken.text, text)
    wrong = errors.substitutions + errors.deletions + errors.insertions
    return Heard(len(spoken.text.split()), wrong, len(sound) / 2 / SAMPLE_RATE, cpu_s)


def word_errors(heard: Sequence[Heard]) -> float:
    """Per cent."""
    return 100 * sum(each.wrong for each in heard) / sum(each.words for each in heard)


def range_of_difference(one: Sequence[Heard], other: Sequence[Heard]) -> tuple[float, float]:
    """The middle 95 % of the difference in points, files drawn anew."""
    words = np.array([each.words for each in one])
    more = np.array([b.wrong - a.wrong for a, b in zip(one, other, strict=True)])
    drawn = np.random.default_rng(0).integers(0, len(words), (RESAMPLES, len(words)))
    low, high = np.percentile(100 * more[drawn].sum(axis=1) / words[drawn].sum(axis=1), (2.5, 97.5))
    return float(low), float(high)


def row(name: str, line: str, heard: Sequence[Sequence[Heard]]) -> str:
    """A line of the table: one model, or two and their difference."""
    words = sum(each.words for each in heard[0])
    rates = "".join(f"{word_errors(side):9.1f}" for side in heard)
    exact = "".join(f"{100 * sum(not each.wrong for each in side) / len(side):9.1f}" for side in heard)
    costs = "".join(f"{sum(each.cpu_s for each in side) / sum(each.sound_s for each in side):9.4f}" for side in heard)
    difference = ""
    if len(heard) == 2:
        low, high = range_of_difference(*heard)
        difference = f"{word_errors(heard[1]) - word_errors(heard[0]):+7.1f} ({low:+.1f} .. {high:+.1f})".ljust(25)
    return f"{name:11}{line:15}{len(heard[0]):6}{words:7} {rates}{difference} {exact} {costs}"


def head(names: Sequence[str]) -> str:
    """The two lines over the table."""
    width, both = 9 * len(names), "".join(f"{name:>9}" for name in names)
    gap = " " * 25 if len(names) == 2 else ""
    kinds = f"{'word errors, %':>{width}}{gap} {'exact, %':>{width}} {'CPU s per s':>{width}}"
    difference = "  difference (95 %)".ljust(len(gap)) if gap else ""
    columns = f"{'speech':11}{'line':15}{'files':>6}{'words':>7} "
    return f"{' ' * len(columns)}{kinds}\n{columns}{both}{difference} {both} {both}"


def speech(options: argparse.Namespace) -> dict[str, list[Spoken]]:
    """The sets that are wanted and there; exits if there is none."""
    if options.smoke:
        return {"recordings": few(options.voice)}
    found = {}
    if options.speech != "prompts":
        found["recordings"] = recordings(options.every, options.voice)
    if options.speech != "recordings":
        found["prompts"] = prompts(options.every)
    if found.get("prompts") == []:
        del found["prompts"]
        advice = f"the prompts are missing: {ADVICE}"
        print(advice, file=sys.stderr) if found else lacking(advice)
    return found


def models(options: argparse.Namespace) -> dict[str, Path]:
    """The shipped model, and the adapted one if there is one."""
    model = heard_with("ru", options.model)
    print(f"shipped: {model.stock.name}; noise floor: {noise_floor.LEVEL:g} steps")
    adapted = options.adapted or model.adapted
    print(f"adapted: {adapted.name if adapted else f'none: {model.advice}'}")
    return {"shipped": model.stock} | ({"adapted": adapted} if adapted else {})


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--every", type=int, default=1, help="take every n-th recording and prompt (default: all)")
    parser.add_argument("--speech", default="both", choices=("recordings", "prompts", "both"))
    parser.add_argument("--level", type=float, default=noise_floor.LEVEL, help="level of the noise floor, 16-bit steps")
    parser.add_argument("--voice", type=Path, default=VOICE, help="folder of the voice inside the package festvox-ru")
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of a Russian Vosk model")
    parser.add_argument("--adapted", type=Path, help="folder of an adapted model (default: the one in use)")
    options = parser.parse_args()
    noise_floor.LEVEL = options.level
    sets = speech(options)
    folders = models(options)
    ears = {name: VoskTranscriber(RecogniserPool({"ru": folder})) for name, folder in folders.items()}
    print(head(list(ears)))
    harmed = []
    for name, spoken in sets.items():
        for each in ears.values():
            each.hear(pcm(spoken[0].samples), "ru", Expect.OPEN)  # warm
        for line, change in (TELEPHONE if name == "prompts" else {**WIDE, **TELEPHONE}).items():
            sounds = (pcm(change(each.samples)) for each in spoken)
            pairs = [[hear(each, *pair) for each in ears.values()] for pair in zip(spoken, sounds, strict=True)]
            heard = list(zip(*pairs, strict=True))
            print(row(name, line, heard), flush=True)
            harmed += [line] if word_errors(heard[-1]) - word_errors(heard[0]) > HARM_POINTS else []
    sys.exit(1 if harmed and not options.smoke else 0)


if __name__ == "__main__":
    main()
