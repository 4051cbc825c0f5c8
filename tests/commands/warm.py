"""Answers and models are read once for all tests of this process: each command in it would read them anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from datafiles.yaml_lines import Document, read_yaml
from engine.places import intent_models
from nlu.classifier.model_file import load_folder
from nlu.classifier.predictor import IntentModel
from nlu.training.train import fit
from tests.nlu.tiny import tiny_corpus

MODELS = intent_models()
"""Those of the machine; a test may name others."""
LARGEST = 100_000
"""Bytes of an article that is kept."""
_documents: dict[bytes, Document] = {}


@cache
def tiny_model() -> IntentModel:
    """A model that knows the phrases of tests/nlu/tiny.py."""
    return fit(tiny_corpus())


@contextmanager
def kept() -> Iterator[None]:
    """Keep the parsed articles, and the intent models of the machine. What a test changed is read as always."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dialogs.answers.knowledge_file.read_yaml", _document)
        patch.setattr("nlu.classifier.model_file.load_folder", _model)
        yield


def _document(path: Path, missing: str) -> Document:
    """By its content, so that copies are parsed once too. A file that changes meanwhile is not kept."""
    if not path.is_file() or path.stat().st_size > LARGEST:
        return read_yaml(path, missing)
    content = path.read_bytes()
    if content not in _documents:
        document = read_yaml(path, missing)
        if document.faults or path.read_bytes() != content:
            return document
        _documents[content] = document
    return replace(_documents[content], path=str(path))


def _model(place: Path, language: str) -> IntentModel:
    return (_kept_model if place.is_relative_to(MODELS) else load_folder)(place, language)


_kept_model = cache(load_folder)
