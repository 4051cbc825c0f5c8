"""The journal survives what kills the process."""

import os
import resource
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from call.acts import About, Ask, CallBack, Handover, Part, Say, TakeMessage, Transfer
from call.errors import JournalUnwritable, PlaceRefused
from call.events import CallerTurn, Continues, Decision, Expect, Outcome, Slot, Transcript, Understanding
from desk.journal import Journal, read_journal

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HANDOVER = Handover(
    "technical_support", "document_upload", "не загружается скан паспорта", "помощь", (Slot("number", "1234567890"),)
)


def turn(text: str) -> CallerTurn:
    transcript = Transcript(text, (), 0.9, (text,), "ru")
    return CallerTurn(0, 1000, transcript, Understanding("document_upload", 0.9, (), (), Decision.ACCEPT))


def test_an_operator_is_not_shown_babble(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    journal = Journal(path, "call-1", now=lambda: NOON)
    journal.heard(turn("не загружается скан"))
    journal.heard(replace(turn("на скорой льготами"), babble=True))
    journal.did(2000, Transfer(HANDOVER))
    heard, babble, transfer = read_journal(path)
    assert "babble" not in heard
    assert babble["babble"] is True
    assert "скан" in str(transfer["transcript"])
    assert "льготами" not in str(transfer["transcript"])


def test_a_transfer_carries_everything_the_next_person_needs(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "deep" / "journal.jsonl", "call-1", now=lambda: NOON)
    journal.began("ru")
    journal.heard(turn("не загружается скан паспорта"))
    journal.did(1500, Ask("helped", "Это помогло?", Expect.YES_NO))
    journal.did(2000, Transfer(HANDOVER))
    journal.ended(2500, Outcome.TRANSFERRED, "technical_support")
    events = list(read_journal(tmp_path / "deep" / "journal.jsonl"))
    assert [event["event"] for event in events] == ["began", "heard", "asked", "transfer", "ended"]
    transfer = events[3]
    assert transfer["time"] == "2026-11-23T12:00:00.000+00:00"
    assert (transfer["department"], transfer["topic"]) == ("technical_support", "document_upload")
    assert (transfer["problem"], transfer["wanted"]) == ("не загружается скан паспорта", "помощь")
    assert transfer["slots"] == [{"name": "number", "value": "1234567890"}]
    assert transfer["transcript"] == [
        {"who": "caller", "text": "не загружается скан паспорта"},
        {"who": "assistant", "text": "Это помогло?"},
    ]


def test_callback_keeps_the_phone_and_message_the_words(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl", "call-1")
    journal.did(0, CallBack(HANDOVER, "89161234567"))
    journal.did(0, TakeMessage(HANDOVER, "перезвоните после обеда"))
    callback, message = read_journal(tmp_path / "journal.jsonl")
    assert callback["phone"] == "89161234567"
    assert message["message"] == "перезвоните после обеда"


def test_dictated_numbers_do_not_stay_in_running_text(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl", "call-1")
    journal.heard(turn("мой снилс сто двенадцать двести тридцать три четыреста сорок пять девяносто пять"))
    assert "двенадцать" not in (tmp_path / "journal.jsonl").read_text(encoding="utf-8")


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    Journal(tmp_path / "journal.jsonl", "call-1")
    assert (tmp_path / "journal.jsonl").stat().st_mode & 0o077 == 0


def test_every_confirmed_event_survives_kill_9(tmp_path: Path) -> None:
    """A child process reports each event after the journal returned. Killed at any moment, it loses none of them."""
    path = tmp_path / "journal.jsonl"
    child = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert child.stdout is not None
    confirmed = [int(child.stdout.readline()) for _ in range(50)]
    os.kill(child.pid, signal.SIGKILL)
    confirmed += [int(line) for line in child.stdout.read().splitlines()]
    child.stdout.close()
    child.wait()
    kept = {event["at_ms"] for event in read_journal(path)}
    assert set(confirmed) <= kept


_WRITER = """
import itertools, sys
from pathlib import Path
from call.acts import Handover, Transfer
from desk.journal import Journal
journal = Journal(Path(sys.argv[1]), "killed")
for number in itertools.count():
    journal.did(number, Transfer(Handover("general", "", "x" * 500, "")))
    print(number, flush=True)
"""


def test_a_torn_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    Journal(path, "first").began("ru")
    with path.open("ab") as file:
        file.write(b'{"call": "torn", "event": "tra')
    Journal(path, "second").began("en")
    assert [event["call"] for event in read_journal(path)] == ["first", "second"]


def test_unwritable_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalUnwritable, match="cannot write the journal"):
        Journal(tmp_path / "file" / "journal.jsonl", "call-1")


def test_full_disk_is_said(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl", "call-1")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(JournalUnwritable, match="No space left"):
            journal.began("ru")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (tmp_path / "journal.jsonl").read_bytes() == b""


def test_a_handover_is_found_though_another_process_was_torn_or_the_journal_was_moved_away(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    journal = Journal(path, "call-1")
    with path.open("ab") as file:
        file.write(b'{"call": "torn", "event": "tra')
    journal.did(1, Transfer(HANDOVER))
    assert [event["at_ms"] for event in read_journal(path)] == [1]
    path.rename(tmp_path / "journal.1.jsonl")
    journal.did(2, Transfer(HANDOVER))
    assert [event["at_ms"] for event in read_journal(path)] == [2]


@pytest.mark.parametrize("place", ["/dev/null", "/dev/zero"])
def test_a_device_is_no_journal(place: str) -> None:
    with pytest.raises(PlaceRefused, match=place):
        Journal(Path(place), "call-1")


def test_a_sentence_from_the_answers_says_of_what_and_no_other_event_grows(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl", "c")
    journal.did(0, Say("greeting", "Здравствуйте!"))
    journal.did(0, Say("complaint.court.answer", "Так.", about=About(Part.ANSWER, "complaint", "complaint/court")))
    journal.did(0, Ask("complaint.confirm", "Так?", Expect.YES_NO, about=About(Part.CONFIRM, "complaint")))
    journal.close()
    plain, answer, question = read_journal(tmp_path / "journal.jsonl")
    assert list(plain) == ["call", "time", "at_ms", "event", "prompt", "text"]
    assert (answer["part"], answer["category"], answer["article"]) == ("answer", "complaint", "complaint/court")
    assert (question["part"], question["category"], "article" in question) == ("confirm", "complaint", False)


def test_a_turn_that_goes_on_takes_the_place_of_its_first_half(tmp_path: Path) -> None:
    """For the person who takes over too. Words that the caller takes back are shown, the reply to them is not."""
    journal = Journal(tmp_path / "journal.jsonl", "call-1")
    journal.did(0, Ask("open_question", "С чем вам помочь?", Expect.OPEN))
    journal.heard(turn("нужна справка"))
    journal.did(1500, Say("certificate_request.answer", "Справку можно заказать."))
    journal.heard(replace(turn("нужна справка о доходах"), continues=Continues.JOINED))
    journal.did(2500, Say("", "Справку о доходах."))
    journal.heard(replace(turn("оператора"), continues=Continues.CORRECTED))
    journal.did(3000, Transfer(HANDOVER))
    events = list(read_journal(tmp_path / "journal.jsonl"))
    assert [event.get("continues") for event in events if event["event"] == "heard"] == [None, "joined", "corrected"]
    assert [line["text"] for line in events[-1]["transcript"]] == [  # type: ignore[attr-defined]
        "С чем вам помочь?",
        "нужна справка о доходах",
        "оператора",
    ]
