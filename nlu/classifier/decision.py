"""Accept, confirm, clarify or reject: the decision that costs the caller least.

`decision.toml` states the costs of mistakes. The train command fits four thresholds to them on out-of-fold predictions
and stores them in the model. A label whose misroute costs more or less than usual has an accept threshold of its own
(docs/decisions/011-decisions-and-thresholds.md).
"""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
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
    """The thresholds of the decision. All four are probabilities, compared with calibrated confidences."""

    accept: float
    """Least top confidence for an answer at once, for a label whose misroute has the usual cost."""
    confirm: float
    """Least top confidence at which the question "is it about ...?" is worth its cost."""
    clarify: float
    """Least sum of the two best confidences at which a question about both is worth its cost."""
    reject: float
    """Least out-of-scope probability at which the phrase is rejected, whatever the other labels have."""


@dataclass(frozen=True, slots=True)
class Costs:
    """The costs of mistakes, measured in extra questions (`decision.toml`)."""

    misroute: float
    confirm: float
    clarify: float
    failed_question: float
    unneeded_operator: float
    misroute_to: Mapping[str, float]
    """Labels whose misroute costs more or less than `misroute`: label -> cost."""

    def of_misroute(self, intent: str) -> float:
        return self.misroute_to.get(intent, self.misroute)

    def severity(self, intent: str) -> float:
        """How many times the usual odds of being right are needed to accept this label.

        Accepting is cheaper from the odds (misroute - failed_question) / confirm on. They grow with misroute.
        """
        return (self.of_misroute(intent) - self.failed_question) / (self.misroute - self.failed_question)

    def accept_cut(self, intent: str, accept: float) -> float:
        """The accept threshold of this label, given the usual one."""
        return tempered(accept, 1.0 / self.severity(intent))


@dataclass(frozen=True, slots=True)
class WordDoubt:
    """How far a request may rest on one word (`decision.toml`)."""

    strongest_word: float
    """The chance that the strongest word of a request means something else."""
    margin: float
    """Least decision of the classifier at which a single word was learnt by itself."""
    heard: float
    """Least confidence of the recogniser in a single word."""


NO_DOUBT = WordDoubt(0.0, -math.inf, 0.0)
"""Every word counts as it was learnt."""


def tempered(confidence: float, severity: float) -> float:
    """The confidence with odds that are `severity` times smaller."""
    return confidence / (confidence + (1.0 - confidence) * severity)


@cache
def stated_costs() -> Costs:
    """The costs of `decision.toml`. Raises DataBroken with every fault of them."""
    stated = _stated().tables
    faults = list(cost_faults(stated.get("costs", {}), stated.get("misroute_to", {})))
    if faults:
        raise DataBroken(faults)
    return Costs(**stated["costs"], misroute_to=stated.get("misroute_to", {}))


def cost_faults(costs: Mapping[str, object], misroutes: Mapping[str, object]) -> Iterator[Fault]:
    """The faults of the tables `costs` and `misroute_to`."""
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


@cache
def stated_doubt() -> WordDoubt:
    """The doubt of `decision.toml`. Raises DataBroken with every fault of it."""
    stated = _stated().tables.get("doubt", {})
    if faults := list(doubt_faults(stated)):
        raise DataBroken(faults)
    return WordDoubt(**stated)


def doubt_faults(doubt: Mapping[str, object]) -> Iterator[Fault]:
    """The faults of the table `doubt`."""
    names = {each.name for each in fields(WordDoubt)}
    for name in sorted(names ^ set(doubt)):
        yield _fault(("doubt", name), f"[doubt] needs {', '.join(f'`{each}`' for each in sorted(names))}, nothing else")
    for name in sorted(names & set(doubt)):
        number = doubt[name]
        if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= number <= 1:
            yield _fault(("doubt", name), f"`{name}` is a number from 0 to 1, such as 0.9")


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _fault(place: tuple[str, ...], text: str) -> Fault:
    return Fault(str(STATED), _stated().line(*place), text)


def with_priors(ranking: Sequence[RankedIntent], expects: Expect) -> tuple[RankedIntent, ...]:
    """The ranking adjusted to the question that was asked: a yes is likelier after a yes/no question."""
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
    """The decision for a ranking, best label first."""
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
    """The thresholds with the least mean cost on the predictions of unseen rows.

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
    """For each row the figures that decide, and the cost of each decision."""

    first: Doubles
    sure: Doubles
    """The top confidences, tempered by the severity of a misroute to that label."""
    both: Doubles
    outside: Doubles
    rejected: NDArray[np.bool_]
    """Out-of-scope is the top label: rejected with any thresholds."""
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
    """(mean cost, accept, confirm) of the best pair of thresholds, given the other two."""
    out = outcome.rejected | (outcome.outside >= reject)
    low = np.where(outcome.both >= clarify, outcome.clarify, outcome.reject)
    kept = ~out
    # A grid of rows by (thresholds that accept, thresholds that confirm): its sums cost all pairs at once.
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
