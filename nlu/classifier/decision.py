"""Accept, confirm, clarify or reject: which of the four costs a caller least.

What mistakes cost is stated in `decision.toml`; the four cuts that follow are fitted by the train command on
out-of-fold predictions and live in the model. A label whose misroute costs more or less than usual moves its own
accept cut (docs/decisions/011-decisions-and-thresholds.md).
"""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from call.errors import DataBroken, Fault
from call.events import Decision, Expect, RankedIntent
from datafiles.toml_lines import Faults, TomlFile, read_toml
from nlu.classifier.calibration import Doubles
from nlu.labels import LABELS, OUT_OF_SCOPE

STATED = Path(__file__).with_name("decision.toml")
_CUTS = np.append(np.arange(0.1, 1.0, 0.02), 1.0)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities: all four are compared with calibrated confidences."""

    accept: float
    """Top confidence from which an answer is given at once, of a label whose misroute costs the usual."""
    confirm: float
    """Top confidence from which "is it about ...?" is worth asking."""
    clarify: float
    """Sum of the two best from which asking about both is worth it, when neither is confirmed."""
    reject: float
    """Out-of-scope probability from which nothing else counts."""


@dataclass(frozen=True, slots=True)
class Costs:
    """In extra questions; see `decision.toml`."""

    misroute: float
    confirm: float
    clarify: float
    failed_question: float
    unneeded_operator: float
    misroute_to: Mapping[str, float]
    """Where taking a phrase for this label costs more or less than `misroute`."""

    def of_misroute(self, intent: str) -> float:
        return self.misroute_to.get(intent, self.misroute)

    def severity(self, intent: str) -> float:
        """How many times the usual odds of being right accepting this label needs.

        Accepting beats confirming from the odds (misroute - failed_question) / confirm, so they grow with the former.
        """
        return (self.of_misroute(intent) - self.failed_question) / (self.misroute - self.failed_question)

    def accept_cut(self, intent: str, accept: float) -> float:
        """The confidence from which this label is accepted, given the usual one."""
        return tempered(accept, 1.0 / self.severity(intent))


def tempered(confidence: float, severity: float) -> float:
    """The confidence whose odds are `severity` times smaller."""
    return confidence / (confidence + (1.0 - confidence) * severity)


@cache
def stated_costs() -> Costs:
    """Of `decision.toml`. Raises DataBroken with every fault of its costs."""
    stated = _stated().tables
    faults = list(cost_faults(stated.get("costs", {}), stated.get("misroute_to", {})))
    if faults:
        raise DataBroken(faults)
    return Costs(**stated["costs"], misroute_to=stated.get("misroute_to", {}))


def cost_faults(costs: Mapping[str, object], misroutes: Mapping[str, object]) -> Iterator[Fault]:
    """Of the tables `costs` and `misroute_to`."""
    names = {"misroute", "confirm", "clarify", "failed_question", "unneeded_operator"}
    for name in sorted(names - set(costs)):
        yield _fault(("costs",), f"[costs] lacks `{name}`; write `{name} = 1.0`")
    for name, known, table in (*((n, names, costs) for n in costs), *((n, LABELS, misroutes) for n in misroutes)):
        cost, place = table[name], ("costs" if table is costs else "misroute_to", name)
        if name not in known:
            yield _fault(place, f"unknown name `{name}`; use one of {', '.join(sorted(known))}")
        elif isinstance(cost, bool) or not isinstance(cost, int | float) or not 0 < cost < math.inf:
            yield _fault(place, f"`{name}` costs a positive number of extra questions, such as 2.0")
        elif (table is misroutes or name == "misroute") and cost <= _number(costs.get("failed_question")):
            yield _fault(place, f"the misroute `{name}` must cost more than `failed_question`; raise it")


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _fault(place: tuple[str, ...], text: str) -> Fault:
    return Fault(str(STATED), _stated().line(*place), text)


def with_priors(ranking: Sequence[RankedIntent], expects: Expect) -> tuple[RankedIntent, ...]:
    """The ranking after the question that was asked: a yes is likelier after a yes/no question."""
    weights: Mapping[str, float] = _stated().tables["priors"].get(expects.value, {})
    if not weights:
        return tuple(ranking)
    weighted = [ranked.confidence * weights.get(ranked.intent, 1.0) for ranked in ranking]
    total = sum(weighted) or 1.0
    again = [RankedIntent(ranked.intent, each / total) for ranked, each in zip(ranking, weighted, strict=True)]
    return tuple(sorted(again, key=lambda ranked: -ranked.confidence))


@cache
def _stated() -> TomlFile:
    faults = Faults()
    if file := read_toml(STATED, faults):
        return file
    raise DataBroken(faults.found)


def decide(ranking: Sequence[RankedIntent], thresholds: Thresholds) -> Decision:
    """What to do with labels ranked best first."""
    outside = sum(ranked.confidence for ranked in ranking if ranked.intent == OUT_OF_SCOPE)
    inside = [ranked for ranked in ranking if ranked.intent != OUT_OF_SCOPE]
    if ranking[0].intent == OUT_OF_SCOPE or outside >= thresholds.reject:
        return Decision.REJECT
    first, second = inside[0].confidence, inside[1].confidence if len(inside) > 1 else 0.0
    if tempered(first, stated_costs().severity(inside[0].intent)) >= thresholds.accept:
        return Decision.ACCEPT
    if first >= thresholds.confirm:
        return Decision.CONFIRM
    if first + second >= thresholds.clarify:
        return Decision.CLARIFY
    return Decision.REJECT


def fit_thresholds(probabilities: Doubles, truth: NDArray[np.intp], labels: Sequence[str], costs: Costs) -> Thresholds:
    """The thresholds with the least mean cost on predictions of unseen rows.

    `probabilities` is (rows, labels), `truth` the right column of each row.
    """
    outcome = _outcomes(probabilities, truth, labels, costs)
    best, least = Thresholds(1.0, 1.0, 1.0, 1.0), float("inf")
    for reject, clarify in itertools.product(np.arange(0.3, 0.96, 0.05), np.arange(0.2, 1.01, 0.05)):
        cost, accept, confirm = _best_cut(outcome, reject, clarify)
        if cost < least - 1e-9:
            least, best = cost, Thresholds(*(round(float(cut), 3) for cut in (accept, confirm, clarify, reject)))
    return best


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """Per row: the figures that decide, and what each decision would cost."""

    first: Doubles
    sure: Doubles
    """The same, tempered by what taking the row for this label would cost."""
    both: Doubles
    outside: Doubles
    rejected: NDArray[np.bool_]
    """Out of scope on top: rejected whatever the thresholds."""
    accept: Doubles
    confirm: Doubles
    clarify: Doubles
    reject: Doubles


def _outcomes(probabilities: Doubles, truth: NDArray[np.intp], labels: Sequence[str], costs: Costs) -> _Outcomes:
    outside = labels.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in labels else None
    inside = probabilities.copy()
    if outside is not None:
        inside[:, outside] = -1.0
    order = np.argsort(-inside, axis=1)
    rows = np.arange(len(truth))
    first, second = inside[rows, order[:, 0]], inside[rows, order[:, 1]]
    right = order[:, 0] == truth
    among = right | (order[:, 1] == truth)
    strange = probabilities[:, outside] if outside is not None else np.zeros(len(truth))
    misroutes = np.array([costs.of_misroute(label) for label in labels])[order[:, 0]]
    severity = np.array([costs.severity(label) for label in labels])[order[:, 0]]
    return _Outcomes(
        first=first,
        sure=first / (first + (1.0 - first) * severity),
        both=first + np.maximum(second, 0.0),
        outside=strange,
        rejected=strange > first,
        accept=np.where(right, 0.0, misroutes),
        confirm=np.where(right, costs.confirm, costs.failed_question),
        clarify=np.where(among, costs.clarify, costs.failed_question),
        reject=np.where(truth == outside, 0.0, costs.unneeded_operator),
    )


def _best_cut(outcome: _Outcomes, reject: float, clarify: float) -> tuple[float, float, float]:
    """(mean cost, accept, confirm) of the best pair of cuts, given the other two."""
    out = outcome.rejected | (outcome.outside >= reject)
    low = np.where(outcome.both >= clarify, outcome.clarify, outcome.reject)
    kept = ~out
    # Rows in a grid of (cuts that accept it, cuts that confirm it); sums of its corners cost any pair of cuts at once.
    size = len(_CUTS) + 1
    at = np.searchsorted(_CUTS, outcome.sure[kept], "right") * size
    at += np.searchsorted(_CUTS, outcome.first[kept], "right")
    accepted, asked, left = (
        np.bincount(at, weights=costs[kept], minlength=size * size).reshape(size, size)
        for costs in (outcome.accept, outcome.confirm, low)
    )
    below_asked, below_left = asked.cumsum(axis=0)[:-1], left.cumsum(axis=0)[:-1]
    confirmed = below_asked.sum(axis=1, keepdims=True) - below_asked.cumsum(axis=1)[:, :-1]
    total = accepted.sum() - accepted.sum(axis=1).cumsum()[:-1, None] + confirmed + below_left.cumsum(axis=1)[:, :-1]
    best = np.unravel_index(np.argmin(total), total.shape)
    mean = (total[best] + outcome.reject[out].sum()) / len(outcome.first)
    return float(mean), float(_CUTS[best[0]]), float(_CUTS[best[1]])
