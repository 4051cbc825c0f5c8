"""Calls that can be resumed are found without reading the whole journal for each arriving call."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from call.errors import JournalUnwritable, PlaceRefused
from call.lookups import OthersCall, SavedCall, TooManyTries
from desk.journal_lines import TRIAL
from desk.saved_calls import SavedCalls
from tests.desk.test_journal_lines import POISONED

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
CALLER = "79120000001"


def lines(call: str, minutes_ago: float, *snapshots: str, caller: str = CALLER, word: str = "") -> str:
    time = (NOW - timedelta(minutes=minutes_ago)).isoformat()
    began = {"call": call, "time": time, "at_ms": 0, "event": "began", "caller": caller}
    reached = [
        {"call": call, "time": time, "at_ms": 1, "event": "reached", "snapshot": snapshot, "word": word}
        for snapshot in snapshots
    ]
    return "".join(json.dumps(event) + "\n" for event in (began, *reached))


def add(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def characters_read() -> int:
    """Bytes that this process has read so far, from any files."""
    first = Path("/proc/self/io").read_text(encoding="ascii").splitlines()[0]
    return int(first.removeprefix("rchar: "))


def test_a_second_question_reads_only_what_was_appended(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    add(path, "".join(lines(f"old-{number}", 20, "x" * 1000) for number in range(2000)))
    calls = SavedCalls(path, lambda: NOW)
    assert calls.by_caller(CALLER) == ""
    add(path, lines("new", 1, "half way"))
    before = characters_read()
    assert calls.by_caller(CALLER) == "half way"
    assert characters_read() - before < 100_000


def test_the_first_question_reads_the_last_day_only(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    days = 60 * 24
    add(path, "".join(lines(f"{number}", 40 * days - number, "x" * 1000, word="ольха 11") for number in range(10_000)))
    add(path, lines("recent", 23 * 60, "half way", word="ольха 11"))
    before = characters_read()
    saved = SavedCalls(path, lambda: NOW).by_word("ольха 11", CALLER)
    assert saved == SavedCall("half way")
    assert characters_read() - before < path.stat().st_size / 4


def test_a_day_that_is_longer_than_one_block_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    add(path, lines("first", 23 * 60, "half way", word="ольха 11"))
    add(path, "".join(lines(f"later-{number}", 60, "x" * 1000) for number in range(4000)))
    assert path.stat().st_size > 4 << 20
    assert SavedCalls(path, lambda: NOW).by_word("ольха 11", CALLER) is not None


def test_half_a_line_is_read_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    text = lines("a", 5, "half way")
    add(path, text[:-30])
    calls = SavedCalls(path, lambda: NOW)
    assert calls.by_caller(CALLER) == ""
    add(path, text[-30:])
    assert calls.by_caller(CALLER) == "half way"


@pytest.mark.parametrize("longer", [False, True])
def test_a_journal_that_was_rotated_or_cut_is_read_anew(tmp_path: Path, longer: bool) -> None:
    path = tmp_path / "journal.jsonl"
    add(path, lines("a", 5, "before"))
    calls = SavedCalls(path, lambda: NOW)
    assert calls.by_caller(CALLER) == "before"
    path.rename(tmp_path / "journal.1.jsonl")
    assert calls.by_caller(CALLER) == ""
    after = lines("b", 4, "after") + (lines("c", 3, "x" * 500, caller="other") if longer else "")
    add(path, after)
    assert calls.by_caller(CALLER) == "after"
    shutil.copyfile(path, tmp_path / "journal.2.jsonl")
    path.write_text((lines("d", 2, "x" * 900, caller="other") if longer else "") + lines("e", 1, "", "cut"))
    assert calls.by_caller(CALLER) == "cut"


def test_what_lies_in_the_future_is_not_a_short_while_ago(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    add(path, lines("a", 5, "past") + lines("b", -60, "future", word="ольха 11"))
    calls = SavedCalls(path, lambda: NOW)
    assert calls.by_caller(CALLER) == "past"
    assert calls.by_word("ольха 11", CALLER) is None


def test_the_last_of_two_calls_of_one_moment_counts(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    add(path, lines("a", 5, "first") + lines("b", 5, "second", ""))
    assert SavedCalls(path, lambda: NOW).by_caller(CALLER) == ""


@pytest.mark.parametrize("line", POISONED, ids=range(len(POISONED)))
def test_a_poisoned_line_stops_nobody(tmp_path: Path, line: str) -> None:
    path = tmp_path / "journal.jsonl"
    add(path, f"{line}\n{lines('a', 5, 'half way')}{line}\n")
    add(path, '{"call":"a","time":"2026-11-25T11:56:00Z","event":"reached","snapshot":{},"word":7}\n')
    add(path, '{"call":"a","time":"0001-01-01T00:00:00+14:00","event":"heard"}\n'.replace('"a"', '"z"'))
    add(path, '{"call":"y","time":"9999-12-31T23:59:59-14:00","event":"heard"}\n')
    assert SavedCalls(path, lambda: NOW).by_caller(CALLER) == "half way"


def test_a_verdict_on_a_call_is_no_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    add(path, lines("a", 5, "half way") + '{"call": "a", "event": "misrouted"}\n')
    assert SavedCalls(path, lambda: NOW).by_caller(CALLER) == "half way"


def test_no_live_call_goes_on_with_a_trial(tmp_path: Path) -> None:
    calls = SavedCalls(tmp_path / "journal", lambda: NOW)
    add(tmp_path / "journal", lines("a", 5, "mine", word="река") + lines(f"{TRIAL}1", 2, "trial", word="лес"))
    assert calls.by_caller(CALLER) == "mine"
    assert calls.by_word("река", CALLER) == SavedCall("mine")
    assert calls.by_word("лес", CALLER) is None


def test_without_a_caller_nothing_is_read() -> None:
    assert SavedCalls(Path("/dev/zero"), lambda: NOW).by_caller("") == ""


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(PlaceRefused):
        SavedCalls(Path("/dev/zero"), lambda: NOW).by_caller(CALLER)
    (tmp_path / "file").touch()
    with pytest.raises(JournalUnwritable, match="cannot read the journal"):
        SavedCalls(tmp_path / "file" / "journal.jsonl", lambda: NOW).by_caller(CALLER)


def tries(path: Path, call: str, caller: str, *answers: str, minutes_ago: int = 60) -> None:
    """A call in which so many resume words were said."""
    began = event(call, "began", minutes_ago, caller=caller)
    asked = (event(call, "look_up", minutes_ago, registry="call") for _ in answers)
    answered = (event(call, "answered", minutes_ago, answer=answer) for answer in answers)
    add(path, began + "".join(line for pair in zip(asked, answered, strict=True) for line in pair))


def event(call: str, kind: str, minutes_ago: int, **fields: object) -> str:
    time = (NOW - timedelta(minutes=minutes_ago)).isoformat()
    return json.dumps({"call": call, "time": time, "at_ms": 0, "event": kind, **fields}) + "\n"


def test_a_call_of_another_number_is_given_to_nobody(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    add(path, lines("a", 60, "half way", word="ольха 11"))
    calls = SavedCalls(path, lambda: NOW)
    assert calls.by_word("ольха 11", CALLER) == SavedCall("half way")
    assert calls.by_word("ольха 11", "79160000000") == OthersCall()
    assert calls.by_word("ольха 11", "") == OthersCall()


def test_who_withheld_the_number_cannot_be_known_again(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    add(path, lines("a", 60, "half way", word="ольха 11", caller=""))
    assert SavedCalls(path, lambda: NOW).by_word("ольха 11", "") == OthersCall()


def test_after_three_wrong_words_in_any_calls_a_number_is_not_answered_for_a_day(tmp_path: Path) -> None:
    path, guesser = tmp_path / "journal.jsonl", "79160000000"
    add(path, lines("a", 60, "half way", word="ольха 11", caller=guesser))
    tries(path, "b", guesser, "NothingFound", "SavedCall", "OthersCall")
    assert SavedCalls(path, lambda: NOW).by_word("ольха 11", guesser) == SavedCall("half way")
    tries(path, "c", guesser, "NothingFound", minutes_ago=10)
    assert SavedCalls(path, lambda: NOW).by_word("ольха 11", guesser) == TooManyTries()
    assert SavedCalls(path, lambda: NOW).by_word("ольха 11", CALLER) == OthersCall()
    later = NOW + timedelta(hours=23, minutes=30)
    add(path, lines("d", -23 * 60, "half way", word="ольха 12", caller=guesser))
    assert SavedCalls(path, lambda: later).by_word("ольха 12", guesser) == SavedCall("half way")


def test_an_application_that_is_not_found_is_no_wrong_word(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    add(path, lines("a", 60, "half way", word="ольха 11"))
    for _ in range(4):
        add(path, event("b", "look_up", 5, registry="application") + event("b", "answered", 5, answer="NothingFound"))
    assert SavedCalls(path, lambda: NOW).by_word("ольха 11", CALLER) == SavedCall("half way")
