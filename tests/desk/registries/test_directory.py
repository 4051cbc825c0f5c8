"""The directory always answers, and in time."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from call.errors import IncidentsBroken
from call.lookups import Application, Incident, LookUp, NotConfigured, NothingFound, Registry, SavedCall, Unavailable
from call.start import CallStart, Snapshot
from desk.journal import Journal
from desk.registries.directory import HotlineDirectory
from desk.registries.incident_board import IncidentBoard
from desk.saved_calls import SavedCalls

OWN = "79120000001"
STATUS = LookUp(Registry.APPLICATION, "40012205")
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


class SlowCases:
    """A case store that answers when the test lets it."""

    def __init__(self) -> None:
        self.let = threading.Event()
        self.asked = 0

    def application(self, number: str) -> Application | None:
        self.asked += 1
        self.let.wait(30)
        return Application(number, "", "approved")


class BrokenCases:
    def application(self, number: str) -> Application | None:
        raise ConnectionError(number)


@pytest.fixture
def slow() -> Iterator[SlowCases]:
    cases = SlowCases()
    yield cases
    cases.let.set()


def test_a_registry_that_fails_is_unavailable_and_one_that_is_not_there_is_not_configured() -> None:
    assert HotlineDirectory().find(STATUS) == NotConfigured()
    assert not HotlineDirectory().has(Registry.APPLICATION)
    assert HotlineDirectory(down=[Registry.APPLICATION]).find(STATUS) == Unavailable()
    assert HotlineDirectory(cases=BrokenCases()).find(STATUS) == Unavailable()


def test_a_late_registry_is_unavailable_and_not_asked_again_until_it_comes_back(slow: SlowCases) -> None:
    directory = HotlineDirectory(cases=slow, time_limit_s=0.05)
    assert [directory.find(STATUS) for _ in range(3)] == [Unavailable()] * 3
    assert slow.asked == 1


def test_a_registry_that_never_answers_does_not_hold_up_the_end_of_the_program() -> None:
    program = """
from threading import Event
from call.lookups import LookUp, Registry
from desk.registries.directory import HotlineDirectory

class Hanging:
    def application(self, number):
        Event().wait()

print(HotlineDirectory(cases=Hanging(), time_limit_s=0.05).find(LookUp(Registry.APPLICATION, "1")))
"""
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "Unavailable()\n"


def test_it_answers_when_the_registry_is_back(slow: SlowCases) -> None:
    slow.let.set()
    assert HotlineDirectory(cases=slow).find(STATUS) == Application("40012205", "", "approved")


def test_incidents_by_code_else_for_everybody_else_none(tmp_path: Path) -> None:
    board = tmp_path / "incidents.toml"
    board.write_text('[[incident]]\ncode = "e503"\nsince = 2026-11-25T09:00:00+03:00\n', encoding="utf-8")
    directory = HotlineDirectory(incidents=IncidentBoard(board))
    assert directory.find(LookUp(Registry.SERVICE, "E503")) == Incident("E503", "2026-11-25T09:00:00+03:00")
    assert directory.find(LookUp(Registry.SERVICE, "404")) == NothingFound()
    board.write_text(
        "[[incident]]\nsince = 2026-11-25T09:00:00+03:00\nuntil = 2026-11-25T14:00:00+03:00\n", encoding="utf-8"
    )
    everybody = Incident("", "2026-11-25T09:00:00+03:00", "2026-11-25T14:00:00+03:00")
    assert directory.find(LookUp(Registry.SERVICE, "404")) == everybody


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[incident]\n", "incidents.toml:1: not TOML"),
        ("incident = 3\n", r"below a line \[\[incident\]\]"),
        ("[[incident]]\ncode = [5]\nsince = 2026-11-25T09:00:00Z\n", "write `code` as callers see it"),
        ('[[incident]]\ncode = "1"\n', "`since` must be a moment"),
        ("[[incident]]\nsince = 2026-11-25T09:00:00\n", "`since` must be a moment"),
        ("[[incident]]\nsince = 2026-11-25T09:00:00Z\nwho = 1\n", "not who"),
    ],
)
def test_a_broken_board_is_refused_with_a_remedy(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "incidents.toml").write_text(text, encoding="utf-8")
    with pytest.raises(IncidentsBroken, match=says):
        IncidentBoard(tmp_path / "incidents.toml")


def journal(tmp_path: Path, call: str, caller: str, *reached: Snapshot, minutes_ago: int = 5) -> Path:
    path = tmp_path / "journal.jsonl"
    ledger = Journal(path, call, CallStart(caller=caller), lambda: NOW - timedelta(minutes=minutes_ago))
    ledger.began("ru")
    for snapshot in reached:
        ledger.reached(1000, snapshot)
    ledger.close()
    return path


def test_a_caller_who_was_cut_off_goes_on_for_a_quarter_of_an_hour(tmp_path: Path) -> None:
    path = journal(tmp_path, "a", "79120000001", Snapshot("half way"))
    journal(tmp_path, "b", "79120000002", Snapshot("half way"), Snapshot())
    journal(tmp_path, "c", "79120000003", Snapshot("long ago"), minutes_ago=16)
    calls = SavedCalls(path, lambda: NOW)
    assert [calls.by_caller(f"7912000000{last}") for last in "123"] == ["half way", "", ""]
    assert calls.by_caller("") == ""


def test_a_resume_word_finds_its_call_for_a_day_unless_it_was_given_twice(tmp_path: Path) -> None:
    path = journal(tmp_path, "a", OWN, Snapshot("first", "ромашка 12"), minutes_ago=600)
    journal(tmp_path, "b", OWN, Snapshot("second", "ромашка 13"), minutes_ago=60 * 25)
    directory = HotlineDirectory(calls=SavedCalls(path, lambda: NOW))
    assert directory.find(LookUp(Registry.CALL, "ромашка 12", OWN)) == SavedCall("first")
    assert directory.find(LookUp(Registry.CALL, "ромашка 13", OWN)) == NothingFound()
    journal(tmp_path, "c", OWN, Snapshot("third", "ромашка 12"), minutes_ago=60)
    assert directory.find(LookUp(Registry.CALL, "ромашка 12", OWN)) == NothingFound()


def test_without_a_journal_there_is_nothing_to_go_on_with(tmp_path: Path) -> None:
    assert SavedCalls(tmp_path / "none.jsonl", lambda: NOW).by_caller("79120000001") == ""
