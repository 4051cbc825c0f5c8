"""Accept, confirm, clarify or reject: which of the four costs a caller least.

Costs and the precision target are stated in `decision.toml`; the thresholds that follow from them are fitted by the
train command on out-of-fold predictions and live in the model (docs/decisions/011-decisions-and-thresholds.md).
"""

import itertools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from call.events import Decision, Expect, RankedIntent
from nlu.calibration import Doubles
from nlu.labels import OUT_OF_SCOPE


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities: all four are compared with calibrated confidences."""

    accept: float
    """Top confidence from which an answer is given at once."""
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
    accepted_precision: float


@cache
def stated_costs() -> Costs:
    """Of `decision.toml`."""
    stated = _stated()
    return Costs(**stated["costs"], **stated["targets"])


def with_priors(ranking: Sequence[RankedIntent], expects: Expect) -> tuple[RankedIntent, ...]:
    """The ranking after the question that was asked: a yes is likelier after a yes/no question."""
    weights: Mapping[str, float] = _stated()["priors"].get(expects.value, {})
    if not weights:
        return tuple(ranking)
    weighted = [ranked.confidence * weights.get(ranked.intent, 1.0) for ranked in ranking]
    total = sum(weighted) or 1.0
    again = [RankedIntent(ranked.intent, each / total) for ranked, each in zip(ranking, weighted, strict=True)]
    return tuple(sorted(again, key=lambda ranked: -ranked.confidence))


@cache
def _stated() -> dict[str, Any]:
    return tomllib.loads(resources.files("nlu").joinpath("decision.toml").read_text(encoding="utf-8"))


def decide(ranking: Sequence[RankedIntent], thresholds: Thresholds) -> Decision:
    """What to do with labels ranked best first."""
    outside = sum(ranked.confidence for ranked in ranking if ranked.intent == OUT_OF_SCOPE)
    inside = [ranked for ranked in ranking if ranked.intent != OUT_OF_SCOPE]
    if ranking[0].intent == OUT_OF_SCOPE or outside >= thresholds.reject:
        return Decision.REJECT
    first, second = inside[0].confidence, inside[1].confidence if len(inside) > 1 else 0.0
    if first >= thresholds.accept:
        return Decision.ACCEPT
    if first >= thresholds.confirm:
        return Decision.CONFIRM
    if first + second >= thresholds.clarify:
        return Decision.CLARIFY
    return Decision.REJECT


def fit_thresholds(probabilities: Doubles, truth: NDArray[np.intp], labels: Sequence[str], costs: Costs) -> Thresholds:
    """The thresholds with the least mean cost on predictions of unseen rows, no answer less precise than the target.

    `probabilities` is (rows, labels), `truth` the right column of each row. Where no threshold reaches the target
    precision, nothing is accepted.
    """
    outcome = _outcomes(probabilities, truth, labels, costs)
    best, least = Thresholds(1.0, 1.0, 1.0, 1.0), float("inf")
    for reject, clarify in itertools.product(np.arange(0.3, 0.96, 0.05), np.arange(0.2, 1.01, 0.05)):
        cost, accept, confirm = _best_cut(outcome, reject, clarify, costs)
        if cost < least - 1e-9:
            least, best = cost, Thresholds(*(round(float(cut), 3) for cut in (accept, confirm, clarify, reject)))
    return best


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """Per row: the figures that decide, and what each decision would cost."""

    first: Doubles
    both: Doubles
    outside: Doubles
    rejected: NDArray[np.bool_]
    """Out of scope on top: rejected whatever the thresholds."""
    accept: Doubles
    confirm: Doubles
    clarify: Doubles
    reject: Doubles
    right: NDArray[np.bool_]


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
    return _Outcomes(
        first=first,
        both=first + np.maximum(second, 0.0),
        outside=strange,
        rejected=strange > first,
        accept=np.where(right, 0.0, costs.misroute),
        confirm=np.where(right, costs.confirm, costs.failed_question),
        clarify=np.where(among, costs.clarify, costs.failed_question),
        reject=np.where(truth == outside, 0.0, costs.unneeded_operator),
        right=right,
    )


def _best_cut(outcome: _Outcomes, reject: float, clarify: float, costs: Costs) -> tuple[float, float, float]:
    """(mean cost, accept, confirm) of the best pair of cuts through the top confidence, given the other two."""
    out = outcome.rejected | (outcome.outside >= reject)
    kept = np.flatnonzero(~out)
    kept = kept[np.argsort(outcome.first[kept])]
    first = outcome.first[kept]
    low = np.where(outcome.both >= clarify, outcome.clarify, outcome.reject)[kept]
    # Cumulated costs from below make the cost of any pair of cuts a matter of three look-ups.
    asked, answered, left = (
        np.concatenate([[0.0], np.cumsum(c)]) for c in (outcome.confirm[kept], outcome.accept[kept], low)
    )
    cuts = np.arange(0.1, 1.0, 0.02)
    at = np.searchsorted(first, cuts)
    right = _cumulated(outcome.right[kept])
    accepted = len(kept) - at
    precise = (right[-1] - right[at]) >= costs.accepted_precision * accepted
    total = (left[at] - asked[at])[None, :] + (asked[at] - answered[at])[:, None] + answered[-1]
    total[~precise, :] = np.inf
    total[cuts[:, None] < cuts[None, :]] = np.inf
    best = np.unravel_index(np.argmin(total), total.shape)
    mean = (total[best] + outcome.reject[out].sum()) / len(outcome.first)
    return float(mean), float(cuts[best[0]]), float(cuts[best[1]])


def _cumulated(values: NDArray[Any]) -> Doubles:
    return np.concatenate([[0.0], np.cumsum(values)])
