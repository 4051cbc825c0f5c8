"""How well a model understands phrases that it has not seen, in the figures a developer decides by."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from call.events import Decision, Expect, Transcript, Understanding
from nlu.evaluation_rows import Row, read_rows
from nlu.labels import OUT_OF_SCOPE
from nlu.metrics import IntentScore, auroc, expected_calibration_error, intent_scores
from nlu.model_file import load
from nlu.predictor import IntentModel
from nlu.training_phrases import Corpus, read_corpus
from nlu.understander import HotlineUnderstander

_FOLDS = 5


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """How well phrases that nobody answers are told apart, over all rows."""

    auroc: float | None
    """Of the out-of-scope probability; None without both kinds of rows."""
    recall: float | None
    """Share of the out-of-scope rows that were rejected."""
    precision: float | None
    """Share of the rejected rows that are out of scope."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Wall time of one understanding, milliseconds."""

    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class Confusion:
    """One label taken for another, and by which phrases."""

    intent: str
    found: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongPhrase:
    id: str
    text: str
    intent: str
    found: str
    confidence: float
    decision: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything measured on one set of rows."""

    language: str
    rows: int
    accuracy: float
    """Top label right, over the rows in scope."""
    macro_f1: float
    """Over all labels of the rows."""
    per_intent: tuple[IntentScore, ...]
    oos: OutOfScope
    ece: float
    """Of the top confidence, 15 bins."""
    decisions: Mapping[str, int]
    accepted_precision: float | None
    """Share of the rows answered at once that were answered right."""
    latency_ms: Latency
    confusions: tuple[Confusion, ...]
    """Most frequent first."""
    wrong: tuple[WrongPhrase, ...]

    def as_json(self) -> dict[str, object]:
        """`per_intent` keyed by intent, everything else as it stands."""
        fields = asdict(self)
        fields["per_intent"] = {row.pop("intent"): row for row in fields["per_intent"]}
        return {name: _rounded(value) for name, value in fields.items()}

    def lines(self) -> Iterator[str]:
        """For a terminal."""
        yield f"{self.language}: {self.rows} phrases, accuracy {self.accuracy:.3f}, macro-F1 {self.macro_f1:.3f}"
        yield f"  ECE {self.ece:.3f}, accepted answers right {_share(self.accepted_precision)}"
        yield f"  out of scope: AUROC {_share(self.oos.auroc)}, recall {_share(self.oos.recall)}, " + (
            f"precision {_share(self.oos.precision)}"
        )
        yield "  decisions: " + ", ".join(f"{name} {count}" for name, count in self.decisions.items())
        yield f"  one phrase: {self.latency_ms.p50:.2f} ms median, {self.latency_ms.p99:.2f} ms p99"
        for score in sorted(self.per_intent, key=lambda score: score.f1):
            found = f"P {score.precision:.2f}  R {score.recall:.2f}  F1 {score.f1:.2f}"
            yield f"  {score.intent:24} {found}  n {score.support}"
        for confusion in self.confusions[:10]:
            yield f"  {confusion.intent} taken for {confusion.found}: {len(confusion.phrases)} phrases"


def evaluate(model: IntentModel, rows: Sequence[Row]) -> Evaluation:
    """The model behind all rules that a call has, on phrases after an open question."""
    return _summary(model.info.language, _judge(model, rows))


def evaluate_file(data: Path, language: str, models: Path) -> Evaluation:
    """The current model on a TSV (`id intent text`). Raises CorpusBroken, IntentModelMissing, IntentModelRefused."""
    rows = read_rows(data)
    return evaluate(load(models, language), rows)


def cross_validate(corpus_folder: Path, language: str) -> Evaluation:
    """Five models, each judged on the fifth of the corpus that it has not seen. Raises CorpusBroken."""
    from nlu.calibration_fit import folds
    from nlu.training import fit

    corpus = read_corpus(corpus_folder, language)
    labels = sorted(set(corpus.intents))
    truth = np.array([labels.index(intent) for intent in corpus.intents], dtype=np.intp)
    judged: list[_Judged] = []
    for seen, unseen in folds(truth, _FOLDS):
        model = fit(Corpus(language, tuple(corpus.phrases[row] for row in seen)))
        phrases = [corpus.phrases[row] for row in unseen]
        judged += _judge(model, [Row(f"{Path(p.path).name}:{p.line}", p.intent, p.text) for p in phrases])
    return _summary(language, judged)


@dataclass(frozen=True, slots=True)
class _Judged:
    row: Row
    meaning: Understanding
    outside: float
    """Out-of-scope probability."""
    took_ms: float


def _judge(model: IntentModel, rows: Sequence[Row]) -> list[_Judged]:
    understander = HotlineUnderstander({model.info.language: model})
    judged = []
    for row in rows:
        transcript = Transcript(row.text, (), 1.0, (row.text,), model.info.language)
        started = time.perf_counter()
        meaning = understander.understand(transcript, Expect.OPEN)
        took_ms = (time.perf_counter() - started) * 1000
        ranking = model.rank([row.text])
        outside = sum(ranked.confidence for ranked in ranking if ranked.intent == OUT_OF_SCOPE)
        judged.append(_Judged(row, meaning, outside, took_ms))
    return judged


def _summary(language: str, judged: Sequence[_Judged]) -> Evaluation:
    truth, found = [each.row.intent for each in judged], [each.meaning.intent for each in judged]
    right = np.array([t == f for t, f in zip(truth, found, strict=True)])
    strange = np.array([intent == OUT_OF_SCOPE for intent in truth])
    scores = intent_scores(truth, found)
    accepted = np.array([each.meaning.decision is Decision.ACCEPT for each in judged])
    counts = Counter(each.meaning.decision.value for each in judged)
    took = [each.took_ms for each in judged]
    return Evaluation(
        language=language,
        rows=len(judged),
        accuracy=float(right[~strange].mean()) if not strange.all() else 0.0,
        macro_f1=float(np.mean([score.f1 for score in scores])),
        per_intent=scores,
        oos=_out_of_scope(judged, strange),
        ece=expected_calibration_error(np.array([each.meaning.confidence for each in judged]), right),
        decisions={decision.value: counts[decision.value] for decision in Decision},
        accepted_precision=float(right[accepted].mean()) if accepted.any() else None,
        latency_ms=Latency(float(np.percentile(took, 50)), float(np.percentile(took, 99))),
        confusions=_confusions(judged),
        wrong=tuple(_wrong(each) for each in judged if each.row.intent != each.meaning.intent),
    )


def _out_of_scope(judged: Sequence[_Judged], strange: NDArray[np.bool_]) -> OutOfScope:
    rejected = np.array([each.meaning.decision is Decision.REJECT for each in judged])
    both = bool(strange.any() and not strange.all())
    return OutOfScope(
        auroc=auroc(np.array([each.outside for each in judged]), strange) if both else None,
        recall=float(rejected[strange].mean()) if strange.any() else None,
        precision=float(strange[rejected].mean()) if rejected.any() else None,
    )


def _confusions(judged: Sequence[_Judged]) -> tuple[Confusion, ...]:
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in judged:
        if each.row.intent != each.meaning.intent:
            pairs[each.row.intent, each.meaning.intent].append(each.row.text)
    ordered = sorted(pairs.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(Confusion(intent, found, tuple(phrases)) for (intent, found), phrases in ordered)


def _wrong(each: _Judged) -> WrongPhrase:
    row, meaning = each.row, each.meaning
    return WrongPhrase(row.id, row.text, row.intent, meaning.intent, meaning.confidence, meaning.decision.value)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list | tuple) else value
