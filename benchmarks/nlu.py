"""The intent classifier on public English sets, compared with plain TF-IDF + logistic regression and published figures.

    .venv/bin/python benchmarks/nlu.py --data FOLDER [--sets clinc150,banking77,banking77_oos] [--only WORDS]
        [--json FILE] [--smoke]

FOLDER holds `en_clinc150.jsonl`, `en_banking77.jsonl` and `en_banking77_oos.jsonl`: one object a line with `text`,
`intent` (`oos` is out of scope), `split` (train, valid, test) and, if the set has it, `oos_kind` (near, far).
`intent_sets.trials` says which out-of-scope examples each protocol learns. The test split is never learnt. `--smoke`
needs no FOLDER: some of the hotline's English gold phrases replace the set with the most protocols.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import arguments
from benchmarks.gold_sets import write_gold_sets
from benchmarks.intent_sets import SETS, Example, Trial, read, trials
from nlu.classifier.metrics import auroc, expected_calibration_error
from nlu.examples.corpus_file import Phrase
from nlu.examples.training_phrases import Corpus
from nlu.labels import OUT_OF_SCOPE
from nlu.normalizer import normalize
from nlu.training.train import fit

Doubles = NDArray[np.float64]

PUBLISHED = {
    "clinc150": (
        "Larson et al. 2019, table 2, threshold (in scope / out-of-scope recall): Rasa 90.9/31.2, "
        "DialogFlow 90.8/26.7, SVM 88.2/18.0, CNN 90.9/30.9, MLP+USE 93.4/49.1, BERT 96.2/52.3"
    ),
    "banking77": "model cards: BERT 92.64, DistilBERT 91.99",
    "banking77_oos": "none for this cleaned copy",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A classifier's results for some rows."""

    probabilities: Doubles
    """Array of (rows, labels)."""
    strangeness: Doubles
    """Out-of-scope score: the probability of out of scope if that is a label, else minus the best decision value."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares in percent, AUROC and ECE from 0 to 1; NaN if the set has no such rows."""

    in_scope: float
    """Accuracy on the in-scope rows; out of scope is a possible answer."""
    in_scope_forced: float
    """The same, but out of scope is not a possible answer."""
    oos_recall: float
    oos_precision: float
    auroc: float
    auroc_near: float
    auroc_far: float
    ece: float
    """ECE of the likeliest label over all rows. Each out-of-scope row counts as an error if none is learnt."""
    train_s: float
    """CPU seconds."""


Judge = Callable[[Sequence[Example]], Judged]
Learn = Callable[[Sequence[Example]], tuple[list[str], Judge]]


def ours(rows: Sequence[Example]) -> tuple[list[str], Judge]:
    model = fit(Corpus("en", tuple(Phrase(row.text, row.intent, "", 1) for row in rows)))

    def judge(examples: Sequence[Example]) -> Judged:
        texts = [normalize(row.text, "en") for row in examples]
        return judged(list(model.labels), model.probabilities(texts), model.decisions(texts))

    return list(model.labels), judge


def plain(rows: Sequence[Example]) -> tuple[list[str], Judge]:
    """The baseline of any tutorial: words, TF-IDF, logistic regression; out of scope is one more label."""
    pipeline = make_pipeline(TfidfVectorizer(), LogisticRegression(C=10, max_iter=300))
    pipeline.fit([row.text for row in rows], [row.intent for row in rows])
    labels = list(pipeline.classes_)

    def judge(examples: Sequence[Example]) -> Judged:
        probabilities = pipeline.predict_proba([row.text for row in examples])
        return judged(labels, probabilities, probabilities)

    return labels, judge


CLASSIFIERS: dict[str, Learn] = {"ours": ours, "tf-idf + lr": plain}


def judged(labels: list[str], probabilities: Doubles, decisions: Doubles) -> Judged:
    known = OUT_OF_SCOPE in labels
    strangeness = probabilities[:, labels.index(OUT_OF_SCOPE)] if known else -decisions.max(axis=1)
    return Judged(probabilities, strangeness)


def measure(trial: Trial, learn: Learn) -> Figures:
    started = time.process_time()
    labels, judge = learn(trial.learnt)
    seconds = time.process_time() - started
    test = judge(trial.test)
    inside = np.array([not row.strange for row in trial.test])
    truth = np.array([labels.index(row.intent) if row.intent in labels else -1 for row in trial.test])
    found, forced = answers(labels, test)
    outside = found == labels.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in labels else np.zeros(len(found), bool)
    if trial.valid:
        outside = test.strangeness > cut(trial.valid, labels, judge(trial.valid))
    right = (forced == truth) & inside & ~outside if trial.valid else (found == truth) & inside
    return Figures(
        in_scope=percent(right[inside]),
        in_scope_forced=percent((forced == truth)[inside]),
        oos_recall=percent(outside[~inside]),
        oos_precision=percent(~inside[outside]) if not inside.all() else np.nan,
        auroc=auroc(test.strangeness, ~inside) if not inside.all() else np.nan,
        auroc_near=area(test, trial.test, far=False),
        auroc_far=area(test, trial.test, far=True),
        ece=expected_calibration_error(test.probabilities.max(axis=1), found == truth),
        train_s=seconds,
    )


def answers(labels: list[str], rows: Judged) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The likeliest label of each row, and the likeliest request."""
    requests = rows.probabilities.copy()
    if OUT_OF_SCOPE in labels:
        requests[:, labels.index(OUT_OF_SCOPE)] = -1.0
    return rows.probabilities.argmax(axis=1), requests.argmax(axis=1)


def cut(valid: Sequence[Example], labels: list[str], rows: Judged) -> float:
    """The threshold of strangeness with the best overall accuracy on these rows; rows above it are out of scope."""
    forced = answers(labels, rows)[1]
    right = np.array([not row.strange and labels[at] == row.intent for row, at in zip(valid, forced, strict=True)])
    strange = np.array([row.strange for row in valid])
    cuts = np.sort(rows.strangeness)
    kept = [(right & (rows.strangeness <= each)).sum() + (strange & (rows.strangeness > each)).sum() for each in cuts]
    return float(cuts[int(np.argmax(kept))])


def area(rows: Judged, examples: Sequence[Example], *, far: bool) -> float:
    """AUROC of in-scope rows against one kind of out-of-scope rows; NaN if the set has no kinds."""
    strange = np.array([row.strange for row in examples])
    chosen = ~strange | np.array([row.strange and row.kind != "" and row.far == far for row in examples])
    return auroc(rows.strangeness[chosen], strange[chosen])


def percent(rows: NDArray[np.bool_]) -> float:
    return 100 * float(rows.mean()) if len(rows) else np.nan


def mean(figures: Sequence[Figures]) -> Figures:
    return Figures(*(float(np.mean([getattr(one, field.name) for one in figures])) for field in fields(Figures)))


def cells(figures: Figures) -> str:
    places = (2, 2, 1, 1, 3, 3, 3, 3, 0)
    values = asdict(figures).values()
    return " | ".join("-" if np.isnan(v) else f"{v:.{p}f}" for v, p in zip(values, places, strict=True))


def options_of() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--data", type=Path, help="folder with en_*.jsonl")
    parser.add_argument("--sets", help="which sets, with commas between (default: all)")
    parser.add_argument("--only", default="", help="which protocol, and which classifier: `threshold,ours`")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    options = parser.parse_args()
    if options.smoke == bool(options.data):
        parser.error("name the folder of the sets with --data, or try it out with --smoke")
    options.sets = options.sets.split(",") if options.sets else list(SETS[-1:] if options.smoke else SETS)
    if unknown := [name for name in options.sets if name not in SETS]:
        parser.error(f"unknown set {unknown[0]}; use {', '.join(SETS)}")
    return options


def compare(data: Path, names: Sequence[str], only: set[str]) -> list[dict[str, object]]:
    """Prints a row for each set, protocol and classifier, and returns them."""
    head = "in scope | forced | oos recall | oos precision | AUROC | near | far | ECE | train s"
    print(f"| set | strangers | classifier | {head} |\n|{'---|' * 12}")
    results: list[dict[str, object]] = []
    for name in names:
        for trial in trials(read(data, name)):
            for classifier, learn in CLASSIFIERS.items():
                if not only <= {trial[0].protocol, classifier}:
                    continue
                figures = mean([measure(one, learn) for one in trial])
                print(f"| {name} | {trial[0].protocol} | {classifier} | {cells(figures)} |", flush=True)
                row = {key: None if np.isnan(value) else value for key, value in asdict(figures).items()}
                results.append({"set": name, "protocol": trial[0].protocol, "classifier": classifier, **row})
        print(f"| {name} | published | {PUBLISHED[name]} |", flush=True)
    return results


def main() -> None:
    options = options_of()
    only = {word for word in options.only.split(",") if word}
    with tempfile.TemporaryDirectory() as folder:
        if options.smoke:
            write_gold_sets(Path(folder))
        results = compare(options.data or Path(folder), options.sets, only)
    if options.json:
        options.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
