"""A model trained in a second on a corpus small enough to read."""

import pytest

from nlu.classifier.predictor import IntentModel
from nlu.training.train import fit
from nlu.understanding.understander import HotlineUnderstander
from tests.nlu.tiny import tiny_corpus


@pytest.fixture(scope="session")
def tiny_model() -> IntentModel:
    return fit(tiny_corpus())


@pytest.fixture(scope="session")
def understander(tiny_model: IntentModel) -> HotlineUnderstander:
    return HotlineUnderstander({"ru": tiny_model})
