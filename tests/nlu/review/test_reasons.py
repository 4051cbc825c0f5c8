"""What review shows besides what understanding itself doubted, and what it must not show."""

import pytest

from tests.nlu.review.test_queue import ANSWERED, OPEN, call, found

HELPED = ("asked", "helped", "yes_no")
ENDED: dict[str, object] = {"event": "ended", "outcome": "abandoned"}


@pytest.mark.parametrize(
    ("reply", "queued"),
    [
        (("heard", "нет я не про это", "deny", "accept"), True),
        (("heard", "я про пенсию спрашивала а не про садик", "benefits_and_pension", "accept"), True),
        (("heard", "нет мне пенсию пересчитать", "benefits_and_pension", "accept"), True),
        (("heard", "нет а в какой день подойдет", "application_status", "accept"), False),
        (("heard", "нет", "deny", "accept"), False),
        (("heard", "нет спасибо", "deny", "accept"), False),
        (("heard", "а пенсию где оформить", "benefits_and_pension", "accept"), False),
        (("heard", "да помогло", "affirm", "accept"), False),
    ],
)
def test_an_answer_that_the_caller_corrects_was_another_s(reply: tuple[str, ...], queued: bool) -> None:
    rows = call(*ANSWERED, HELPED, reply, ("said", "benefits_and_pension.answer"))
    assert found(rows) == ([("очередь в садик", "corrected")] if queued else [])


def test_a_candidate_that_is_denied_was_wrong_whatever_understanding_advised() -> None:
    heard = ("heard", "код на старую симку", "password_recovery", "accept")
    confirm = {"event": "asked", "prompt": "x", "part": "confirm", "category": "account_registration"}
    titles = {"event": "asked", "prompt": "x", "part": "title", "category": "complaint"}
    for question in (confirm, titles):
        assert found(call(OPEN, heard, question, ("heard", "нет", "deny", "accept"))) == [(heard[1], "denied")]
        assert found(call(OPEN, heard, question, ("heard", "да", "affirm", "accept"))) == []


def test_what_no_article_is_about_comes_whatever_was_understood() -> None:
    said: dict[str, object] = {"event": "said", "prompt": "", "part": "unknown"}
    rows = call(OPEN, ("heard", "расскажите про ипотеку", "menu_help", "accept"), said, ("asked", "more", "open"))
    assert found(rows) == [("расскажите про ипотеку", "unknown")]


def test_a_transfer_after_misses_brings_every_miss() -> None:
    menu: dict[str, object] = {"event": "asked", "prompt": "x", "part": "title", "category": "complaint"}
    missed = [OPEN, ("heard", "щука рыба", "out_of_scope", "reject"), menu]
    again = ("heard", "оператора", "operator", "accept")
    assert found(call(*missed, again, {"event": "transfer"})) == [("щука рыба", "rejected")]
    assert found(call(*missed, ("heard", "первое", "out_of_scope", "accept"), ("said", "complaint.answer"))) == []


def test_a_person_asked_for_when_nobody_is_there_counts_like_a_transfer() -> None:
    rows = call(*ANSWERED, HELPED, ("heard", "оператора", "operator", "accept"), ("asked", "other_or_later", "choice"))
    assert found(rows) == [("очередь в садик", "transferred")]


@pytest.mark.parametrize("last", [[], [("heard", "до свидания", "goodbye", "accept")]])
def test_a_caller_who_leaves_at_the_question_had_not_been_understood(last: list[tuple[str, ...]]) -> None:
    question: dict[str, object] = {"event": "asked", "prompt": "x", "part": "confirm", "category": "complaint"}
    turn = ("heard", "сотрудница кричала", "complaint", "confirm")
    assert found(call(OPEN, turn, question, *last, ENDED)) == [("сотрудница кричала", "left")]
    assert found(call(OPEN, turn, question, ("heard", "да", "affirm", "accept"), ENDED)) == []


@pytest.mark.parametrize(("mark", "queued"), [("1", True), ("2", True), ("4", False)])
def test_a_low_rating_brings_the_answered_request(mark: str, queued: bool) -> None:
    rating = {"event": "heard", "text": "оценка", "intent": "rate_service", "decision": "accept", "language": "ru"}
    rows = call(*ANSWERED, HELPED, rating | {"slots": [{"name": "rating", "value": mark}]})
    assert found(rows) == ([("очередь в садик", "low_rated")] if queued else [])


def test_an_answer_to_a_form_is_no_request() -> None:
    """It is noise, and personal data besides."""
    town = ("heard", "петушки", "out_of_scope", "reject")
    assert found(call(OPEN, town)) == [("петушки", "rejected")]
    assert found(call(("asked", "form.school_place.region.ask", "open"), town, ("asked", "x", "open"))) == []
    assert found(call(("asked", "form.application.number.ask", "spelling"), town)) == []
    assert found(call(("asked", "form.school_place.offer", "yes_no"), town)) != []
