"""Recalibration: two factors, fitted on the gold set, that raise the confidences of a model for real callers.

The corpus is full of similar categories and out-of-scope phrases that are written to be confused. So confidences from
cross-validation inside it are too low for callers. Temperature scaling on phrases of other authors is the usual remedy
(Guo et al. 2017, section 4.2): one factor for which request it is, one for whether it is a request at all. Two factors
cannot overfit the gold phrases; measured in docs/decisions/011-decisions-and-thresholds.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from nlu.classifier.calibration import Calibration, Rejection, calibrated
from nlu.classifier.predictor import IntentModel
from nlu.examples.evaluation_rows import EvaluationRow
from nlu.labels import OUT_OF_SCOPE
from nlu.normalizer import normalize
from nlu.training.calibration_fit import log_loss

_FEWEST = 20
"""Out-of-scope rows. With fewer the second factor would be noise."""
_FACTORS = np.geomspace(0.5, 2.0, 57)


def recalibrated(model: IntentModel, gold: Sequence[EvaluationRow]) -> IntentModel:
    """The model with the log-odds of both questions multiplied by the factors that have the least log-loss on `gold`.

    Rows with labels that the model does not know are left out. With too few rows the model does not change.
    """
    known = [row for row in gold if row.intent in model.labels]
    strange = np.array([row.intent == OUT_OF_SCOPE for row in known], dtype=bool)
    if model.rejection is None or min(strange.sum(), (~strange).sum()) < _FEWEST:
        return model
    decisions = model.decisions([normalize(row.text, model.info.language) for row in known])
    truth = np.array([model.labels.index(row.intent) for row in known], dtype=np.intp)
    outside = model.labels.index(OUT_OF_SCOPE)

    def which(factor: float) -> float:
        """Log-loss of a factor for which request it is."""
        found = sharpened(model, factor, 1.0).calibration.probabilities(decisions[~strange])
        found[:, outside] = 0.0
        return log_loss(found / np.maximum(found.sum(axis=1, keepdims=True), 1e-12), truth[~strange])

    def whether(factor: float) -> float:
        sharper = sharpened(model, 1.0, factor)
        rejected = calibrated(decisions, model.labels, sharper.calibration, sharper.rejection)[:, outside]
        return log_loss(np.column_stack([1.0 - rejected, rejected]), strange.astype(np.intp))

    return sharpened(model, _least(which), _least(whether))


def sharpened(model: IntentModel, which: float, whether: float) -> IntentModel:
    """The model with the log-odds between the requests and of the rejection multiplied by these factors."""
    before, rejection = model.calibration, model.rejection
    slopes, offsets = (tuple(which * each for each in numbers) for numbers in (before.slopes, before.offsets))
    if rejection is not None:
        rejection = Rejection(tuple(whether * weight for weight in rejection.weights), whether * rejection.bias)
    return replace(model, calibration=Calibration(before.method, slopes, offsets), rejection=rejection)


def _least(loss: Callable[[float], float]) -> float:
    return float(min(_FACTORS, key=loss))
