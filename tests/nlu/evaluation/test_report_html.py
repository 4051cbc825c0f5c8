"""The page: whole, self-contained, and safe with any phrase."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from nlu.classifier.predictor import IntentModel
from nlu.evaluation.evaluate import evaluate
from nlu.evaluation.learning_curve import IntentGain, LearningCurve
from nlu.evaluation.report_html import page
from nlu.evaluation.result import Evaluation
from nlu.examples.evaluation_rows import EvaluationRow

ROWS = (
    EvaluationRow("1", "application_status", "где же мое заявление"),
    EvaluationRow("2", "password_recovery", "забыл пароль от госуслуг"),
    EvaluationRow("3", "out_of_scope", "мама мыла раму"),
    EvaluationRow("<4>", "required_documents", "забыла пароль <script>alert(1)</script> $style"),
)
CURVE = LearningCurve(
    (0.5, 1.0),
    (100, 200),
    (0.6, 0.7),
    (IntentGain("deny", 90, (0.5, 0.6), 1.2, 0.1), IntentGain("thanks", 50, (0.5, 0.5), -0.1, 0.4)),
)
VOID = {"meta", "br"}


class Tags(HTMLParser):
    """Opened and not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def result(tiny_model: IntentModel) -> Evaluation:
    return evaluate(tiny_model, ROWS)


@pytest.mark.parametrize("curve", [None, CURVE])
def test_the_page_is_whole_and_refers_to_nothing(result: Evaluation, curve: LearningCurve | None) -> None:
    html = page(replace(result, learning_curve=curve))
    tags = Tags()
    tags.feed(html)
    assert tags.open == []
    assert not re.search(r"""(?:src|href)=|url\(|@import|https?://""", html)
    assert ("Ten more phrases" in html) == (curve is not None)


def test_phrases_are_text(result: Evaluation) -> None:
    html = page(result)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; $style" in html
    assert "<script>alert" not in html


def test_the_figures_are_there(result: Evaluation) -> None:
    html = page(result)
    assert f"{result.accuracy:.3f}" in html
    assert "required_documents found as password_recovery: 1 of 1" in html
    assert html.count("<svg") == 3


def test_one_row_is_enough(tiny_model: IntentModel) -> None:
    assert "<svg" in page(evaluate(tiny_model, ROWS[2:3]))
