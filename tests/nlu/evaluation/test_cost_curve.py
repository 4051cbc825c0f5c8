"""What decisions cost, counted by hand."""

import pytest

from call.events import Decision, RankedIntent, Understanding
from nlu.classifier.decision import Costs, Thresholds
from nlu.evaluation.cost_curve import MISROUTES, OPERATORS, QUESTIONS, Decided, cost_curve, cost_now

COSTS = Costs(6.0, 1.0, 1.5, 2.5, 3.0, {"goodbye": 12.0})
THRESHOLDS = Thresholds(accept=0.8, confirm=0.5, clarify=0.4, reject=0.5)


def row(truth: str, decision: Decision, **ranking: float) -> Decided:
    ranked = tuple(RankedIntent(intent, confidence) for intent, confidence in ranking.items())
    return Decided(truth, Understanding(ranked[0].intent, ranked[0].confidence, ranked, (), decision), THRESHOLDS)


@pytest.mark.parametrize(
    ("decided", "kind", "cost"),
    [
        (row("deny", Decision.ACCEPT, deny=0.9, affirm=0.1), MISROUTES, 0.0),
        (row("deny", Decision.ACCEPT, affirm=0.9, deny=0.1), MISROUTES, 6.0),
        (row("deny", Decision.ACCEPT, goodbye=0.9, deny=0.1), MISROUTES, 12.0),
        (row("out_of_scope", Decision.ACCEPT, affirm=0.9, deny=0.1), MISROUTES, 6.0),
        (row("deny", Decision.CONFIRM, deny=0.6, affirm=0.4), QUESTIONS, 1.0),
        (row("deny", Decision.CONFIRM, affirm=0.6, deny=0.4), QUESTIONS, 2.5),
        (row("deny", Decision.CLARIFY, affirm=0.3, out_of_scope=0.29, deny=0.28), QUESTIONS, 1.5),
        (row("thanks", Decision.CLARIFY, affirm=0.3, deny=0.28, thanks=0.2), QUESTIONS, 2.5),
        (row("out_of_scope", Decision.REJECT, out_of_scope=0.6, deny=0.4), OPERATORS, 0.0),
        (row("deny", Decision.REJECT, out_of_scope=0.6, deny=0.4), OPERATORS, 3.0),
    ],
)
def test_one_row(decided: Decided, kind: str, cost: float) -> None:
    assert cost_now([decided], COSTS) == {MISROUTES: 0.0, QUESTIONS: 0.0, OPERATORS: 0.0} | {kind: cost}


def test_the_curve_passes_through_what_is_decided() -> None:
    rows = [
        row("deny", Decision.CONFIRM, deny=0.7, affirm=0.3),
        row("affirm", Decision.ACCEPT, deny=0.9, affirm=0.1),
        row("operator", Decision.ACCEPT, operator=0.99),
    ]
    points = {point.accept: point for point in cost_curve(rows, COSTS)}
    assert points[0.8].by_kind == pytest.approx(cost_now(rows, COSTS))
    assert points[0.0].total == pytest.approx(2.0)  # only the wrong answer costs
    assert points[1.0].total == pytest.approx((1.0 + 2.5) / 3)  # two questions; the rule stays sure
