"""The grammar of the training phrases, and what a recogniser makes of it."""

from pathlib import Path

import pytest

from call.errors import ModelMissing
from voice.recognition.closed_grammar import UNKNOWN
from voice.recognition.phrase_grammar import phrase_grammar
from voice.recognition.vocabulary import spellings, unknown_words

KNOWN = frozenset(("где", "моё", "заявление", "потерял"))


def test_phrases_are_spelt_as_the_model_knows_them() -> None:
    phrases = ("где мое заявление", "где мое заявление", "потерял снилс", "снилс")
    assert phrase_grammar(phrases, KNOWN.__contains__) == ("где моё заявление", "потерял", UNKNOWN)


def test_every_place_of_the_two_dots_is_tried() -> None:
    assert list(spellings("еще")) == ["еще", "ёще", "ещё"]


def test_the_model_tells_what_it_cannot_write(ru_model_folder: Path) -> None:
    assert unknown_words(("снилс", "есиа", "паспорт", "еще", "самолета"), ru_model_folder) == {"снилс", "есиа"}


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        unknown_words(("паспорт",), tmp_path / "no-model")
