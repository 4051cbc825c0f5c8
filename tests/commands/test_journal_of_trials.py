"""What `chat` and `replay` keep for `review`, and that no live call is touched by it."""

from pathlib import Path

import pytest

from desk.journal import read_journal
from desk.journal_lines import TRIAL
from desk.request_numbers import RequestNumbers
from nlu.review.queue import review_queue
from tests.commands.program import ROOT, run

CALL = ROOT / "tests" / "calls" / "message.flac"


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this machine keeps its live calls, and `review` reads them."""
    place = tmp_path / "out" / "journal.jsonl"
    monkeypatch.setenv("OTKLIK_JOURNAL", str(place))
    return place


def heard(journal: Path) -> list[object]:
    return [event["text"] for event in read_journal(journal) if event["event"] == "heard"]


def test_a_typed_call_comes_to_review_without_any_option(journal: Path) -> None:
    done = run("chat", "--at", "2026-11-25T12:00:00+03:00", typed="ёжик туман\nбуковка\n")
    assert (done.returncode, done.stderr) == (0, "")
    listed = run("review", "-l")
    assert "ёжик туман" in listed.stdout
    assert {str(event["call"])[: len(TRIAL)] for event in read_journal(journal)} == {TRIAL}


def test_what_secrets_hides_is_not_in_the_journal(journal: Path) -> None:
    run("chat", typed="мой логин иванов а пароль кошка123\nкод из смс 4567\n")
    text = journal.read_text("utf-8")
    assert len(heard(journal)) == 2
    assert not any(secret in text for secret in ("кошка", "4567"))
    assert journal.stat().st_mode & 0o077 == 0


def test_requests_of_a_typed_call_take_no_live_number(journal: Path) -> None:
    assert RequestNumbers(journal).next() == "10000008"
    done = run("chat", "--at", "2026-11-25T12:00:00+03:00", typed="не работает портал\n/key 0\n")
    assert "number 00000001]" in done.stdout
    assert RequestNumbers(journal).next() == "10000016"


def test_a_trial_hides_no_live_number_that_a_lost_counter_needs(journal: Path) -> None:
    typed = "не работает портал\n/key 0\n"
    run("chat", "--journal", str(journal), "--at", "2026-11-25T12:00:00+03:00", typed=typed)
    run("chat", "--at", "2026-11-25T12:00:00+03:00", typed=typed)
    text = journal.read_text("utf-8").replace('"number": "00000001"', '"number": "99999993"')
    journal.write_text(text, "utf-8")
    journal.with_name("request_number").unlink()
    assert RequestNumbers(journal).next() == "10000016"


def test_nothing_is_kept_if_asked(journal: Path) -> None:
    assert run("chat", "--no-journal", typed="ёжик туман\n").returncode == 0
    assert not journal.exists()
    both = run("chat", "--no-journal", "--journal", str(journal))
    assert (both.returncode, "not together" in both.stderr) == (2, True)


def test_a_place_that_cannot_be_written_costs_no_talk(journal: Path) -> None:
    journal.parent.write_text("a file", "utf-8")
    done = run("chat", typed="не загружается скан паспорта\n")
    assert done.returncode == 0
    assert str(journal) in done.stderr
    assert "Outcome: answered" in done.stdout


@pytest.mark.whole
def test_a_recording_that_is_replayed_again_counts_once(journal: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.flac"
    copy.write_bytes(CALL.read_bytes())
    for path in (CALL, copy):
        done = run("replay", path, "--journal", journal, "--jobs", "2")
        assert (done.returncode, done.stderr) == (0, "")
    assert len(heard(journal)) == 2 * len(set(map(str, heard(journal)))) > 0
    (language,) = {str(event["language"]) for event in read_journal(journal) if event["event"] == "heard"}
    turns = review_queue(read_journal(journal), language).turns
    assert len({turn.key for turn in turns}) == len(turns)
    assert {str(event["call"])[: len(TRIAL)] for event in read_journal(journal)} == {TRIAL}
