"""How often the answer to a stranger's words is found by the sample questions, and what one question costs.

    .venv/bin/python benchmarks/nearest_question.py [--lang ru] [--smoke]

The words are in benchmarks/openings/: openings by an author who knew nothing of the product (w), and first (f) and
later (l) requests of calls that others held with it; the articles that answer them were named before anything was run,
by titles. They are never trained on. `with its category`: among the answers of the true category only. The peer is the
usual index: scikit-learn's TF-IDF of words and of characters, the cosine to the mean of an answer's samples.
Milliseconds are CPU of a question that nobody asked before, encoder included. `kb learn` must have been run.
"""

import csv
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union
from sklearn.preprocessing import normalize as unit_rows

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import arguments, lacking
from call.labels import LANGUAGES
from call.questions import Samples
from datafiles.hotline import HOTLINE
from dialogs.answers.knowledge_base import load_knowledge
from engine.sentences import question_finder, unlearnt
from nlu.normalizer import normalize

OPENINGS = Path(__file__).parent / "openings"
SMOKE_QUESTIONS, TIMED = 20, 200
GOALS = {"right": 0.75, "ms a question": 40.0}
Find = Callable[[str], Sequence[str]]
"""The answers to a text, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a stranger said, and the answers that are right."""

    text: str
    answers: frozenset[str]

    @property
    def categories(self) -> set[str]:
        return {category(each) for each in self.answers}


def questions(language: str) -> list[Question]:
    with (OPENINGS / f"{language}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Question(row["text"], frozenset(row["articles"].split("|"))) for row in rows]


def ours(samples: Samples) -> Find:
    """The finder of the engine."""
    finder = question_finder()
    return lambda text: [near.id for near in finder.nearest(samples, text)]


def peer(samples: Samples) -> Find:
    """TF-IDF of words and of characters, and the mean of an answer's samples."""
    index = make_union(TfidfVectorizer(sublinear_tf=True), TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3)))
    rows = index.fit_transform([normalize(text, samples.language) for _, text in samples.asked])
    answers = sorted({answer for answer, _ in samples.asked})
    owner = np.array([answers.index(answer) for answer, _ in samples.asked])
    means = unit_rows(np.vstack([np.asarray(rows[owner == at].sum(axis=0)) for at in range(len(answers))]))

    def find(text: str) -> list[str]:
        likeness = means @ index.transform([normalize(text, samples.language)]).toarray()[0]
        return [answers[at] for at in np.argsort(-likeness, kind="stable")]

    return find


def shares(find: Find, asked: Sequence[Question]) -> tuple[float, float, float]:
    """Right, right with its category, and among the first three."""
    right = with_category = third = 0
    for each in asked:
        found = find(each.text)
        right += found[0] in each.answers
        third += bool(each.answers.intersection(found[:3]))
        with_category += next(one for one in found if category(one) in each.categories) in each.answers
    return right / len(asked), with_category / len(asked), third / len(asked)


def category(answer: str) -> str:
    return answer.partition("/")[0]


def milliseconds(language: str, asked: Sequence[Question], samples: Samples) -> float:
    """Median CPU of a question whose vector is not known."""
    finder = question_finder()
    finder.prepare(samples)
    finder.nearest(samples, "ok")
    spent = []
    for each in asked:
        before = time.process_time()
        finder.nearest(samples, f"{each.text} {'пожалуйста' if language == 'ru' else 'please'}")
        spent.append((time.process_time() - before) * 1000)
    return float(np.median(spent))


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--lang", choices=LANGUAGES, help="one language; all by default")
    options = parser.parse_args()
    knowledge = load_knowledge(HOTLINE)
    if new := unlearnt(HOTLINE, knowledge):
        lacking(f"the vectors of {new} samples: run `python run_assistant.py kb learn`")
    missed = False
    print("| language | answers | samples | questions | finder | right | with its category | among three | ms |")
    print("|---|---|---|---|---|---|---|---|---|")
    for language in [options.lang] if options.lang else LANGUAGES:
        samples, asked = knowledge.samples(language), questions(language)
        asked = asked[:: len(asked) // SMOKE_QUESTIONS] if options.smoke else asked
        cost = milliseconds(language, asked[:TIMED], samples)
        answers = len({answer for answer, _ in samples.asked})
        for name, find, ms in (("ours", ours(samples), f"{cost:.0f}"), ("TF-IDF", peer(samples), "")):
            figures = shares(find, asked)
            told = " | ".join(f"{each:.2f}" for each in figures)
            print(f"| {language} | {answers} | {len(samples.asked)} | {len(asked)} | {name} | {told} | {ms} |")
            missed |= name == "ours" and figures[0] < GOALS["right"]
        missed |= cost > GOALS["ms a question"]
    print(f"Limits: {GOALS}")
    return 1 if missed and not options.smoke else 0


if __name__ == "__main__":
    sys.exit(main())
