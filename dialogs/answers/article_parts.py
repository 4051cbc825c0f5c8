"""The spoken parts of the knowledge base: the text of each line, and what it is about."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from call.acts import About, Part
from dialogs.answers.article import Article
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.line import AnswerLine, ArticlePart, ErrorText, OfficeText, Piece

SECTION_PARTS: Mapping[str, Piece] = {
    "steps": "step",
    "documents": "document",
    "pitfalls": "pitfall",
    "cost": "cost",
    "terms": "term",
    "delays": "delay",
    "refusals": "refusal",
    "alternatives": "alternative",
    "contacts": "contact",
    "legal": "law",
}
"""List of an article -> name of one entry."""
SINGLE: tuple[Piece, ...] = ("title", "confirm", "answer", "brief", "more", "tip")
ERRORS = "technical_error"
"""The category that the table of error codes belongs to."""
KINDS: Mapping[Piece, Part] = {
    "answer": Part.ANSWER,
    "brief": Part.ANSWER,
    "confirm": Part.CONFIRM,
    "title": Part.TITLE,
}
"""The parts of an article that are more than a detail of the answer. Every other part is `Part.MORE`."""


def part_text(knowledge: KnowledgeBase, language: str, line: AnswerLine) -> str | None:
    """What to say; None for an entry of a table that is not there.

    A list may be shorter in this language or in newer articles. Then its last entry stands for the missing one.
    """
    match line:
        case ArticlePart():
            article = knowledge.article(language, line.article)
            return _at(dict(_lists(article)).get(line.part, ()), line.number or 1) or article.answer
        case OfficeText():
            entry = knowledge.tables(language).region(line.region)
            return _at(entry.go, line.number) if entry else None
        case ErrorText():
            error = knowledge.tables(language).codes.get(line.code)
            return (error.means if line.part == "means" else error.remedy) if error else None
        case _:
            assert_never(line)


def part_about(knowledge: KnowledgeBase, language: str, line: AnswerLine, topic: str) -> About:
    """What the line is about. `topic` is the request category that the call is about."""
    match line:
        case ArticlePart():
            article = knowledge.article(language, line.article)
            return About(KINDS.get(line.part, Part.MORE), article.intent, article.id)
        case OfficeText():
            return About(Part.MORE, topic)
        case ErrorText():  # the explanation of an error code is said instead of the answer
            return About(Part.ANSWER if line.part == "means" else Part.MORE, ERRORS)
        case _:
            assert_never(line)


def article_parts(article: Article) -> Iterator[tuple[ArticlePart, str]]:
    """Everything of an article that can be said."""
    for part, texts in _lists(article):
        single = part in SINGLE
        numbered = ((at, text) for at, text in enumerate(texts, start=1) if text)
        yield from ((ArticlePart(article.id, part, 0 if single else at), text) for at, text in numbered)


def table_parts(knowledge: KnowledgeBase, language: str) -> Iterator[AnswerLine]:
    """Everything of the tables that can be said."""
    tables = knowledge.tables(language)
    for region, entry in tables.regions.items():
        yield from (OfficeText(region, number) for number in range(1, len(entry.go) + 1))
    for code in tables.codes:
        yield ErrorText(code, "means")
        yield ErrorText(code, "remedy")


def _lists(article: Article) -> Iterator[tuple[Piece, tuple[str, ...]]]:
    """Name of a part -> its texts."""
    yield from ((name, (getattr(article, name) or "",)) for name in SINGLE if getattr(article, name))
    yield "step", tuple(step.say for step in article.steps)
    yield "if_not", tuple(step.if_not or "" for step in article.steps)
    yield "fact", tuple(fact.say for fact in article.facts)
    yield "document", tuple(document.say for document in article.documents)
    for section, part in SECTION_PARTS.items():
        if section not in ("steps", "documents"):
            yield part, getattr(article, section)


def _at(texts: tuple[str, ...], number: int) -> str | None:
    return texts[min(number, len(texts)) - 1] if texts else None
