"""The intent classifier on public English sets, beside plain TF-IDF + logistic regression and published figures.

    python benchmarks/nlu.py --data FOLDER [--sets clinc150,banking77,banking77_oos] [--json FILE]

FOLDER holds `en_clinc150.jsonl`, `en_banking77.jsonl` and `en_banking77_oos.jsonl`: one object a line with `text`,
`intent` (`oos` is out of scope), `split` (train, valid, test) and, where the set has it, `oos_kind` (near, far). Both
classifiers learn from the training split and the out-of-scope phrases of the validation split, which have a label of
their own. The likeliest label counts: no threshold is tuned. The test split is only measured on. Mind that the
out-of-scope phrases of banking77_oos come from the same unsupported intents in both splits: its figures say how well
collected negatives are told apart, not strangers of a kind never seen.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from nlu.corpus_file import Phrase
from nlu.labels import OUT_OF_SCOPE
from nlu.metrics import auroc, expected_calibration_error
from nlu.normalizer import normalize
from nlu.training import fit
from nlu.training_phrases import Corpus

Probabilities = NDArray[np.float64]

PUBLISHED = {
    "clinc150": (
        "Larson et al. 2019, table 2 (in scope / out-of-scope recall): Rasa 90.9/31.2, DialogFlow 90.8/26.7, "
        "SVM 88.2/18.0, CNN 90.9/30.9, MLP+USE 93.4/49.1, BERT 96.2/52.3"
    ),
    "banking77": "model cards: BERT 92.64, DistilBERT 91.99",
    "banking77_oos": "none for this cleaned copy",
}


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    intent: str
    split: str
    kind: str
    """near, far, or empty."""


@dataclass(frozen=True, slots=True)
class Result:
    """Shares in percent, AUROC and ECE from 0 to 1; None where the set has no such rows."""

    set: str
    classifier: str
    in_scope: float
    """Accuracy of the rows in scope, with out of scope among the answers."""
    in_scope_forced: float
    """The same with out of scope forbidden."""
    oos_recall: float | None
    oos_precision: float | None
    auroc: float | None
    auroc_near: float | None
    auroc_far: float | None
    ece: float
    train_s: float
    """CPU seconds."""


def read(path: Path) -> list[Example]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        sys.exit(f"{path} cannot be read: {error.strerror}")
    rows = [json.loads(line) for line in lines]
    return [
        Example(
            row["text"],
            OUT_OF_SCOPE if row["intent"] == "oos" else row["intent"],
            row["split"],
            row.get("oos_kind") or "",
        )
        for row in rows
    ]


def ours(train: list[Example], test: list[Example]) -> tuple[list[str], Probabilities]:
    """Labels, and (rows, labels) probabilities of the test examples."""
    model = fit(Corpus("en", tuple(Phrase(row.text, row.intent, "", 1) for row in train)))
    return list(model.labels), model.probabilities([normalize(row.text, "en") for row in test])


def plain(train: list[Example], test: list[Example]) -> tuple[list[str], Probabilities]:
    """What a tutorial would do: words, TF-IDF, logistic regression; out of scope is one more label."""
    pipeline = make_pipeline(TfidfVectorizer(), LogisticRegression(C=10, max_iter=300))
    pipeline.fit([row.text for row in train], [row.intent for row in train])
    return list(pipeline.classes_), pipeline.predict_proba([row.text for row in test])


def measure(name: str, classifier: str, examples: list[Example]) -> Result:
    split = {part: [row for row in examples if row.split == part] for part in ("train", "valid", "test")}
    strange = [row for row in split["valid"] if row.intent == OUT_OF_SCOPE]
    started = time.process_time()
    learn = {"ours": ours, "tf-idf + lr": plain}[classifier]
    labels, test = learn(split["train"] + strange, split["test"])
    seconds = time.process_time() - started
    column = labels.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in labels else -1
    truth = np.array([labels.index(row.intent) for row in split["test"]])
    inside = truth != column
    found = test.argmax(axis=1)
    forced = np.where(np.arange(len(labels)) == column, -1.0, test).argmax(axis=1)
    outside = found == column
    return Result(
        set=name,
        classifier=classifier,
        in_scope=100 * float((found == truth)[inside].mean()),
        in_scope_forced=100 * float((forced == truth)[inside].mean()),
        oos_recall=100 * float(outside[~inside].mean()) if not inside.all() else None,
        oos_precision=100 * float((~inside)[outside].mean()) if column >= 0 and outside.any() else None,
        auroc=area(test, column, inside, split["test"], ("near", "far", "")),
        auroc_near=area(test, column, inside, split["test"], ("near",)),
        auroc_far=area(test, column, inside, split["test"], ("far",)),
        ece=expected_calibration_error(test.max(axis=1), test.argmax(axis=1) == truth),
        train_s=seconds,
    )


def area(
    test: Probabilities, column: int, inside: NDArray[np.bool_], rows: list[Example], kinds: Iterable[str]
) -> float | None:
    if column < 0:
        return None
    chosen = inside | np.array([row.intent == OUT_OF_SCOPE and row.kind in kinds for row in rows])
    return auroc(test[chosen, column], ~inside[chosen]) if (~inside[chosen]).any() else None


def line(result: Result) -> str:
    cells = [
        f"{result.in_scope:.1f}",
        f"{result.in_scope_forced:.1f}",
        *("-" if value is None else f"{value:.1f}" for value in (result.oos_recall, result.oos_precision)),
        *("-" if value is None else f"{value:.3f}" for value in (result.auroc, result.auroc_near, result.auroc_far)),
        f"{result.ece:.3f}",
        f"{result.train_s:.0f}",
    ]
    return f"| {result.set} | {result.classifier} | {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with en_*.jsonl")
    parser.add_argument("--sets", default=",".join(PUBLISHED), help="which sets, with commas between")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    arguments = parser.parse_args()
    print("| set | classifier | in scope | forced | oos recall | oos precision | AUROC | near | far | ECE | train s |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    results = []
    for name in arguments.sets.split(","):
        if name not in PUBLISHED:
            sys.exit(f"unknown set {name}; use {', '.join(PUBLISHED)}")
        examples = read(arguments.data / f"en_{name}.jsonl")
        for classifier in ("ours", "tf-idf + lr"):
            results.append(measure(name, classifier, examples))
            print(line(results[-1]), flush=True)
        print(f"| {name} | published | {PUBLISHED[name]} |", flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(result) for result in results], indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
