"""The phrases for a recogniser's grammar are what the readers read."""

from datetime import date

import pytest

from call.events import Expect
from call.slots.types import SlotType
from nlu.numbers.dictation_phrases import dictation_phrases
from nlu.slots.slot_reader import WordReader

SOME = 3
"""Every third is read. They come in rounds of seven or more patterns, so all patterns are read, with other numbers."""
READER, TODAY = WordReader(), date(2026, 11, 25)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_dictation_is_a_number(language: str) -> None:
    phrases = dictation_phrases(Expect.DIGITS, language)
    assert len(phrases) > 5000
    some = phrases[::SOME]
    assert [each for each in some if not READER.read(SlotType.APPLICATION_NUMBER, each, language, TODAY)] == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_nearly_every_spelling_is_an_address_or_a_code(language: str) -> None:
    """A few are no addresses: they end before the sign with one, as when a hyphen is the last thing said."""
    phrases = dictation_phrases(Expect.SPELLING, language)
    unread = [
        each
        for each in phrases[::SOME]
        if not READER.read(SlotType.EMAIL, each, language, TODAY)
        and not READER.read(SlotType.ERROR_CODE, each, language, TODAY)
    ]
    assert len(phrases) > 9_000
    assert len(unread) < len(phrases) // SOME // 100, unread[:20]


def test_nothing_where_nothing_is_dictated() -> None:
    assert dictation_phrases(Expect.OPEN, "ru") == ()
