"""`kb tune` on the shipped samples for a few steps, and where it cannot run."""

from dataclasses import replace

import pytest

from call.errors import TooFewSamples
from datafiles.hotline import tuned_of
from dialogs.answers.knowledge_base import KnowledgeBase
from engine import tuning
from engine.tuning import TUNED, tune_sentences
from nlu.sentences.tuned_layers import read_tuned
from tests.dialogs.conftest import article
from tests.dialogs.speaker import shipped_knowledge


def some(language: str, articles: int) -> KnowledgeBase:
    """A few articles of the shipped hotline: encoding all samples takes minutes."""
    return KnowledgeBase([each for each in shipped_knowledge().articles if each.language == language][:articles])


def test_the_layers_are_written_after_the_last_step(tmp_path, monkeypatch):
    monkeypatch.setattr(tuning, "ENOUGH", 100)
    steps = []
    for step in tune_sentences(tmp_path, some("ru", 12), steps=20):
        steps.append(step)
        assert not tuned_of(tmp_path).exists()
    assert steps[-1].number == 20
    assert steps[-1].loss < steps[0].loss
    assert len(read_tuned(tuned_of(tmp_path))) == TUNED


def test_too_few_samples_name_the_remedy(tmp_path):
    small = KnowledgeBase([replace(article("ru", "password_recovery"), asked=("забыл пароль",))])
    with pytest.raises(TooFewSamples, match=r"no language with 1000 sample questions, which tuning needs\. Write more"):
        next(tune_sentences(tmp_path, small))
    assert not tuned_of(tmp_path).exists()
