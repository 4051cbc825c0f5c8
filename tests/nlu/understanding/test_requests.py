"""Several requests in one phrase, with a classifier that knows its words by heart."""

from collections.abc import Sequence

import pytest

from call.events import RankedIntent
from nlu.understanding.requests import split_requests

KNOWN = {
    "парол": "password_recovery",
    "статус": "application_status",
    "документ": "required_documents",
    "спасибо": "thanks",
    "password": "password_recovery",
    "status": "application_status",
}


def rank(text: str) -> list[RankedIntent]:
    """Sure where just one known word stands, unsure otherwise."""
    found = {intent for word, intent in KNOWN.items() if word in text}
    return [RankedIntent(min(found, default="out_of_scope"), 0.95 if len(found) == 1 else 0.4)]


@pytest.mark.parametrize(
    ("text", "language", "intents"),
    [
        ("забыл пароль и хочу узнать статус", "ru", ["password_recovery", "application_status"]),
        ("узнать статус а еще какие документы нужны", "ru", ["application_status", "required_documents"]),
        ("статус узнать и сменить пароль а также список документов", "ru",
         ["application_status", "password_recovery", "required_documents"]),
        ("забыл пароль и номер телефона и хочу узнать статус", "ru", ["password_recovery", "application_status"]),
        ("i forgot my password and also what is the status", "en", ["password_recovery", "application_status"]),
        ("забыл пароль и логин", "ru", []),  # the same request
        ("забыл пароль и пароль от почты", "ru", []),
        ("узнать статус и спасибо вам большое", "ru", []),  # an act is no request
        ("узнать статус и пароль", "ru", []),  # one word is no request
        ("забыл пароль", "ru", []),
        ("и", "ru", []),
        ("", "ru", []),
    ],
)  # fmt: skip
def test_split(text: str, language: str, intents: list[str]) -> None:
    assert [request.intent for request in split_requests(text, language, rank, 0.9).asked] == intents


def test_unsure_parts_are_no_requests() -> None:
    assert split_requests("забыл пароль и хочу узнать статус", "ru", rank, 0.99).asked == ()


STORIES = {"заказал": "certificate_request", "ordered": "certificate_request", "хочу пожаловаться": "complaint",
           "complain": "complaint", "статус": "application_status", "ready": "application_status"}  # fmt: skip


def rank_stories(text: str) -> Sequence[RankedIntent]:
    found = [label for words, label in STORIES.items() if words in text]
    return (RankedIntent(found[0] if len(found) == 1 else "out_of_scope", 0.95),)


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("справку заказал и хочу узнать статус", "ru", ["application_status"]),
        ("i ordered a certificate and i want to know if it is ready", "en", ["application_status"]),
        ("справку заказал давно и хочу пожаловаться на всех", "ru", ["complaint"]),
        ("хочу пожаловаться на всех и справку заказал давно", "ru", ["complaint"]),
        ("хочу пожаловаться на всех и еще скажите статус", "ru", ["complaint", "application_status"]),
        ("how do i complain and how do i know it is ready", "en", ["complaint", "application_status"]),
        ("справку заказал я и еще хочу узнать статус", "ru", ["certificate_request", "application_status"]),
    ],
)
def test_a_story_is_no_request(text: str, language: str, asked: list[str]) -> None:
    assert [request.intent for request in split_requests(text, language, rank_stories, 0.9).asked] == asked
