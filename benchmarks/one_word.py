"""Wrong answers because of one strong word: what each way to prevent them catches, and what it costs.

    .venv/bin/python benchmarks/one_word.py [--models FOLDER] [--lang ru] [--each] [--unseen K] [--smoke]

The phrases are `hotline/<language>/gold.tsv` and `hotline/<language>/blind/*.tsv`: other authors' phrases, written and
as heard. With `--unseen K` they are those of K fifths of the corpus, written and as heard, each understood by a model
that is trained on the other four (a minute of CPU each): many more, and written to be confused. Each is understood as
after an open question. `--each` prints every file by itself. The columns: accuracy; wrong labels that are accepted, and
how many of them with 0.95 or more; of the right ones that would be accepted as it was, the share that is asked about;
extra questions per phrase by the costs of `decision.toml`; ECE.

    as it was          the probabilities of the classifier
    accept from C      a higher accept threshold
    survives T         accepted only if the label keeps the probability T without the strongest word, else confirmed
    known N            confirmed where a smaller share of the words is in the model
    doubt D            the phrase without its strongest word is a hypothesis of this weight (understanding/evidence.py)
    ... and M          the same; a single word is confirmed unless its decision is at least M
    as stated          `[doubt]` of `decision.toml`

Last: accepted requests of a single word, right and wrong, by the classifier's decision for them.
"""

import itertools
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import arguments
from call.events import Decision, Expect, Transcript, Understanding
from datafiles.hotline import HOTLINE
from engine.places import intent_models
from nlu.classifier.decision import NO_DOUBT, WordDoubt, stated_costs, stated_doubt
from nlu.classifier.features import stems
from nlu.classifier.metrics import expected_calibration_error
from nlu.classifier.model_file import load
from nlu.classifier.predictor import IntentModel
from nlu.evaluation.cost_curve import Decided, cost_now
from nlu.examples.evaluation_rows import EvaluationRow, read_rows
from nlu.examples.gold import gold_file, read_gold
from nlu.examples.groups import groups_of
from nlu.examples.heard import heard_phrases, read_heard
from nlu.examples.training_phrases import Corpus, read_corpus
from nlu.labels import LANGUAGES, REQUESTS
from nlu.normalizer import normalize
from nlu.release.recalibration import recalibrated
from nlu.training.calibration_fit import folds
from nlu.training.train import fit
from nlu.understanding.evidence import without_strongest
from nlu.understanding.small_words import small_words
from nlu.understanding.understander import HotlineUnderstander

Understand = Callable[[str], Understanding]
Rows = list[tuple[EvaluationRow, IntentModel]]
OVERCONFIDENT = 0.95
SMOKE_ROWS = 20
DECISIONS = (-9.0, 0.0, 0.3, 0.6, 1.0, 9.0)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to decide."""

    name: str
    of: Callable[[IntentModel], Understand]


def ways() -> Iterator[Way]:
    yield Way("as it was", partial(plain, doubt=NO_DOUBT))
    for cut in (0.9, 0.95, 0.98):
        yield Way(f"accept from {cut}", partial(raised, cut=cut))
    for least in (0.02, 0.05, 0.1, 0.2):
        yield Way(f"survives {least}", partial(surviving, least=least))
    for share in (0.9, 0.8, 0.7):
        yield Way(f"known {share}", partial(known, share=share))
    for weight in (0.05, 0.1, 0.15, 0.2, 0.3):
        yield Way(f"doubt {weight}", partial(plain, doubt=replace(NO_DOUBT, strongest_word=weight)))
    for margin in (0.5, 1.0, 1.5):
        doubt = replace(NO_DOUBT, strongest_word=stated_doubt().strongest_word, margin=margin)
        yield Way(f"doubt {doubt.strongest_word} and {margin}", partial(plain, doubt=doubt))
    yield Way("as stated", partial(plain, doubt=stated_doubt()))


def plain(model: IntentModel, doubt: WordDoubt) -> Understand:
    language = model.info.language
    understander = HotlineUnderstander({language: model}, doubt)
    return lambda text: understander.understand(Transcript(text, (), 1.0, (text,), language), Expect.OPEN)


def raised(model: IntentModel, cut: float) -> Understand:
    thresholds = replace(model.thresholds, accept=max(cut, model.thresholds.accept))
    return plain(replace(model, thresholds=thresholds), NO_DOUBT)


def surviving(model: IntentModel, least: float) -> Understand:
    language = model.info.language
    return confirming(
        model, lambda text, intent: without_strongest(intent, text, language, model).get(intent, 0.0) < least
    )


def known(model: IntentModel, share: float) -> Understand:
    def strange(text: str, _: str) -> bool:
        words = stems(text, model.info.language)
        return sum(word in model.vectorizer.words for word in words) < share * len(words)

    return confirming(model, strange)


def confirming(model: IntentModel, doubtful: Callable[[str, str], bool]) -> Understand:
    """Accepted requests that are doubtful are confirmed."""
    understand = plain(model, NO_DOUBT)

    def judge(text: str) -> Understanding:
        meaning = understand(text)
        if accepts_request(meaning) and doubtful(normalize(text, model.info.language), meaning.intent):
            return replace(meaning, decision=Decision.CONFIRM)
        return meaning

    return judge


def accepts_request(meaning: Understanding) -> bool:
    """Accepted by the classifier, not by a rule."""
    return meaning.decision is Decision.ACCEPT and meaning.intent in REQUESTS and len(meaning.ranking) > 1


def judged(rows: Rows, way: Way) -> list[Understanding]:
    judges = {id(model): way.of(model) for _, model in rows}
    return [judges[id(model)](row.text) for row, model in rows]


def figures(rows: Rows, now: Sequence[Understanding], way: Way) -> str:
    meanings = judged(rows, way)
    right = np.array([row.intent == each.intent for (row, _), each in zip(rows, meanings, strict=True)])
    accepted = np.array([each.decision is Decision.ACCEPT for each in meanings])
    sure = np.array([each.confidence for each in meanings])
    before = np.array([
        each.decision is Decision.ACCEPT and each.intent == row.intent for (row, _), each in zip(rows, now, strict=True)
    ])  # fmt: skip
    decided = [Decided(row.intent, each, model.thresholds) for (row, model), each in zip(rows, meanings, strict=True)]
    wrong, cost = accepted & ~right, sum(cost_now(decided, stated_costs()).values())
    cells = (
        f"{right.mean():.3f}", str(wrong.sum()), str((wrong & (sure >= OVERCONFIDENT)).sum()),
        f"{(before & ~accepted).sum() / max(1, before.sum()):.3f}", f"{cost:.3f}",
        f"{expected_calibration_error(sure, right):.3f}",
    )  # fmt: skip
    return f"| {way.name} | {' | '.join(cells)} |"


def single_words(rows: Rows, now: Sequence[Understanding]) -> Iterator[str]:
    """Accepted requests of a single word by the classifier's decision."""
    found: list[tuple[float, bool]] = []
    for (row, model), meaning in zip(rows, now, strict=True):
        text = normalize(row.text, model.info.language)
        if accepts_request(meaning) and len(small_words(model.info.language).of_sense(text.split())) < 2:
            decision = model.decisions([text])[0, model.labels.index(meaning.intent)]
            found.append((float(decision), meaning.intent == row.intent))
    for low, high in itertools.pairwise(DECISIONS):
        here = [right for decision, right in found if low <= decision < high]
        yield f"single words, decision {low:g} to {high:g}: {sum(here)} right, {len(here) - sum(here)} wrong"


def other_authors(models: Path, language: str) -> Iterator[tuple[str, Rows]]:
    model = load(models, language)
    for file in (gold_file(HOTLINE, language), *sorted((HOTLINE / language / "blind").glob("*.tsv"))):
        yield f"{language} {file.stem}", [(row, model) for row in read_rows(file)]


def unseen(language: str, count: int) -> Iterator[tuple[str, Rows]]:
    """Phrases of `count` fifths of the corpus, each with a model of the other four."""
    corpus, heard = read_corpus(HOTLINE, language), read_heard(HOTLINE, language)
    labels = sorted(set(corpus.intents))
    truth = np.array([labels.index(intent) for intent in corpus.intents], dtype=np.intp)
    groups = groups_of([normalize(text, language) for text in corpus.texts])
    for learnt, left in folds(truth, 5, groups)[:count]:
        seen, rest = (Corpus(language, tuple(corpus.phrases[at] for at in part)) for part in (learnt, left))
        model = recalibrated(fit(seen, heard_phrases(seen, heard)), read_gold(HOTLINE, corpus))
        written = [EvaluationRow("", phrase.intent, phrase.text) for phrase in rest.phrases]
        as_heard = [EvaluationRow("", phrase.intent, phrase.text) for phrase in heard_phrases(rest, heard)]
        yield f"{language} unseen, written", [(row, model) for row in written]
        yield f"{language} unseen, heard", [(row, model) for row in as_heard]


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--models", type=Path, default=intent_models(), help="folder with the models")
    parser.add_argument("--lang", choices=LANGUAGES, help="only this language")
    parser.add_argument("--each", action="store_true", help="every file by itself")
    parser.add_argument("--unseen", type=int, default=0, help="so many fifths of the corpus instead", metavar="K")
    options = parser.parse_args()
    sets: dict[str, Rows] = {}
    for language in [options.lang] if options.lang else LANGUAGES:
        files = unseen(language, options.unseen) if options.unseen else other_authors(options.models, language)
        for name, rows in files:
            few = rows[: SMOKE_ROWS if options.smoke else None]
            sets.setdefault(name if options.each else "all", []).extend(few)
    for name, rows in sets.items():
        print(f"\n{name}: {len(rows)} phrases\n")
        print("| way | accuracy | wrong accepts | >= 0.95 | asked needlessly | cost | ECE |")
        print(f"|{'---|' * 7}")
        now = judged(rows, next(ways()))
        for way in ways():
            print(figures(rows, now, way), flush=True)
        print("", *single_words(rows, now), sep="\n")


if __name__ == "__main__":
    main()
