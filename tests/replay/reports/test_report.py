"""A call as JSON: a turn of several pieces shows them, and every other turn says nothing of pieces."""

from dataclasses import replace

from call.events import Continues, Decision, Outcome, Slot
from call.record import CallRecord, TurnRecord
from replay.reports.call_text import call_lines
from replay.reports.row import record_fields

FIRST = TurnRecord(
    5_000, 5_600, "нужна справка", 0.9, "certificate_request", 0.8, Decision.ACCEPT, (), "Справку ...", 320
)
WHOLE = replace(
    FIRST,
    end_ms=7_000,
    text="нужна справка срочно",
    slots=(Slot("number", "12"),),
    continues=Continues.JOINED,
    taken_back=(FIRST,),
)


def record(*turns: TurnRecord) -> CallRecord:
    return CallRecord(turns, Outcome.ANSWERED, "certificates", "ru", 20_000)


def test_a_turn_of_two_pieces_holds_the_first_with_its_reply() -> None:
    (turn,) = record_fields(record(WHOLE))["turns"]
    assert (turn["text"], turn["continues"], turn["slots"]) == ("нужна справка срочно", "joined", {"number": "12"})
    (piece,) = turn["taken_back"]
    assert (piece["text"], piece["reply"], piece["slots"]) == ("нужна справка", "Справку ...", {})
    assert "taken_back" not in piece


def test_a_turn_of_one_piece_is_written_as_ever() -> None:
    (turn,) = record_fields(record(FIRST))["turns"]
    assert list(turn) == [
        *("start_ms", "end_ms", "text", "confidence", "intent", "intent_confidence"),
        *("decision", "slots", "reply", "reply_ms"),
    ]


def test_people_read_the_pieces_too() -> None:
    lines = list(call_lines("a.wav", record(WHOLE)))
    assert "нужна справка ..." in lines[1]
    assert "нужна справка срочно" in lines[2]


def test_a_tester_sees_that_words_did_not_fit_the_sound() -> None:
    babble = replace(FIRST, intent="out_of_scope", decision=Decision.REJECT, babble=True)
    (turn,) = record_fields(record(babble))["turns"]
    assert turn["babble"] is True
    assert "taken for a noise" in "".join(call_lines("a.wav", record(babble)))
    assert "taken for a noise" not in "".join(call_lines("a.wav", record(FIRST)))
