"""Measures how well a model understands phrases that it has not seen.

It measures the whole understanding after an open question: the rules, the greeting taken off, the classifier and its
decision. The accuracy of the classifier alone is given too, so that a harmful rule is seen.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from call.events import Decision, Expect, RankedIntent, Transcript, Understanding
from nlu.classifier.decision import Thresholds, stated_costs
from nlu.classifier.metrics import (
    auroc,
    calibration_error_by_chance,
    expected_calibration_error,
    intent_scores,
    reliability,
)
from nlu.classifier.model_file import load
from nlu.classifier.predictor import IntentModel
from nlu.evaluation.cost_curve import Decided, cost_curve, cost_now
from nlu.evaluation.learning_curve import learning_curve
from nlu.evaluation.result import Confusion, Evaluation, Latency, Matrix, OutOfScope, WrongPhrase
from nlu.examples.evaluation_rows import EvaluationRow, read_rows
from nlu.examples.groups import groups_of
from nlu.examples.training_phrases import Corpus
from nlu.labels import LABELS, OUT_OF_SCOPE
from nlu.normalizer import normalize
from nlu.training.calibration_fit import folds
from nlu.understanding.understander import HotlineUnderstander

_FOLDS = 5
_RANKED = 3


def evaluate(model: IntentModel, rows: Sequence[EvaluationRow]) -> Evaluation:
    """Evaluate the model with all rules of a call, on phrases after an open question."""
    return _summary(model.info.language, f"trained {model.info.created}", _judge(model, rows))


def evaluate_file(data: Path, language: str, models: Path) -> Evaluation:
    """Evaluate the current model on a TSV (`id intent text`).

    Raises CorpusBroken, IntentModelMissing, IntentModelRefused.
    """
    rows = read_rows(data)
    return evaluate(load(models, language), rows)


def cross_validate(corpus: Corpus) -> Evaluation:
    """Evaluate five models, each on a fifth of the corpus of which it has seen no phrase and no near copy."""
    from nlu.training.train import fit

    labels = sorted(set(corpus.intents))
    truth = np.array([labels.index(intent) for intent in corpus.intents], dtype=np.intp)
    groups = groups_of([normalize(text, corpus.language) for text in corpus.texts])
    judged: list[_Judged] = []
    for seen, unseen in folds(truth, _FOLDS, groups):
        model = fit(Corpus(corpus.language, tuple(corpus.phrases[row] for row in seen)))
        phrases = [corpus.phrases[row] for row in unseen]
        judged += _judge(model, [EvaluationRow(f"{Path(p.path).name}:{p.line}", p.intent, p.text) for p in phrases])
    return _summary(corpus.language, f"{_FOLDS}-fold cross-validation of the corpus", judged)


def with_learning_curve(result: Evaluation, corpus: Corpus) -> Evaluation:
    """The evaluation with a learning curve, cross-validated inside the corpus."""
    return replace(result, learning_curve=learning_curve(corpus))


@dataclass(frozen=True, slots=True)
class _Judged:
    row: EvaluationRow
    meaning: Understanding
    thresholds: Thresholds
    without_rules: RankedIntent
    """The best label of the classifier alone."""
    took_ms: float
    cpu_ms: float


def _judge(model: IntentModel, rows: Sequence[EvaluationRow]) -> list[_Judged]:
    understander = HotlineUnderstander({model.info.language: model})
    judged = []
    for row in rows:
        transcript = Transcript(row.text, (), 1.0, (row.text,), model.info.language)
        wall, cpu = time.perf_counter(), time.thread_time()
        meaning = understander.understand(transcript, Expect.OPEN)
        took_ms, cpu_ms = (time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000
        alone = model.rank(normalize(row.text, model.info.language))[0]
        judged.append(_Judged(row, meaning, model.thresholds, alone, took_ms, cpu_ms))
    return judged


def _summary(language: str, model: str, judged: Sequence[_Judged]) -> Evaluation:
    truth, found = [each.row.intent for each in judged], [each.meaning.intent for each in judged]
    right = np.array([t == f for t, f in zip(truth, found, strict=True)])
    alone = np.array([each.without_rules.intent == each.row.intent for each in judged])
    inside = np.array([intent != OUT_OF_SCOPE for intent in truth])
    confidences = np.array([each.meaning.confidence for each in judged])
    accepted = np.array([each.meaning.decision is Decision.ACCEPT for each in judged])
    counts = Counter(each.meaning.decision.value for each in judged)
    scores, costs = intent_scores(truth, found), stated_costs()
    decided = [Decided(each.row.intent, each.meaning, each.thresholds) for each in judged]
    accept = float(np.mean([each.thresholds.accept for each in judged]))
    return Evaluation(
        language=language,
        model=model,
        rows=len(judged),
        accuracy=float(right[inside].mean()) if inside.any() else 0.0,
        accuracy_without_rules=float(alone[inside].mean()) if inside.any() else 0.0,
        macro_f1=float(np.mean([score.f1 for score in scores])),
        per_intent=scores,
        oos=_out_of_scope(judged, ~inside),
        ece=expected_calibration_error(confidences, right),
        ece_by_chance=calibration_error_by_chance(confidences),
        reliability=reliability(confidences, right),
        decisions={decision.value: counts[decision.value] for decision in Decision},
        cost=cost_now(decided, costs),
        cost_curve=cost_curve(decided, costs),
        accept_from={each: costs.accept_cut(each, accept) for each in sorted(set(truth) - {OUT_OF_SCOPE})},
        accepted_precision=float(right[accepted].mean()) if accepted.any() else None,
        latency_ms=_latency(judged),
        matrix=_matrix(judged),
        confusions=_confusions(judged),
        wrong=tuple(_wrong(each) for each in judged if each.row.intent != each.meaning.intent),
    )


def _out_of_scope(judged: Sequence[_Judged], strange: NDArray[np.bool_]) -> OutOfScope:
    rejected = np.array([each.meaning.decision is Decision.REJECT for each in judged])
    both = bool(strange.any() and not strange.all())
    # A label that is not in the ranking has almost no confidence, or a rule was certain of another one.
    outside = [_outside(each.meaning) for each in judged]
    return OutOfScope(
        auroc=auroc(np.array(outside), strange) if both else None,
        recall=float(rejected[strange].mean()) if strange.any() else None,
        precision=float(strange[rejected].mean()) if rejected.any() else None,
    )


def _outside(meaning: Understanding) -> float:
    """The probability of out of scope. Where no label was considered, there is no request."""
    ranked = sum(each.confidence for each in meaning.ranking if each.intent == OUT_OF_SCOPE)
    return 1.0 if meaning.nothing_said else ranked


def _latency(judged: Sequence[_Judged]) -> Latency:
    wall, cpu = [each.took_ms for each in judged], [each.cpu_ms for each in judged]
    return Latency(*(float(np.percentile(times, at)) for times in (wall, cpu) for at in (50, 99)))


def _matrix(judged: Sequence[_Judged]) -> Matrix:
    pairs = Counter((each.row.intent, each.meaning.intent) for each in judged)
    labels = tuple(label for label in LABELS if any(label in pair for pair in pairs))
    return Matrix(labels, tuple(tuple(pairs[truth, found] for found in labels) for truth in labels))


def _confusions(judged: Sequence[_Judged]) -> tuple[Confusion, ...]:
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in judged:
        if each.row.intent != each.meaning.intent:
            pairs[each.row.intent, each.meaning.intent].append(each.row.text)
    ordered = sorted(pairs.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(Confusion(intent, found, tuple(phrases)) for (intent, found), phrases in ordered)


def _wrong(each: _Judged) -> WrongPhrase:
    row, meaning = each.row, each.meaning
    return WrongPhrase(
        row.id,
        row.text,
        row.intent,
        meaning.intent,
        meaning.confidence,
        meaning.decision.value,
        meaning.ranking[:_RANKED],
    )
