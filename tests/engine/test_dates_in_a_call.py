"""A date that a caller names without a year, and the hour, are kept; tested with the product's own parts."""

from datetime import datetime
from pathlib import Path

import pytest

from call.acts import CallBack
from call.events import CallerTurn
from call.start import CallStart
from desk.journal import Journal, read_journal
from dialogs.dialog import HotlineDialog
from dialogs.hotline import Hotline
from engine.parts import load_hotline, numbers_from_one
from tests.dialogs.speaker import turn

WEDNESDAY, BEFORE_MIDNIGHT = (
    datetime.fromisoformat(text) for text in ("2026-11-25T11:00:00+03:00", "2026-11-25T23:59:30+03:00")
)
PHONE = {
    "ru": "восемь девятьсот двенадцать триста сорок пять шестьдесят семь восемьдесят девять",
    "en": "eight nine one two three four five six seven eight nine",
}


@pytest.fixture(scope="module")
def hotline() -> Hotline:
    """The product's hotline, with its slot reader."""
    return load_hotline()


def handed(hotline: Hotline, path: Path, language: str, words: str, at: datetime = WEDNESDAY) -> dict[str, str]:
    """The slots of the promised call back, from the journal."""
    dialog = HotlineDialog(hotline, CallStart(at), numbers_from_one(), language)
    journal = Journal(path, "call")
    said = [(words, "callback"), (PHONE[language], "provide_number"), ("да", "affirm"), ("не знаю", "-")]
    for place, (text, label) in enumerate(said):
        dialog.tick(place * 60_000)
        each = turn(text, label, language=language)
        for act in dialog.hear(CallerTurn(place * 60_000, place * 60_000, each.transcript, each.understanding)):
            if isinstance(act, CallBack):
                journal.did(each.end_ms, act)
    journal.close()
    (event,) = read_journal(path)
    slots = event["slots"]
    assert isinstance(slots, list)
    return {slot["name"]: slot["value"] for slot in slots}


@pytest.mark.parametrize(
    ("language", "words", "day"),
    [
        ("ru", "перезвоните мне завтра", "2026-11-26"),
        ("ru", "перезвоните мне в понедельник", "2026-11-30"),
        ("ru", "перезвоните двадцать восьмого ноября", "2026-11-28"),
        ("ru", "перезвоните пятого января", "2027-01-05"),
        ("ru", "перезвоните 28.11.2026", "2026-11-28"),
        ("ru", "перезвоните двадцать восьмого ноября две тысячи двадцать шестого года", "2026-11-28"),
        ("en", "call me back tomorrow", "2026-11-26"),
        ("en", "call me back on monday", "2026-11-30"),
        ("en", "call me back on november twenty eighth", "2026-11-28"),
        ("en", "call me back november twenty eighth twenty twenty six", "2026-11-28"),
    ],
)
def test_a_day_is_kept_whether_its_year_is_said_or_not(
    hotline: Hotline, tmp_path: Path, language: str, words: str, day: str
) -> None:
    slots = handed(hotline, tmp_path / "journal.jsonl", language, words)
    assert (slots.get("convenient"), slots["phone"]) == (day, "79123456789")


def test_the_day_is_that_of_the_moment_not_of_the_arrival(hotline: Hotline, tmp_path: Path) -> None:
    dialog = HotlineDialog(hotline, CallStart(BEFORE_MIDNIGHT), numbers_from_one(), "ru")
    dialog.tick(60_000)
    each = turn("перезвоните мне завтра", "callback")
    dialog.hear(CallerTurn(60_000, 61_000, each.transcript, each.understanding))
    assert '"2026-11-27"' in dialog.snapshot.text.replace("\\", "")


@pytest.mark.parametrize("words", ["вчера отказали перезвоните мне", "отказали двадцатого ноября перезвоните"])
def test_a_day_that_has_passed_is_no_time_to_ring(hotline: Hotline, tmp_path: Path, words: str) -> None:
    assert "convenient" not in handed(hotline, tmp_path / "journal.jsonl", "ru", words)


@pytest.mark.parametrize(
    ("language", "words", "day", "hour"),
    [
        ("ru", "перезвоните мне завтра после трёх", "2026-11-26", "15:00"),
        ("ru", "перезвоните в понедельник в пятнадцать тридцать", "2026-11-30", "15:30"),
        ("ru", "перезвоните завтра в 15:30", "2026-11-26", "15:30"),
        ("ru", "перезвоните завтра утром в девять", "2026-11-26", "09:00"),
        ("ru", "перезвоните мне завтра", "2026-11-26", None),
        ("en", "call me back tomorrow at half past two", "2026-11-26", "14:30"),
    ],
)
def test_the_hour_is_kept_with_the_day(
    hotline: Hotline, tmp_path: Path, language: str, words: str, day: str, hour: str | None
) -> None:
    slots = handed(hotline, tmp_path / "journal.jsonl", language, words)
    assert (slots["convenient"], slots.get("hour")) == (day, hour)


def test_an_hour_in_what_was_told_before_is_no_time_to_ring(hotline: Hotline) -> None:
    dialog = HotlineDialog(hotline, CallStart(WEDNESDAY), numbers_from_one(), "ru")
    for text, label in (("вчера в три часа не пришёл код", "password_recovery"), ("перезвоните мне", "callback")):
        each = turn(text, label)
        dialog.hear(each)
    progress = dialog.state.place.form
    assert progress is not None
    assert (progress.form, progress.value("hour")) == ("callback", "")
