"""Comparing two models: every changed phrase is listed on the right side, and chance is told from change."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from nlu.classifier.predictor import IntentModel
from nlu.evaluation.compare import Comparison, Prediction, compare
from nlu.evaluation.mcnemar import exact_p
from nlu.examples.evaluation_rows import EvaluationRow

ROWS = (
    EvaluationRow("1", "application_status", "где же мое заявление"),
    EvaluationRow("2", "password_recovery", "забыл пароль от госуслуг"),
    EvaluationRow("3", "password_recovery", "пароль не помню совсем"),
    EvaluationRow("4", "out_of_scope", "мама мыла раму"),
    EvaluationRow("5", "required_documents", "забыла пароль восстановить как"),
)


def shifted(model: IntentModel, intent: str, by: float) -> IntentModel:
    """A model that likes one label more, or less."""
    intercepts = model.intercepts.copy()
    intercepts[model.labels.index(intent)] += by
    return replace(model, intercepts=intercepts)


@pytest.fixture(scope="module")
def worse(tiny_model: IntentModel) -> Comparison:
    return compare(tiny_model, shifted(tiny_model, "password_recovery", -20), ROWS, ("old", "new"))


def test_a_lost_label_is_seen(worse: Comparison) -> None:
    assert (worse.old.right, worse.new.right, worse.rows) == (4, 2, 5)
    assert [change.id for change in worse.worse] == ["2", "3"]
    assert not worse.better
    assert worse.worse[0].old.outcome == "password_recovery" != worse.worse[0].new.outcome
    first = worse.intents[0]
    assert (first.intent, first.lost, first.old.recall, first.new.recall) == ("password_recovery", 2, 1.0, 0.0)
    assert worse.p == exact_p(2, 0) == 0.5
    assert sum(worse.new.decisions.values()) == sum(worse.old.decisions.values()) == 5


def test_the_other_way_round_it_is_better(worse: Comparison, tiny_model: IntentModel) -> None:
    back = compare(shifted(tiny_model, "password_recovery", -20), tiny_model, ROWS, ("new", "old"))
    assert [change.id for change in back.better] == ["2", "3"]
    assert (back.worse, back.p) == ((), worse.p)
    assert back.old == worse.new


def test_a_model_equals_itself(tiny_model: IntentModel) -> None:
    same = compare(tiny_model, tiny_model, ROWS, ("a", "b"))
    assert (same.better, same.worse, same.p) == ((), (), 1.0)
    assert not [line for line in same.lines() if "worse:" in line or "better:" in line]


def test_terminal_and_json_name_the_phrases(worse: Comparison) -> None:
    text = "\n".join(worse.lines())
    for words in ("old -> new", "4 -> 2", "0 better, 2 worse", "McNemar p 0.500", "1.00 -> 0.00", ROWS[1].text):
        assert words in text
    fields = json.loads(json.dumps(worse.as_json()))
    assert {"old", "new", "better", "worse", "p", "intents"} <= fields.keys()
    assert fields["worse"][0]["text"] == ROWS[1].text
    assert fields["intents"][0]["new"]["recall"] == 0.0


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        (Prediction("complaint", 0.9, "accept"), "complaint"),
        (Prediction("complaint", 0.5, "clarify"), "complaint"),
        (Prediction("complaint", 0.3, "reject"), "out_of_scope"),
        (Prediction("out_of_scope", 0.9, "reject"), "out_of_scope"),
    ],
)
def test_what_is_rejected_is_out_of_scope_for_the_caller(found: Prediction, outcome: str) -> None:
    assert found.outcome == outcome


def test_a_rejected_request_is_lost(tiny_model: IntentModel) -> None:
    """The label stays right, but the caller gets nothing: such a model must not pass for as good."""
    timid = replace(tiny_model, thresholds=replace(tiny_model.thresholds, accept=1.0, confirm=1.0, clarify=2.0))
    comparison = compare(tiny_model, timid, ROWS, ("old", "new"))
    assert {"1", "2", "3"} <= {change.id for change in comparison.worse}


@given(st.integers(0, 300), st.integers(0, 300))
def test_mcnemar_is_the_binomial_test(worse: int, better: int) -> None:
    expected = binomtest(worse, worse + better).pvalue if worse + better else 1.0
    assert exact_p(worse, better) == pytest.approx(expected, rel=1e-9)
    assert exact_p(worse, better) == exact_p(better, worse)
