"""How often the answer is found by its sample questions, and what one question costs; a TF-IDF index beside it.

    .venv/bin/python benchmarks/nearest_question.py [--lang ru] [--smoke]

Every fifth sample is a question, the others are the samples; the metric is learnt without the questions.
`with its category`: among the answers of the true category only. The peer is the usual index: scikit-learn's TF-IDF of
words and of characters, the cosine to the mean of an answer's samples. Milliseconds are CPU of a question that nobody
asked before, encoder included. `kb learn` must have been run.
"""

import sys
import tempfile
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
from engine.sentences import MADE_WITH, question_finder, sentence_encoder, vector_file
from nlu.normalizer import normalize
from nlu.sentences.metric import learn_metric
from nlu.sentences.sentence_vectors import SentenceVectors
from nlu.sentences.vector_file import key, known_vectors, write_vectors
from nlu.understanding.nearest_question import NearestQuestions

EACH = 5
"""Every so many samples one is a question."""
SMOKE_QUESTIONS, TIMED = 40, 200
GOALS = {"right": 0.5, "ms a question": 40.0}
Find = Callable[[str], Sequence[str]]
"""The answers to a text, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The samples of one language, and those of them that are asked."""

    language: str
    samples: tuple[tuple[str, str], ...]
    questions: tuple[tuple[str, str], ...]


def trial(language: str, asked: Sequence[tuple[str, str]]) -> Trial:
    left_out = tuple(asked[::EACH])
    return Trial(language, tuple(pair for at, pair in enumerate(asked) if at % EACH), left_out)


def ours(of: Trial, folder: Path) -> Find:
    """The finder of the engine over the samples, with a metric that has not seen the questions."""
    known = known_vectors(vector_file(HOTLINE, of.language), MADE_WITH)
    pairs = (*of.samples, *of.questions)
    if missing := sum(key(text) not in known for _, text in pairs):
        lacking(f"the vectors of {missing} samples: run `python run_assistant.py kb learn`")
    vectors = np.array([known[key(text)] for _, text in pairs], np.float32)
    metric = learn_metric(vectors[: len(of.samples)], [answer for answer, _ in of.samples])
    place = folder / f"{of.language}.npz"
    write_vectors(place, [text for _, text in pairs], vectors, metric, metric, MADE_WITH)
    finder = NearestQuestions(SentenceVectors(sentence_encoder, {of.language: place}))
    samples = Samples(of.language, of.samples)
    return lambda text: [near.id for near in finder.nearest(samples, text)]


def peer(of: Trial) -> Find:
    """TF-IDF of words and of characters, and the mean of an answer's samples."""
    index = make_union(TfidfVectorizer(sublinear_tf=True), TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3)))
    rows = index.fit_transform([normalize(text, of.language) for _, text in of.samples])
    answers = sorted({answer for answer, _ in of.samples})
    owner = np.array([answers.index(answer) for answer, _ in of.samples])
    means = unit_rows(np.vstack([np.asarray(rows[owner == at].sum(axis=0)) for at in range(len(answers))]))

    def find(text: str) -> list[str]:
        likeness = means @ index.transform([normalize(text, of.language)]).toarray()[0]
        return [answers[at] for at in np.argsort(-likeness, kind="stable")]

    return find


def shares(find: Find, questions: Sequence[tuple[str, str]]) -> tuple[float, float, float]:
    """Right, right with its category, and among the first three."""
    right = with_category = third = 0
    for answer, text in questions:
        found = find(text)
        right += found[0] == answer
        third += answer in found[:3]
        with_category += next(each for each in found if category(each) == category(answer)) == answer
    return right / len(questions), with_category / len(questions), third / len(questions)


def category(answer: str) -> str:
    return answer.partition("/")[0]


def milliseconds(language: str, questions: Sequence[tuple[str, str]], samples: Samples) -> float:
    """Median CPU of a question whose vector is not known."""
    finder = question_finder()
    finder.prepare(samples)
    finder.nearest(samples, "ok")
    spent = []
    for _, text in questions:
        before = time.process_time()
        finder.nearest(samples, f"{text} {'пожалуйста' if language == 'ru' else 'please'}")
        spent.append((time.process_time() - before) * 1000)
    return float(np.median(spent))


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--lang", choices=LANGUAGES, help="one language; all by default")
    options = parser.parse_args()
    knowledge = load_knowledge(HOTLINE)
    missed = False
    print("| language | answers | samples | questions | finder | right | with its category | among three | ms |")
    print("|---|---|---|---|---|---|---|---|---|")
    for language in [options.lang] if options.lang else LANGUAGES:
        samples = knowledge.samples(language)
        of = trial(language, samples.asked)
        questions = of.questions[:: max(1, len(of.questions) // SMOKE_QUESTIONS)] if options.smoke else of.questions
        cost = milliseconds(language, questions[:TIMED], samples)
        with tempfile.TemporaryDirectory() as folder:
            for name, find, ms in (("ours", ours(of, Path(folder)), f"{cost:.0f}"), ("TF-IDF", peer(of), "")):
                figures = shares(find, questions)
                told = " | ".join(f"{each:.2f}" for each in figures)
                answers = len({answer for answer, _ in samples.asked})
                print(f"| {language} | {answers} | {len(of.samples)} | {len(questions)} | {name} | {told} | {ms} |")
                missed |= name == "ours" and figures[0] < GOALS["right"]
        missed |= cost > GOALS["ms a question"]
    print(f"Limits: {GOALS}")
    return 1 if missed and not options.smoke else 0


if __name__ == "__main__":
    sys.exit(main())
