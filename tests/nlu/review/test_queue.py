"""Which turns of a journal come to review, and which do not."""

from pathlib import Path

import pytest

from call.acts import Ask, Say, Transfer
from call.acts import Handover as Content
from call.events import CallerTurn, Decision, Expect, Outcome, RankedIntent, Transcript, Understanding
from desk.journal import Journal, read_journal
from nlu.review.queue import Queue, QueuedTurn, phrases, review_queue
from nlu.review.reasons import Reason

OPEN = ("asked", "open_question", "open")
ANSWERED = (
    OPEN,
    ("heard", "очередь в садик", "application_status", "accept"),
    ("said", "application_status.answer"),
)


def call(*events: "dict[str, object] | tuple[str, ...]", name: str = "c", end: bool = True) -> list[dict[str, object]]:
    """A call in short: `("asked", prompt, expects)`, `("said", prompt)`, `("heard", text, intent, decision)`."""
    rows: list[dict[str, object]] = [{"event": "began", "language": "ru"}]
    for event in events:
        if isinstance(event, dict):
            rows.append(event)
        elif event[0] == "heard":
            rows.append(dict(zip(("event", "text", "intent", "decision"), event, strict=True)) | {"language": "ru"})
        else:
            rows.append(dict(zip(("event", "prompt", "expects"), event, strict=False)) | {"text": f"<{event[1]}>"})
    rows += [{"event": "ended"}] if end else []
    return [
        {"call": name, "at_ms": at * 1000, "time": f"2026-11-23T10:00:{at:02}", **row} for at, row in enumerate(rows)
    ]


def found(*rows: list[dict[str, object]], language: str = "ru") -> list[tuple[str, str]]:
    return [(turn.text, turn.reason.value) for turn in queue(*rows, language=language).turns]


def queue(*rows: list[dict[str, object]], language: str = "ru") -> Queue:
    return review_queue([row for call in rows for row in call], language)


def test_noise_does_not_come() -> None:
    rows = call(OPEN, ("heard", "о", "out_of_scope", "reject"), ("heard", "ну это по", "out_of_scope", "reject"))
    assert found(rows) == []


def test_babble_does_not_come() -> None:
    """Strangers' talk is no caller's phrase, and must not find its way into the corpus."""
    babble: dict[str, object] = {
        "event": "heard",
        "text": "пятьсот лет потребовал",
        "intent": "out_of_scope",
        "decision": "reject",
        "language": "ru",
    }
    assert found(call(OPEN, babble)) != []
    assert found(call(OPEN, babble | {"babble": True})) == []


def test_rejected_and_clarified_turns_come_and_accepted_ones_do_not() -> None:
    rows = call(
        OPEN,
        ("heard", "маткапитал", "out_of_scope", "reject"),
        ("asked", "rephrase", "open"),
        ("heard", "сертификат семейный", "certificate_request", "clarify"),
        ("asked", "which_one", "choice"),
        ("heard", "первое", "out_of_scope", "reject"),
        ("said", "benefits_and_pension.answer"),
        ("heard", "да спасибо", "affirm", "accept"),
    )
    assert found(rows) == [("маткапитал", "rejected"), ("сертификат семейный", "clarified")]
    first, second = queue(rows).turns
    assert first.asked == "<open_question>"
    assert (first.key.call, first.key.at_ms) == ("c", 2000)
    assert first.hint == second.hint == "benefits_and_pension", "what was answered soon after speaks for a label"


def test_what_the_caller_does_not_confirm_was_misunderstood() -> None:
    confirm = [OPEN, ("heard", "код на старую симку", "password_recovery", "confirm")]
    confirm += [("asked", "password_recovery.confirm", "yes_no")]
    assert found(call(*confirm, ("heard", "нет", "deny", "accept"))) == [("код на старую симку", "denied")]
    assert found(call(*confirm, ("heard", "поменять телефон", "personal_data_change", "accept"))) == [
        ("код на старую симку", "denied")
    ]
    assert found(call(*confirm, ("heard", "да", "affirm", "accept"))) == []
    assert found(call(*confirm)) == []


@pytest.mark.parametrize(
    ("refusal", "queued"),
    [
        ([("heard", "оператора", "operator", "accept")], True),
        (
            [
                ("heard", "нет", "deny", "accept"),
                ("asked", "offer_person", "yes_no"),
                ("heard", "да", "affirm", "accept"),
            ],
            True,
        ),
        ([("heard", "да помогло", "affirm", "accept"), ("heard", "оператора", "operator", "accept")], False),
        (
            [
                ("heard", "нет", "deny", "accept"),
                ("said", "complaint.answer"),
                ("heard", "да", "affirm", "accept"),
            ],
            False,
        ),
    ],
)
def test_an_answer_that_ends_with_a_person_is_doubtful(refusal: list[tuple[str, ...]], queued: bool) -> None:
    answered = [
        OPEN,
        ("heard", "очередь в садик", "application_status", "accept"),
        ("said", "application_status.answer"),
    ]
    rows = call(*answered, *refusal, {"event": "transfer"})
    assert (("очередь в садик", "transferred") in found(rows)) is queued


def test_a_journal_of_before_tells_it_by_the_ids_of_its_prompts() -> None:
    rows = call(
        OPEN,
        ("heard", "скан паспорта", "document_upload", "accept"),
        ("said", "document_upload.passport_scan.answer"),
        ("heard", "оператора", "operator", "accept"),
        {"event": "transfer"},
    )
    assert found(rows) == [("скан паспорта", "transferred")]
    doubted = call(
        OPEN,
        ("heard", "скан паспорта", "document_upload", "confirm"),
        ("asked", "document_upload.passport_scan.confirm", "yes_no"),
        ("heard", "нет", "deny", "accept"),
    )
    assert found(doubted) == [("скан паспорта", "denied")]
    closed = call(OPEN, ("heard", "алло", "out_of_scope", "reject"), ("said", "business.night.answer"))
    assert found(closed) == [("алло", "rejected")], "only request categories are answered"


def test_what_an_event_says_goes_before_the_id_of_its_prompt() -> None:
    told = {"event": "said", "prompt": "any.id", "part": "answer", "category": "complaint"}
    rows = call(OPEN, ("heard", "про садик", "complaint", "accept"), told, ("heard", "нет", "deny", "accept"))
    rows[-1:-1] = [{**rows[-1], "event": "transfer"}]
    assert found(rows) == [("про садик", "transferred")]
    odd = {**told, "part": "something newer"}
    assert found(call(OPEN, ("heard", "садик", "complaint", "reject"), odd)) == [("садик", "rejected")]


def test_a_person_says_that_the_call_was_misrouted() -> None:
    answered = [
        OPEN,
        ("heard", "очередь в садик", "application_status", "accept"),
        ("said", "application_status.answer"),
    ]
    answered += [("heard", "да", "affirm", "accept")]
    assert found(call(*answered)) == []
    assert found(call(*answered), [{"call": "c", "event": "misrouted"}]) == [("очередь в садик", "misrouted")]
    (turn,) = queue(
        call(*answered), [{"call": "c", "event": "misrouted", "turn_ms": 4000, "intent": "processing_time"}]
    ).turns
    assert (turn.text, turn.hint) == ("да", "processing_time")


def test_dictation_and_messages_are_no_requests() -> None:
    assert found(call(("asked", "phone", "digits"), ("heard", "девять один", "out_of_scope", "reject"))) == []
    assert found(call(("asked", "message", "story"), ("heard", "передайте что", "complaint", "clarify"))) == []
    message = call(("asked", "message"), ("heard", "передайте что", "complaint", "clarify"), {"event": "message"})
    assert found(message) == [], "also in a journal that does not say what was expected"


def test_only_ended_calls_in_that_language() -> None:
    turn = ("heard", "маткапитал", "out_of_scope", "reject")
    english = call(("heard", "kindergarten", "out_of_scope", "reject"), name="e")
    english[1]["language"] = "en"
    going_on = queue(call(turn, name="a"), call(turn, name="b", end=False), english)
    assert [turn.key.call for turn in going_on.turns] == ["a"]
    assert going_on.unfinished == 1
    assert found(english, language="en") == [("kindergarten", "rejected")]


def test_calls_that_ran_at_the_same_time_do_not_mix() -> None:
    first = call(OPEN, ("heard", "раз", "complaint", "confirm"), ("asked", "complaint.confirm"), name="a")
    second = call(OPEN, ("heard", "нет", "deny", "accept"), name="b")
    mixed = [row for pair in zip(first, [*second, {}], strict=False) for row in pair if row]
    assert review_queue(mixed, "ru").turns == ()


def test_damaged_lines_are_passed_over() -> None:
    good = call(("heard", "маткапитал", "out_of_scope", "reject"))
    bad: list[dict[str, object]] = [{}, {"event": 5}, {"event": "heard", "text": None, "at_ms": "x"}, {"call": ["c"]}]
    assert found(good, bad) == [("маткапитал", "rejected")]


def test_phrases_are_told_apart_by_their_words_and_hold_no_number() -> None:
    rows = call(
        ("heard", "мой снилс ••• где пенсия", "out_of_scope", "reject"),
        ("heard", "мой снилс где пенсия", "out_of_scope", "reject"),
        ("heard", "•••", "out_of_scope", "reject"),
        ("heard", "номер восемь девять один шесть два", "out_of_scope", "reject"),
    )
    texts = [(phrase.text, len(phrase.turns)) for phrase in phrases(queue(rows).turns, "ru")]
    assert texts == [("мой снилс где пенсия", 2), ("номер", 1)]


def test_the_real_journal_is_understood(tmp_path: Path) -> None:
    """The fields are those that `desk.journal` writes."""
    journal = Journal(tmp_path / "journal.jsonl", "call-1")
    journal.began("ru")
    journal.did(0, Ask("open_question", "Чем помочь?", Expect.OPEN))
    meaning = Understanding("complaint", 0.4, (RankedIntent("complaint", 0.4),), (), Decision.ACCEPT)
    journal.heard(CallerTurn(500, 2500, Transcript("про садик", (), 0.9, ("про садик",), "ru"), meaning))
    journal.did(2500, Say("complaint.answer", "Жалобу можно подать так."))
    operator = Understanding("operator", 0.9, (), (), Decision.ACCEPT)
    journal.heard(CallerTurn(4000, 5000, Transcript("оператора", (), 0.9, ("оператора",), "ru"), operator))
    journal.did(5000, Transfer(Content("quality", "complaint", "про садик", "")))
    journal.ended(6000, Outcome.TRANSFERRED, "quality")
    journal.close()
    (turn,) = review_queue(read_journal(tmp_path / "journal.jsonl"), "ru").turns
    assert isinstance(turn, QueuedTurn)
    assert (turn.text, turn.reason, turn.asked) == ("про садик", Reason.TRANSFERRED, "Чем помочь?")
    assert turn.key.at_ms == 2500
    assert turn.time[:2] == "20"


def test_a_first_half_is_no_turn() -> None:
    """The question that it answered is that of the whole turn."""
    rows = call(
        OPEN,
        ("heard", "маткапитал", "out_of_scope", "reject"),
        ("asked", "rephrase", "open"),
        {
            "event": "heard",
            "text": "маткапитал на ипотеку",
            "intent": "out_of_scope",
            "decision": "reject",
            "language": "ru",
            "continues": "joined",
        },
        ("asked", "rephrase", "open"),
    )
    (turn,) = queue(rows).turns
    assert (turn.text, turn.asked) == ("маткапитал на ипотеку", "<open_question>")
