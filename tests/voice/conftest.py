"""The speech models and the small recordings of these tests."""

from pathlib import Path

import pytest

from voice.recognition.recogniser_pool import RecogniserPool

ROOT = Path(__file__).parents[2]
SOUNDS = Path(__file__).parent / "sounds"


def _model(name: str) -> Path:
    folder = ROOT / "models" / name
    if not folder.is_dir():
        pytest.fail(f"{folder} is missing: run `python run_assistant.py models fetch`")
    return folder


@pytest.fixture(scope="session")
def ru_model_folder() -> Path:
    return _model("vosk-model-small-ru-0.22")


@pytest.fixture(scope="session")
def en_model_folder() -> Path:
    return _model("vosk-model-small-en-us-0.15")


@pytest.fixture(scope="session")
def pool(ru_model_folder: Path, en_model_folder: Path) -> RecogniserPool:
    return RecogniserPool({"ru": ru_model_folder, "en": en_model_folder})


@pytest.fixture(scope="session")
def sounds() -> Path:
    """Recordings made with festival's voice_msu_ru_nsh_clunits; sounds/README.md tells what is said in each."""
    return SOUNDS
