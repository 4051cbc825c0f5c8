"""The cost of the decisions on a set of rows, and their cost with other accept thresholds."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from call.events import Decision, Understanding
from nlu.classifier.decision import Costs, Thresholds, decide
from nlu.labels import OUT_OF_SCOPE

MISROUTES, QUESTIONS, OPERATORS = "misroutes", "questions", "operators"
KINDS = (MISROUTES, QUESTIONS, OPERATORS)


@dataclass(frozen=True, slots=True)
class Decided:
    """One understanding, what the caller really meant, and the thresholds that were used."""

    truth: str
    meaning: Understanding
    thresholds: Thresholds


@dataclass(frozen=True, slots=True)
class CostPoint:
    """Mean cost per phrase, in extra questions, if every label were accepted from this threshold."""

    accept: float
    total: float
    by_kind: Mapping[str, float]
    """The cost by kind, `KINDS`: wrong answers, questions asked, operators who were not needed."""


def cost_now(rows: Sequence[Decided], costs: Costs) -> Mapping[str, float]:
    """Mean cost per phrase by kind, with the decisions as they were made."""
    return _mean([_cost(row, row.meaning.decision, costs) for row in rows])


def cost_curve(rows: Sequence[Decided], costs: Costs) -> tuple[CostPoint, ...]:
    """The cost from accepting everything to accepting nothing. What a rule decided does not change."""
    points = []
    for accept in np.arange(0.0, 1.001, 0.02):
        kinds = _mean([_cost(row, _decision(row, float(accept)), costs) for row in rows])
        points.append(CostPoint(round(float(accept), 2), sum(kinds.values()), kinds))
    return tuple(points)


def _decision(row: Decided, accept: float) -> Decision:
    by_rule = len(row.meaning.ranking) < 2 or row.meaning.further
    return row.meaning.decision if by_rule else decide(row.meaning.ranking, replace(row.thresholds, accept=accept))


def _cost(row: Decided, decision: Decision, costs: Costs) -> tuple[str, float]:
    inside = [ranked.intent for ranked in row.meaning.ranking if ranked.intent != OUT_OF_SCOPE]
    if decision is Decision.ACCEPT:
        named = row.meaning.intent if row.meaning.intent != OUT_OF_SCOPE else inside[0]
        return MISROUTES, 0.0 if named == row.truth else costs.of_misroute(named)
    if decision is Decision.REJECT:
        return OPERATORS, 0.0 if row.truth == OUT_OF_SCOPE else costs.unneeded_operator
    asked, price = (inside[:1], costs.confirm) if decision is Decision.CONFIRM else (inside[:2], costs.clarify)
    return QUESTIONS, price if row.truth in asked else costs.failed_question


def _mean(costs: Sequence[tuple[str, float]]) -> Mapping[str, float]:
    total: dict[str, float] = defaultdict(float)
    for kind, cost in costs:
        total[kind] += cost
    return {kind: total[kind] / max(1, len(costs)) for kind in KINDS}
