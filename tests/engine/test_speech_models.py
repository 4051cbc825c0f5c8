"""Which speech model a language is heard with."""

from pathlib import Path

from engine.speech_models import SpeechModel
from models.store import default_models


def test_a_folder_of_another_name_is_not_the_shipped_model() -> None:
    names = [*(name for name in default_models() if name.startswith("vosk")), "vosk-model-ru-0.42"]
    assert [SpeechModel("ru", Path("/models") / name, None).shipped for name in names] == [True, True, False]
