"""Requests that the hotline recorded are found by their number, or by the telephone number of who made them."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from call.acts import Handover, Register, Transfer
from call.events import Slot
from call.lookups import Application, LookUp, NothingFound, NotProven, OwnRequest, Registry
from call.start import CallStart
from desk.journal import Journal
from desk.journal_lines import TRIAL
from desk.own_requests import OwnRequests
from desk.registries.directory import HotlineDirectory

NOW = datetime(2026, 11, 25, 1, tzinfo=timezone(timedelta(hours=3)))
"""On the day before in UTC."""
CALLER, OTHER = "79120000001", "79120000002"


def record(path: Path, call: str, number: str, *, caller: str = CALLER, ago: float = 0, rated: bool = False) -> None:
    """A call that registers a request, `ago` days before now."""
    journal = Journal(path, call, CallStart(NOW, caller=caller), lambda: NOW.astimezone(UTC) - timedelta(days=ago))
    journal.began("ru")
    slots = (Slot("rating", "5"),) if rated else ()
    journal.did(1, Register(Handover("quality", "complaint", "нагрубили", "", slots, number)))
    journal.close()


def requests_of(path: Path) -> OwnRequests:
    return OwnRequests(path, lambda: NOW)


def test_by_number_and_by_caller_with_the_day_in_the_hotlines_own_time_zone(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    record(path, "a", "10000016", ago=3)
    record(path, "b", "10000024")
    record(path, "c", "10000032", caller=OTHER)
    own = requests_of(path)
    assert own.by_number("10000016") == OwnRequest("10000016", "2026-11-22")
    assert own.by_caller(CALLER) == OwnRequest("10000024", "2026-11-25")
    assert own.by_number("10000017") is None


def test_what_is_appended_later_is_found_by_the_next_question(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    own = requests_of(path)
    assert own.by_caller(CALLER) is None
    record(path, "a", "10000016")
    assert own.by_caller(CALLER) == OwnRequest("10000016", "2026-11-25")


def test_a_request_of_a_call_that_went_on_meanwhile_is_the_callers(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    journal = Journal(path, "a", CallStart(NOW, caller=CALLER), lambda: NOW.astimezone(UTC) - timedelta(minutes=20))
    journal.began("ru")
    own = requests_of(path)
    assert own.by_caller(CALLER) is None
    journal.did(1, Register(Handover("quality", "complaint", "нагрубили", "", (), "10000016")))
    journal.close()
    assert own.by_caller(CALLER) == OwnRequest("10000016", "2026-11-25")


def test_a_withheld_number_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    record(path, "a", "10000016", caller="")
    assert requests_of(path).by_caller("") is None


def test_trials_ratings_transfers_and_old_requests_are_none(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    record(path, f"{TRIAL}1", "10000016")
    record(path, "rated", "10000024", rated=True)
    record(path, "old", "10000032", ago=91)
    journal = Journal(path, "put through", CallStart(NOW, caller=CALLER), lambda: NOW.astimezone(UTC))
    journal.began("ru")
    journal.did(1, Transfer(Handover("general", "", "", "", (), "10000040")))
    journal.close()
    own = requests_of(path)
    assert own.by_caller(CALLER) is None
    assert [own.by_number(number) for number in ("10000016", "10000024", "10000032", "10000040")] == [None] * 4


def test_a_new_journal_forgets_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    record(path, "a", "10000016")
    own = requests_of(path)
    assert own.by_caller(CALLER) is not None
    path.unlink()
    record(path, "another call", "10000024")
    assert own.by_number("10000016") is None
    assert own.by_caller(CALLER) == OwnRequest("10000024", "2026-11-25")


def test_lines_that_are_no_requests_do_not_disturb(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_text('{"event": "register", "number": 7}\nno json "event": "register"\n', encoding="utf-8")
    strange = {"call": "x", "time": NOW.isoformat(), "event": "register", "number": ["1"], "slots": "?"}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(strange) + "\n")
    record(path, "a", "10000016")
    assert requests_of(path).by_caller(CALLER) == OwnRequest("10000016", "2026-11-25")


class Cases:
    def application(self, number: str) -> Application | None:
        return Application(number, "", "ready") if number == "40012206" else None

    def fact(self, number: str, name: str) -> str:
        return "1234"


def test_a_number_of_no_application_is_looked_for_among_the_requests(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    record(path, "a", "10000016")
    directory = HotlineDirectory(cases=Cases(), requests=requests_of(path))  # type: ignore[arg-type]
    asked = LookUp(Registry.APPLICATION, "10000016", proof_of="phone_end", proof="9999")
    assert directory.find(asked) == OwnRequest("10000016", "2026-11-25")
    assert directory.find(LookUp(Registry.APPLICATION, "40012206", proof_of="phone_end", proof="9999")) == NotProven()
    assert directory.find(LookUp(Registry.APPLICATION, "10000099")) == NothingFound()


def test_the_directory_asks_by_number_or_by_caller(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    record(path, "a", "10000016")
    directory = HotlineDirectory(requests=requests_of(path))
    assert directory.find(LookUp(Registry.REQUEST, "10000016", OTHER)) == OwnRequest("10000016", "2026-11-25")
    assert directory.find(LookUp(Registry.REQUEST, "", CALLER)) == OwnRequest("10000016", "2026-11-25")
    assert directory.find(LookUp(Registry.REQUEST, "", OTHER)) == NothingFound()
