"""The vocabulary of the real model."""

from pathlib import Path

import pytest

from call.errors import ModelCorrupt, ModelMissing
from models.store import locate
from voice.recognition.vocabulary import unknown_words


def test_what_the_russian_model_can_write() -> None:
    try:
        folder = locate("ru")
    except ModelMissing:
        pytest.skip("the Russian speech model is not here: `run_assistant.py models fetch`")
    assert unknown_words(["паспорт", "ещё", "еще", "снилс", "из-за"], folder) == {"снилс"}


def test_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        unknown_words(["да"], tmp_path / "nothing")
    with pytest.raises(ModelCorrupt):
        unknown_words(["да"], tmp_path)
