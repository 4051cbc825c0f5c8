"""What callers say and which article must answer: `knowledge_questions.<language>.tsv`, one phrase per line."""

from pathlib import Path

import pytest

from call.labels import LANGUAGES
from dialogs.answers.choose_article import choose_article
from tests.dialogs.speaker import shipped_knowledge

HERE = Path(__file__).parent
KNOWLEDGE = shipped_knowledge()


def questions(language: str) -> list[tuple[str, str, str]]:
    """Place, article id, phrase."""
    path = HERE / f"knowledge_questions.{language}.tsv"
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    rows = [(f"{path.name}:{number}", *line.split("\t")) for number, line in lines if line and line[0] != "#"]
    assert all(len(row) == 3 for row in rows), "a line is: article id, tab, phrase"
    return rows  # type: ignore[return-value]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_phrase_is_answered_by_its_article(language: str) -> None:
    """All of them, so that one run names every phrase that goes astray."""
    astray = []
    for place, wanted, phrase in questions(language):
        chosen = choose_article(KNOWLEDGE, language, wanted.partition("/")[0], phrase)
        if chosen != wanted:
            astray.append(f"{place}: {phrase!r} is answered by {chosen}, not by {wanted}")
    assert astray == [], "\n".join(astray)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_article_with_cues_has_a_phrase(language: str) -> None:
    asked = {wanted for _, wanted, _ in questions(language)}
    special = {article.id for article in KNOWLEDGE.articles if article.language == language and article.asked_with}
    assert special - asked == set()
