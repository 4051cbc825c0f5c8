"""Thresholds follow from costs."""

from dataclasses import replace

import numpy as np
import pytest

from call.events import Decision, Expect, RankedIntent
from nlu.decision import Costs, Thresholds, decide, fit_thresholds, stated_costs, with_priors
from nlu.labels import OUT_OF_SCOPE

THRESHOLDS = Thresholds(accept=0.8, confirm=0.5, clarify=0.6, reject=0.5)
LABELS = ("affirm", "deny", OUT_OF_SCOPE)


def ranking(**confidences: float) -> list[RankedIntent]:
    rows = [RankedIntent(intent, confidence) for intent, confidence in confidences.items()]
    return sorted(rows, key=lambda row: -row.confidence)


@pytest.mark.parametrize(
    ("confidences", "decision"),
    [
        ({"affirm": 0.9, "deny": 0.1}, Decision.ACCEPT),
        ({"affirm": 0.8, "deny": 0.2}, Decision.ACCEPT),
        ({"affirm": 0.6, "deny": 0.4}, Decision.CONFIRM),
        ({"affirm": 0.4, "deny": 0.35}, Decision.CLARIFY),
        ({"affirm": 0.4, "deny": 0.1}, Decision.REJECT),
        ({OUT_OF_SCOPE: 0.45, "affirm": 0.3, "deny": 0.25}, Decision.REJECT),
        ({"affirm": 0.5, OUT_OF_SCOPE: 0.5}, Decision.REJECT),
        ({"affirm": 1.0}, Decision.ACCEPT),
    ],
)
def test_decisions(confidences: dict[str, float], decision: Decision) -> None:
    assert decide(ranking(**confidences), THRESHOLDS) is decision


def predictions(rows: int, noise: float) -> tuple[np.ndarray, np.ndarray]:
    """Well calibrated rows: the label is drawn from its own probabilities."""
    random = np.random.default_rng(5)
    probabilities = random.dirichlet([noise] * 3, rows)
    truth = np.array([random.choice(3, p=row) for row in probabilities])
    return probabilities, truth


def mean_cost(probabilities: np.ndarray, truth: np.ndarray, thresholds: Thresholds, costs: Costs) -> float:
    total = 0.0
    for row, right in zip(probabilities, truth, strict=True):
        ranked = ranking(**dict(zip(LABELS, row.tolist(), strict=True)))
        inside = [each.intent for each in ranked if each.intent != OUT_OF_SCOPE]
        label = LABELS[right]
        total += {
            Decision.ACCEPT: 0.0 if inside[0] == label else costs.misroute,
            Decision.CONFIRM: costs.confirm if inside[0] == label else costs.failed_question,
            Decision.CLARIFY: costs.clarify if label in inside[:2] else costs.failed_question,
            Decision.REJECT: 0.0 if label == OUT_OF_SCOPE else costs.unneeded_operator,
        }[decide(ranked, thresholds)]
    return total / len(truth)


def test_fitted_thresholds_cost_less_than_any_others_tried() -> None:
    probabilities, truth = predictions(600, 0.4)
    costs = replace(stated_costs(), accepted_precision=0.0)
    fitted = fit_thresholds(probabilities, truth, LABELS, costs)
    least = mean_cost(probabilities, truth, fitted, costs)
    random = np.random.default_rng(6)
    for _ in range(60):
        accept, confirm, clarify, reject = random.uniform(0.2, 1.0, 4)
        other = Thresholds(max(accept, confirm), min(accept, confirm), clarify, reject)
        assert least <= mean_cost(probabilities, truth, other, costs) + 0.02


def test_a_dearer_misroute_makes_accepting_rarer() -> None:
    probabilities, truth = predictions(2000, 0.5)
    cheap = replace(stated_costs(), misroute=1.5, accepted_precision=0.0)
    dear = replace(cheap, misroute=30.0)
    accepts = [fit_thresholds(probabilities, truth, LABELS, costs).accept for costs in (cheap, dear)]
    assert accepts[0] < accepts[1]


def test_the_target_precision_is_kept() -> None:
    probabilities, truth = predictions(3000, 0.5)
    fitted = fit_thresholds(probabilities, truth, LABELS, replace(stated_costs(), accepted_precision=0.97))
    ranked = [ranking(**dict(zip(LABELS, row.tolist(), strict=True))) for row in probabilities]
    accepted = [at for at, row in enumerate(ranked) if decide(row, fitted) is Decision.ACCEPT]
    right = [ranked[at][0].intent == LABELS[truth[at]] for at in accepted]
    assert len(accepted) > 100
    assert np.mean(right) >= 0.97


def test_what_cannot_be_told_apart_is_never_accepted() -> None:
    random = np.random.default_rng(7)
    probabilities = random.dirichlet([0.3] * 3, 400)
    fitted = fit_thresholds(probabilities, random.integers(0, 2, 400), LABELS, stated_costs())
    assert not any((row[:2] >= fitted.accept).any() for row in probabilities)


def test_a_yes_is_likelier_after_a_question() -> None:
    rows = ranking(affirm=0.3, repeat=0.5, deny=0.2)
    assert with_priors(rows, Expect.OPEN) == tuple(rows)
    asked = with_priors(rows, Expect.YES_NO)
    assert asked[0].intent == "affirm"
    assert sum(row.confidence for row in asked) == pytest.approx(1.0)
