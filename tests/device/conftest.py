"""Fixtures of the tests that need a real audio device."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.device.sound_card import SoundCard, null_sinks


@pytest.fixture
def sound_card(tmp_path: Path) -> Iterator[SoundCard]:
    with null_sinks(tmp_path / "pulse") as card:
        yield card
