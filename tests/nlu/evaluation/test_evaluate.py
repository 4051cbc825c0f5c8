"""Evaluation: bad tables are named line by line, and the figures agree with the rows."""

import json
from pathlib import Path

import pytest

from call.errors import CorpusBroken
from nlu.classifier.model_file import make_current, save
from nlu.classifier.predictor import IntentModel
from nlu.evaluation.evaluate import cross_validate, evaluate, evaluate_file
from nlu.examples.evaluation_rows import EvaluationRow, read_rows
from tests.nlu.tiny import tiny_corpus

ROWS = (
    EvaluationRow("1", "application_status", "где же мое заявление"),
    EvaluationRow("2", "password_recovery", "забыл пароль от госуслуг"),
    EvaluationRow("3", "out_of_scope", "мама мыла раму"),
    EvaluationRow("4", "required_documents", "забыла пароль восстановить как"),
)


def test_figures_agree_with_the_rows(tiny_model: IntentModel) -> None:
    result = evaluate(tiny_model, ROWS)
    assert result.rows == 4
    assert result.accuracy == pytest.approx(2 / 3)  # over the rows in scope
    assert sum(result.decisions.values()) == 4
    assert [(row.id, row.found) for row in result.wrong] == [("4", "password_recovery")]
    assert result.confusions[0].phrases == ("забыла пароль восстановить как",)
    assert result.oos.auroc == 1.0
    assert 0 < result.latency_ms.p50 <= result.latency_ms.p99
    assert result.mean_cost == pytest.approx(sum(result.cost.values()))
    assert sum(map(sum, result.matrix.rows)) == 4
    assert result.matrix.labels[0] == "password_recovery"  # in the order of the design
    assert result.wrong[0].ranking[0].intent == "password_recovery"
    assert "out_of_scope" not in result.accept_from


def test_json_has_the_agreed_names(tiny_model: IntentModel) -> None:
    fields = json.loads(json.dumps(evaluate(tiny_model, ROWS).as_json()))
    names = {"accuracy", "macro_f1", "per_intent", "oos", "ece", "decisions", "latency_ms", "confusions", "wrong"}
    assert names <= set(fields)
    assert set(fields["per_intent"]["password_recovery"]) == {"precision", "recall", "f1", "support"}
    assert set(fields["decisions"]) == {"accept", "confirm", "clarify", "reject", "mean_cost"}
    assert set(fields["oos"]) == {"auroc", "recall", "precision"}
    assert list(evaluate(tiny_model, ROWS).lines())


def test_rows_of_one_kind_leave_figures_open(tiny_model: IntentModel) -> None:
    assert evaluate(tiny_model, ROWS[:2]).oos.auroc is None
    assert evaluate(tiny_model, ROWS[2:3]).accuracy == 0.0


def test_a_turn_without_sense_is_the_surest_out_of_scope(tiny_model: IntentModel) -> None:
    result = evaluate(tiny_model, (*ROWS, EvaluationRow("5", "out_of_scope", "э ну это")))
    assert (result.oos.auroc, result.oos.recall) == (1.0, 1.0)


@pytest.mark.whole
def test_cross_validation_judges_every_phrase_once() -> None:
    corpus = tiny_corpus()
    result = cross_validate(corpus)
    assert result.rows == len(corpus.phrases)
    assert "cross-validation" in result.model
    assert {each.id.split(":")[0] for each in result.wrong} <= {"tiny.yml"}


def test_a_file_is_evaluated_with_the_current_model(tiny_model: IntentModel, tmp_path: Path) -> None:
    make_current(tmp_path, "ru", save(tiny_model, tmp_path))
    data = tmp_path / "rows.tsv"
    data.write_text("id\tintent\ttext\r\n1\tpassword_recovery\tзабыл пароль\r\n", encoding="utf-8-sig")
    assert evaluate_file(data, "ru", tmp_path).accuracy == 1.0


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (b"", 1, "another header"),
        (b"id\ttext\tintent\n", 1, "another header"),
        (b"id\tintent\ttext\n", 2, "no phrases"),
        (b"id\tintent\ttext\n1\taffirm\n", 2, "2 cells"),
        (b"id\tintent\ttext\n\n1\tafirm\tyes\n", 3, "unknown intent `afirm`"),
        (b"id\tintent\ttext\n1\taffirm\t \n", 2, "an empty text"),
        (b"\xff\xff", 1, "not UTF-8"),
    ],
)
def test_faulty_tables(tmp_path: Path, text: bytes, line: int, says: str) -> None:
    path = tmp_path / "rows.tsv"
    path.write_bytes(text)
    with pytest.raises(CorpusBroken) as caught:
        read_rows(path)
    assert any(fault.line == line and says in fault.text for fault in caught.value.faults)


def test_a_missing_table(tmp_path: Path) -> None:
    with pytest.raises(CorpusBroken, match="cannot be read"):
        read_rows(tmp_path / "none.tsv")
