"""Milliseconds to rank the intents of one phrase; and the model's size and loading time.

    .venv/bin/python benchmarks/prediction.py [--lang ru] [--rounds 5] [--smoke]

The phrases are the gold set in the order of the file. The current model (normaliser, features, decisions, calibration;
no rules) ranks each once a round. In the first round no cache knows the words; the other rounds are warm. Both CPU time
of the thread and wall time are printed: on a shared machine other programs add to the wall time. Loading means reading
the files (from the page cache), their SHA-256, their checks and building the model.
"""

import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import arguments
from call.labels import LANGUAGES
from datafiles.hotline import HOTLINE
from engine.places import intent_models
from nlu.classifier.model_file import load
from nlu.classifier.predictor import IntentModel
from nlu.classifier.versions import current_version
from nlu.examples.evaluation_rows import read_rows
from nlu.examples.gold import gold_file
from nlu.normalizer import normalize

GOALS = {"prediction p99, ms": 2.0, "load, ms": 300.0, "files, MB": 10.0}


def timed_ms(work: Callable[[], object]) -> tuple[float, float]:
    """CPU and wall time."""
    wall, cpu = time.perf_counter(), time.thread_time()
    work()
    return (time.thread_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def ranked(model: IntentModel, text: str) -> None:
    model.rank(normalize(text, model.info.language))


def quantiles(times: Sequence[tuple[float, float]]) -> str:
    cpu, wall = np.array(times).T
    return " | ".join(f"{np.percentile(kind, at):.2f}" for kind in (cpu, wall) for at in (50, 99))


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--lang", default="ru", choices=LANGUAGES)
    parser.add_argument("--rounds", type=int, default=5, help="at least 2")
    options = parser.parse_args()
    count = 2 if options.smoke else options.rounds
    version = current_version(intent_models(), options.lang)
    files = list((intent_models() / options.lang / version).iterdir())
    loads = [timed_ms(partial(load, intent_models(), options.lang)) for _ in range(count)]
    model = load(intent_models(), options.lang)
    texts = [row.text for row in read_rows(gold_file(HOTLINE, options.lang))][: 50 if options.smoke else None]
    rounds = [[timed_ms(partial(ranked, model, text)) for text in texts] for _ in range(count)]
    warm = [time for times in rounds[1:] for time in times]
    print(f"{options.lang}/{version}: {len(model.labels)} labels, {len(model.vectorizer.idf)} columns")
    print("| | CPU p50, ms | CPU p99 | wall p50 | wall p99 |\n|---|---|---|---|---|")
    print(f"| ranking, first round ({len(texts)}) | {quantiles(rounds[0])} |")
    print(f"| ranking, warm ({len(warm)}) | {quantiles(warm)} |")
    print(f"| load ({len(loads)}) | {quantiles(loads)} |")
    print(f"files: {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")
    print("goals:", ", ".join(f"{name} <= {goal:g}" for name, goal in GOALS.items()))


if __name__ == "__main__":
    main()
