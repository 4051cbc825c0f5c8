"""Two requests are heard in one turn only if its halves ask for two things."""

from dataclasses import replace

import pytest

from call.start import UNKNOWN_START
from dialogs.dialog import HotlineDialog
from engine.parts import numbers_from_one
from tests.dialogs.speaker import hear, hotline_of, shipped_finder, shipped_knowledge, shipped_phrases

PASSWORD, STATUS = "password_recovery", "application_status"


@pytest.fixture
def dialog() -> HotlineDialog:
    hotline = replace(hotline_of(shipped_knowledge(), shipped_phrases()), finder=shipped_finder())
    return HotlineDialog(hotline, UNKNOWN_START, numbers_from_one(), "ru")


@pytest.mark.parametrize(
    ("said", "both"),
    [
        ("забыл пароль и ещё где моё заявление", True),
        ("пароль забыла а телефон старый отключили", False),
        ("пароль", False),
    ],
)
def test_one_matter_is_not_heard_as_two(dialog: HotlineDialog, said: str, both: bool) -> None:
    assert ("both_heard" in hear(dialog, said, PASSWORD, further=(STATUS,))) is both
