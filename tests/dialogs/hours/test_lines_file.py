"""The lines that ship, and what the author of a broken file is told."""

import re
from pathlib import Path

import pytest

from call.errors import LinesBroken
from datafiles.categories import REQUESTS
from datafiles.hotline import HOTLINE
from dialogs.answers.knowledge_types import spoken_seconds
from dialogs.hours.line_book import ALWAYS_OPEN
from dialogs.hours.lines_doc import DOCUMENT, describe
from dialogs.hours.lines_file import FILE, department_ids, load_lines
from dialogs.hours.lines_parts import Profile
from dialogs.phrases.prompts import Prompt
from tests.dialogs.speaker import shipped_phrases

BOOK = load_lines()
LONGEST_S = 12


def broken(tmp_path: Path, old: str, new: str) -> list[str]:
    """The faults after a change, as `line: text`."""
    text = (HOTLINE / FILE).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / FILE
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LinesBroken) as caught:
        load_lines(tmp_path)
    assert {fault.path for fault in caught.value.faults} == {str(path)}
    return [f"{fault.line}: {fault.text}" for fault in caught.value.faults]


def line_of(start: str) -> int:
    lines = (HOTLINE / FILE).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(start))


@pytest.mark.parametrize(
    ("line", "number", "department", "rate"),
    [
        ("main", "84957777777", "general", 1.0),
        ("pension", "88005553535", "social_protection", 0.85),
        ("disability", "88005553636", "social_protection", 0.9),
        ("business", "88005553737", "business", 1.0),
        ("general", "88005553838", "general", 1.0),
    ],
)
def test_the_numbers_of_the_hotline(line: str, number: str, department: str, rate: float) -> None:
    entry = BOOK.lines[line]
    assert (entry.number, entry.department, BOOK.profile(line).rate) == (number, department, rate)
    assert not entry.skill or entry.skill in BOOK.departments[department].skills


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("business", "business"),
        ("88005553737", "business"),
        ("+7 (800) 555-37-37", "business"),
        ("37-37", "business"),
        ("8 495 777 77 77", "main"),
        ("7", None),
        ("", None),
        ("nowhere", None),
        ("88005553939", None),
    ],
)
def test_a_line_is_named_by_its_id_or_its_number(text: str, line: str | None) -> None:
    assert BOOK.named(text) == line


def test_an_unknown_line_is_the_main_one() -> None:
    assert BOOK.line("nowhere") is BOOK.lines["main"]
    assert ALWAYS_OPEN.line("pension") is ALWAYS_OPEN.lines["main"]


def test_area_codes_and_regions_belong_to_one_zone() -> None:
    for names in ("codes", "regions"):
        named = [name for zone in BOOK.zones.values() for name in getattr(zone, names)]
        assert len(named) == len(set(named))
    assert {zone.offset_h for zone in BOOK.zones.values()} == set(range(2, 13))


def test_what_is_said_is_short_and_names_no_figure() -> None:
    for prompt, texts in BOOK.sentences():
        for language, text in texts.items():
            assert spoken_seconds(text, language) <= LONGEST_S, prompt
            assert not re.search(r"\d", text), prompt
            assert not re.search("[A-Za-z]" if language == "ru" else "[А-Яа-яЁё]", text), prompt


def test_every_line_says_that_a_robot_speaks_and_records() -> None:
    for line in BOOK.lines.values():
        if line.greeting:
            assert "робот" in line.greeting["ru"]
            assert "записывается" in line.greeting["ru"]
            assert "robot" in line.greeting["en"]
            assert "recorded" in line.greeting["en"]


def test_live_hours_follow_request_categories() -> None:
    assert set(BOOK.live_hours) <= set(REQUESTS)


def test_the_phrases_about_the_limit_say_what_the_profiles_say() -> None:
    phrases = shipped_phrases()
    assert {(profile.warning_min, profile.limit_min) for profile in BOOK.profiles.values()} == {(28, 30)}
    assert (Profile().warning_ms, Profile().limit_ms) == (28 * 60_000, 30 * 60_000)
    assert "до тридцати минут, осталось две" in phrases.phrase("ru", Prompt.TIME_WARNING).text


def test_there_are_no_more_departments_than_the_answers_may_name() -> None:
    assert department_ids() == tuple(BOOK.departments)


@pytest.mark.parametrize(
    ("old", "new", "at", "text"),
    [
        ('mon = "00:00-24:00"', 'mon = "0-24"', 'mon = "00:00', '"0-24" are no hours: write them as'),
        ('mon = "00:00-24:00"', 'mon = "22:00-06:00"', 'mon = "00:00', "the end must come after the beginning"),
        ('mon = "00:00-24:00"', 'mon = "00:00-24:01"', 'mon = "00:00', "the end must come after the beginning"),
        ('mon = "00:00-24:00"', 'mon = "09:00-13:00, 12:00-18:00"', 'mon = "00:00', "the spans overlap"),
        ('mon = "00:00-24:00"', "mon = 9", 'mon = "00:00', "hours are a text such as"),
        ('mon = "00:00-24:00"', 'monday = "00:00-24:00"', 'mon = "00:00', "unknown key: schedules.always.monday"),
        ('holidays = "open"', 'holidays = "maybe"', 'holidays = "open"', "Input should be 'open' or 'closed'"),
        ("offset_h = 2\n", 'offset_h = "east"\n', "offset_h = 2", "valid integer"),
        ('codes = ["401"]', 'codes = ["40x"]', 'codes = ["401"]', "zones.kaliningrad.codes.0"),
        ('profile = "unhurried"', 'profile = "unhuried"', 'profile = "unhurried"', 'did you mean "unhurried"?'),
        ('profile = "unhurried"', "", "[lines.pension]", "missing: lines.pension.profile"),
        ('overflow = ["registration"]', 'overflow = ["no"]', 'overflow = ["registration"]', '"no" is not there'),
        ('schedule = "always"', 'schedule = "allways"', 'schedule = "always"', 'did you mean "always"?'),
        ("[lines.main]", "[lines.central]", "[lines.main]", 'lines: "main" is not there'),
        (', en = "Main number" }', " }", 'name = { ru = "Единый', "needed once in each language: ru, en"),
        ('opens = "Они снова будут на месте {when}."', 'opens = "Скоро."', "opens = ", "it must hold {when}"),
        ('["contact_info"]', '["contact_inf"]', "live_hours", 'did you mean "contact_info"?'),
        ("rate = 0.85", "rate = 9", "rate = 0.85", "less than or equal to 4"),
        ('weekdays = ["в понедельник", ', "weekdays = [", 'weekdays = ["в', "weekdays: 7 are needed"),
        ("off = []", "off = [2027-13-01]", "off = []", "not TOML"),
        ("off = []", 'off = ["soon"]', "off = []", "days.off.0"),
        ('closed = { ru = "Специалистов сейчас нет."', 'closed = { ru = "Нет"', None, "end it with one of . ! ?"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, at: str | None, text: str) -> None:
    faults = broken(tmp_path, old, new)
    assert any(text in fault and (at is None or fault.startswith(f"{line_of(at)}: ")) for fault in faults), faults


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    assert len(broken(tmp_path, "[schedules.office]", "[schedules.bureau]")) == 6


def test_an_announcement_needs_a_time_zone(tmp_path: Path) -> None:
    banner = """[announcements.delays]
lines = ["main"]
starts = 2026-12-28T09:00:00
ends = 2026-12-30T18:00:00+03:00
text = { ru = "Сегодня возможны задержки.", en = "There may be delays today." }

[peaks.daytime]"""
    assert "a moment with its time zone is needed" in broken(tmp_path, "[peaks.daytime]", banner)[0]


def test_no_file_and_an_unreadable_one(tmp_path: Path) -> None:
    with pytest.raises(LinesBroken, match=r"lines\.toml:1: cannot be read"):
        load_lines(tmp_path)


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == describe(BOOK), "run: python -m dialogs.hours.lines_doc"
