"""A small knowledge base, the real phrases, and a caller who speaks in labels."""

import datetime
from collections.abc import Callable

import pytest

from dialogs.answers.article import Article, Needed, Step
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.dialog import HotlineDialog
from dialogs.hotline import Hotline
from dialogs.phrases.phrase_book import PhraseBook
from tests.dialogs.speaker import dialog_of, hotline_of, shipped_phrases

DEPARTMENTS = {
    "application_status": "applications",
    "document_upload": "technical_support",
    "required_documents": "information",
    "processing_time": "information",
    "password_recovery": "registration",
    "account_registration": "registration",
    "complaint": "quality",
}
"""A few request categories and the departments that take them over."""


def article(language: str, intent: str) -> Article:
    """`required_documents` and `complaint` have only a short answer; English articles have fewer steps."""
    bare = intent in ("required_documents", "complaint")

    def sentences(part: str, count: int) -> tuple[str, ...]:
        return () if bare else tuple(f"{intent} {part} {number} ({language})." for number in range(1, count + 1))

    return Article(
        intent=intent,
        language=language,
        title=f"{intent} title ({language})",
        confirm=f"{intent} confirm ({language})?",
        answer=f"{intent} answer ({language}).",
        steps=tuple(map(Step, sentences("step", 3 if language == "ru" else 2))),
        documents=tuple(map(Needed, sentences("document", 2))),
        terms=sentences("term", 1),
        department=DEPARTMENTS[intent],
        source="tests",
        review_by=datetime.date(2030, 1, 1),
        version=1,
    )


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    return KnowledgeBase([article(language, intent) for language in ("ru", "en") for intent in DEPARTMENTS])


@pytest.fixture(scope="session")
def phrases() -> PhraseBook:
    return shipped_phrases()


@pytest.fixture(scope="session")
def hotline(knowledge: KnowledgeBase, phrases: PhraseBook) -> Hotline:
    return hotline_of(knowledge, phrases)


@pytest.fixture
def dialog(knowledge: KnowledgeBase, phrases: PhraseBook) -> HotlineDialog:
    return dialog_of(knowledge, phrases)


@pytest.fixture
def new_dialog(knowledge: KnowledgeBase, phrases: PhraseBook) -> Callable[[str], HotlineDialog]:
    return lambda language: dialog_of(knowledge, phrases, language)
