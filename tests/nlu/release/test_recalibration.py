"""Two factors learnt from rows that the model has not seen."""

import numpy as np
import pytest

from nlu.classifier.predictor import IntentModel
from nlu.examples.evaluation_rows import EvaluationRow
from nlu.release.recalibration import recalibrated, sharpened
from tests.nlu.tiny import SAID

SEEN = [
    EvaluationRow(str(at), intent, text.strip())
    for intent, said in SAID.items()
    for at, text in enumerate(said.split(","))
]


def test_too_few_rows_change_nothing(tiny_model: IntentModel) -> None:
    assert recalibrated(tiny_model, SEEN[:12]) is tiny_model


def test_a_model_that_is_always_right_becomes_surer(tiny_model: IntentModel) -> None:
    strangers = [EvaluationRow("s", "out_of_scope", text) for text in SAID["out_of_scope"].split(",")] * 2
    rows = [*SEEN, *strangers, EvaluationRow("u", "complaint", "совести нет")]
    surer = recalibrated(tiny_model, rows)
    assert surer.calibration.slopes[0] > tiny_model.calibration.slopes[0]
    before, after = (model.probabilities([row.text for row in SEEN]).max(axis=1) for model in (tiny_model, surer))
    assert after.mean() > before.mean()


@pytest.mark.parametrize("factor", [0.5, 1.0, 2.0])
def test_sharpening_multiplies_log_odds(tiny_model: IntentModel, factor: float) -> None:
    text, outside = "забыл пароль", tiny_model.labels.index("out_of_scope")
    before, after = (m.probabilities([text])[0] for m in (tiny_model, sharpened(tiny_model, factor, factor)))
    odds = [np.log(p[outside] / (1 - p[outside])) for p in (before, after)]
    assert odds[1] == pytest.approx(factor * odds[0])
    ratio = [np.log(p[0] / p[1]) for p in (before, after)]
    assert ratio[1] == pytest.approx(factor * ratio[0], rel=1e-5)
