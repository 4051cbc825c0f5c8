"""Thresholds follow from costs."""

from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

from call.events import Decision, Expect, RankedIntent
from nlu.classifier.decision import (
    Costs,
    Thresholds,
    cost_faults,
    decide,
    doubt_faults,
    fit_thresholds,
    stated_costs,
    stated_doubt,
    with_priors,
)
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
            Decision.ACCEPT: 0.0 if inside[0] == label else costs.of_misroute(inside[0]),
            Decision.CONFIRM: costs.confirm if inside[0] == label else costs.failed_question,
            Decision.CLARIFY: costs.clarify if label in inside[:2] else costs.failed_question,
            Decision.REJECT: 0.0 if label == OUT_OF_SCOPE else costs.unneeded_operator,
        }[decide(ranked, thresholds)]
    return total / len(truth)


def test_fitted_thresholds_cost_less_than_any_others_tried() -> None:
    probabilities, truth = predictions(600, 0.4)
    costs = stated_costs()
    fitted = fit_thresholds(probabilities, truth, LABELS, costs)
    least = mean_cost(probabilities, truth, fitted, costs)
    random = np.random.default_rng(6)
    for _ in range(60):
        accept, confirm, clarify, reject = random.uniform(0.2, 1.0, 4)
        other = Thresholds(max(accept, confirm), min(accept, confirm), clarify, reject)
        assert least <= mean_cost(probabilities, truth, other, costs) + 0.02


def test_honest_probabilities_are_accepted_where_it_begins_to_pay() -> None:
    """Accepting beats confirming from the odds (misroute - failed question) / confirmation."""
    probabilities, truth = predictions(8000, 0.5)
    costs = replace(stated_costs(), misroute_to={})
    pays = (costs.misroute - costs.failed_question) / costs.confirm
    assert fit_thresholds(probabilities, truth, LABELS, costs).accept == pytest.approx(pays / (1 + pays), abs=0.06)


def test_a_dearer_misroute_makes_accepting_rarer() -> None:
    probabilities, truth = predictions(2000, 0.5)
    cheap = replace(stated_costs(), misroute=3.0, misroute_to={})
    dear = replace(cheap, misroute=30.0)
    accepts = [fit_thresholds(probabilities, truth, LABELS, costs).accept for costs in (cheap, dear)]
    assert accepts[0] < accepts[1]


def test_a_label_that_costs_more_is_accepted_later() -> None:
    hang_up = [RankedIntent("goodbye", 0.85), RankedIntent("thanks", 0.15)]
    thanks = [RankedIntent("thanks", 0.75), RankedIntent("goodbye", 0.25)]
    assert decide(hang_up, THRESHOLDS) is Decision.CONFIRM
    assert decide(thanks, THRESHOLDS) is Decision.ACCEPT
    costs = stated_costs()
    assert costs.accept_cut("thanks", 0.8) < costs.accept_cut("affirm", 0.8) < costs.accept_cut("goodbye", 0.8)
    assert costs.accept_cut("affirm", 0.8) == pytest.approx(0.8)
    cut = costs.accept_cut("goodbye", 0.8)
    assert decide([RankedIntent("goodbye", cut + 0.001)], THRESHOLDS) is Decision.ACCEPT
    assert decide([RankedIntent("goodbye", cut - 0.001)], THRESHOLDS) is not Decision.ACCEPT


@pytest.mark.parametrize(
    ("costs", "misroutes", "says"),
    [
        ({"misroute": 6.0}, {}, "lacks `confirm`"),
        ({"confrm": 1.0}, {}, "unknown name `confrm`"),
        ({"confirm": -1}, {}, "a positive number"),
        ({"confirm": "one"}, {}, "a positive number"),
        ({"failed_question": 7.0}, {}, "must cost more than `failed_question`"),
        ({}, {"godbye": 9.0}, "unknown name `godbye`"),
        ({}, {"goodbye": 2.0}, "must cost more than `failed_question`"),
    ],
)
def test_faulty_costs_are_named(costs: dict[str, object], misroutes: dict[str, object], says: str) -> None:
    whole = {"misroute": 6.0, "confirm": 1.0, "clarify": 1.3, "failed_question": 2.6, "unneeded_operator": 3.0}
    given = costs if "lacks" in says else {**whole, **costs}
    assert any(says in fault.text for fault in cost_faults(given, misroutes))
    assert not list(cost_faults(whole, {"goodbye": 12.0}))


def test_what_cannot_be_told_apart_is_hardly_accepted() -> None:
    random = np.random.default_rng(7)
    probabilities = random.dirichlet([0.3] * 3, 2000)
    fitted = fit_thresholds(probabilities, random.integers(0, 2, 2000), LABELS, stated_costs())
    assert np.mean(probabilities[:, :2].max(axis=1) >= fitted.accept) < 0.05


def test_a_yes_is_likelier_after_a_question() -> None:
    rows = ranking(affirm=0.3, repeat=0.5, deny=0.2)
    assert with_priors(rows, Expect.OPEN) == tuple(rows)
    asked = with_priors(rows, Expect.YES_NO)
    assert asked[0].intent == "affirm"
    assert sum(row.confidence for row in asked) == pytest.approx(1.0)


def test_a_faulty_cost_is_named_with_its_file_and_line() -> None:
    costs = {"misroute": 6.0, "confirm": 1.0, "clarify": 1.3, "failed_question": 2.6, "unneeded_operator": 3.0}
    (fault,) = cost_faults(costs, {"goodbye": 1.0})
    assert Path(fault.path).read_text(encoding="utf-8").splitlines()[fault.line - 1].startswith("goodbye = ")


def test_the_stated_doubt_is_sound() -> None:
    doubt = stated_doubt()
    assert 0 < doubt.strongest_word < 0.5
    assert list(doubt_faults(asdict(doubt))) == []


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"strongest_word": 1.5}, "`strongest_word` is a number from 0 to 1"),
        ({"heard": "much"}, "`heard` is a number"),
        ({"margin": True}, "`margin` is a number"),
        ({"two_words": 0.1}, "[doubt] needs `heard`, `margin`, `strongest_word`, nothing else"),
    ],
)
def test_a_fault_of_the_doubt_is_named(change: dict[str, object], text: str) -> None:
    (fault,) = doubt_faults(asdict(stated_doubt()) | change)
    assert text in fault.text
    assert fault.path.endswith("decision.toml")


def test_a_missing_doubt_is_named() -> None:
    assert [fault.text.split(",")[0] for fault in doubt_faults({})] == ["[doubt] needs `heard`"] * 3
