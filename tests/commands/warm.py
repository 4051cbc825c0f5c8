"""What ships is read once for all tests of this process: each command in it would read the answers and models anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from datafiles.hotline import SHIPPED
from datafiles.yaml_lines import Document, read_yaml
from engine.places import intent_models
from nlu.classifier.model_file import load_folder
from nlu.classifier.predictor import IntentModel
from nlu.training.train import fit
from tests.nlu.tiny import tiny_corpus

MODELS = intent_models()
"""Those of the machine; a test may name others."""


@cache
def tiny_model() -> IntentModel:
    """A model that knows the phrases of tests/nlu/tiny.py."""
    return fit(tiny_corpus())


@contextmanager
def kept() -> Iterator[None]:
    """Keep the documents and intent models that ship. Copies, which tests change, are read as always."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dialogs.answers.knowledge_file.read_yaml", _document)
        patch.setattr("nlu.classifier.model_file.load_folder", _model)
        yield


def _document(path: Path, missing: str) -> Document:
    return (_kept_document if path.absolute().is_relative_to(SHIPPED) else read_yaml)(path, missing)


def _model(place: Path, language: str) -> IntentModel:
    return (_kept_model if place.is_relative_to(MODELS) else load_folder)(place, language)


_kept_document, _kept_model = cache(read_yaml), cache(load_folder)
