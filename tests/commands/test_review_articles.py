"""`review` sees what happened to every general article that ships, and to every special one with cues."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest

from call.acts import Ask, Handover, Say, Transfer
from call.events import CallerTurn, Outcome
from datafiles.categories import REQUESTS
from datafiles.hotline import HOTLINE
from desk.journal import Journal, read_journal
from dialogs.answers.article import Article
from dialogs.answers.choose_article import choose_anywhere, choose_article
from dialogs.answers.knowledge_base import KnowledgeBase, load_knowledge
from dialogs.phrases.phrase_book import PhraseBook, load_phrases
from nlu.review.queue import review_queue
from tests.dialogs.speaker import dialog_of, turn

RUSSIAN = HOTLINE / "ru" / "answers"
CUED = sorted(
    f"{path.parent.name}/{path.stem}"
    for path in RUSSIAN.glob("*/*.yaml")
    if "\nasked_with:" in path.read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def shipped() -> KnowledgeBase:
    return load_knowledge(HOTLINE)


@pytest.fixture(scope="module")
def phrases() -> PhraseBook:
    return load_phrases(HOTLINE)


def words_for(knowledge: KnowledgeBase, article: Article) -> str:
    """Words with which a caller asks for that article."""
    if article.id == article.intent:
        return "другие слова"
    said = (" ".join(cues).replace("*", "") for cues in product(*article.asked_with))
    return next(words for words in said if choose_article(knowledge, "ru", article.intent, words) == article.id)


def reviewed(path: Path, knowledge: KnowledgeBase, phrases: PhraseBook, said: Sequence[CallerTurn]) -> list[str]:
    """The reasons for which turns of such a call, which ends with a person, are looked at."""
    dialog = dialog_of(knowledge, phrases)
    journal = Journal(path, "call")
    journal.began("ru")
    for each in said:
        journal.heard(each)
        for act in dialog.hear(each):
            if isinstance(act, Say | Ask):
                journal.did(each.end_ms, act)
    journal.did(2000, Transfer(Handover("general", "", "", "")))
    journal.ended(2000, Outcome.TRANSFERRED, "general")
    journal.close()
    return [turn.reason.value for turn in review_queue(read_journal(path), "ru").turns]


@pytest.mark.parametrize("name", [*REQUESTS, *CUED])
def test_a_refused_answer_and_a_refused_question_are_seen(
    tmp_path: Path, shipped: KnowledgeBase, phrases: PhraseBook, name: str
) -> None:
    article = shipped.article("ru", name)
    words = words_for(shipped, article)
    answered = [turn(words, article.intent), turn("оператора", "operator")]
    assert reviewed(tmp_path / "answered", shipped, phrases, answered) == ["transferred"]
    if choose_anywhere(shipped, "ru", words):
        return  # its thing was named: nothing is asked that could be refused
    doubted = [turn(words, f"{article.intent}?"), turn("нет", "deny")]
    assert reviewed(tmp_path / "doubted", shipped, phrases, doubted) == ["denied"]


def test_all_of_them_are_tried() -> None:
    assert len(REQUESTS) == 16
    assert len(CUED) > 100
