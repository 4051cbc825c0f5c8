"""The spoken parts of the knowledge base by name: `<article>.answer`, `<article>.step2`, `_contacts.moscow.go1`.

In these names the slash of an article's id is a dot, so that a recording of the part can be a file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from call.acts import Part
from dialogs.answers.article import Article
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.answers.knowledge_tables import CONTACTS, ERROR_CODES

PART = re.compile(r"([\w.]+)\.([a-z_]+)(\d*)")
SECTION_PARTS = {
    "steps": "step",
    "documents": "document",
    "pitfalls": "pitfall",
    "terms": "term",
    "delays": "delay",
    "refusals": "refusal",
    "alternatives": "alternative",
    "contacts": "contact",
    "legal": "law",
}
"""List of an article -> name of one entry."""


ERRORS = "technical_error"
"""The category that the table of error codes belongs to."""
KINDS = {"answer": Part.ANSWER, "confirm": Part.CONFIRM, "title": Part.TITLE}
"""Parts of an article that do something else than tell more."""


@dataclass(frozen=True, slots=True)
class About:
    """What a sentence tells, as in `call.events.Say`."""

    part: Part | None = None
    category: str = ""
    article: str = ""


def part_id(article: str, part: str, number: int = 0) -> str:
    """The name of a part; `number` from 1, 0 for a part that is not a list."""
    return f"{article.replace('/', '.')}.{part}{number or ''}"


def part_text(knowledge: KnowledgeBase, language: str, prompt: str) -> str | None:
    """What to say for the name of a part; None if it is none.

    A list may be shorter in this language, or in the articles of now: then its last entry stands for the missing one.
    """
    if not (match := PART.fullmatch(prompt)):
        return None
    name, part, number = match[1].replace(".", "/", 1), match[2], int(match[3] or 1)
    table, _, entry = name.partition("/")
    if table == CONTACTS:
        return _at(_region(knowledge, language, entry), number)
    if table == ERROR_CODES:
        return _code(knowledge, language, entry, part)
    article = knowledge.article(language, name)
    return _at(dict(_lists(article)).get(part, ()), number) or article.answer


def part_about(knowledge: KnowledgeBase, language: str, prompt: str, topic: str) -> About:
    """What the part of that name tells; `topic` is the request category that the talk is about."""
    if not (match := PART.fullmatch(prompt)):
        return About()
    name, part = match[1].replace(".", "/", 1), match[2]
    table, _, _ = name.partition("/")
    if table == CONTACTS:
        return About(Part.MORE, topic)
    if table == ERROR_CODES:  # an error code in plain words is said in place of the answer
        return About(Part.ANSWER if part == "means" else Part.MORE, ERRORS)
    if table not in knowledge.intents or part not in PARTS:
        return About()
    return About(KINDS.get(part, Part.MORE), table, knowledge.article(language, name).id)


def article_parts(article: Article) -> Iterator[tuple[str, str]]:
    """Everything of an article that can be said, by name."""
    for part, texts in _lists(article):
        single = part in SINGLE
        numbered = ((at, text) for at, text in enumerate(texts, start=1) if text)
        yield from ((part_id(article.id, part, 0 if single else at), text) for at, text in numbered)


def table_parts(knowledge: KnowledgeBase, language: str) -> Iterator[tuple[str, str]]:
    """Everything of the tables that can be said, by name."""
    tables = knowledge.tables(language)
    for region, entry in tables.regions.items():
        yield from ((region_part(region, at), text) for at, text in enumerate(entry.go, start=1))
    for code, error in tables.codes.items():
        yield from ((code_part(code, part), getattr(error, part)) for part in ("means", "remedy"))


def region_part(region: str, number: int) -> str:
    return part_id(f"{CONTACTS}/{region}", "go", number)


def code_part(key: str, part: str) -> str:
    """Of a key of the table of error codes: `5*` is `_error_codes.5_any.means`."""
    return part_id(f"{ERROR_CODES}/{_safe(key)}", part)


SINGLE = ("title", "confirm", "answer", "tip")
PARTS = {*SINGLE, "if_not", *SECTION_PARTS.values()}


def _lists(article: Article) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name of a part -> its texts."""
    yield from ((name, (getattr(article, name) or "",)) for name in SINGLE if getattr(article, name))
    yield "step", tuple(step.say for step in article.steps)
    yield "if_not", tuple(step.if_not or "" for step in article.steps)
    yield "document", tuple(document.say for document in article.documents)
    for section, part in SECTION_PARTS.items():
        if section not in ("steps", "documents"):
            yield part, getattr(article, section)


def _at(texts: tuple[str, ...], number: int) -> str | None:
    return texts[min(number, len(texts)) - 1] if texts else None


def _region(knowledge: KnowledgeBase, language: str, region: str) -> tuple[str, ...]:
    entry = knowledge.tables(language).region(region)
    return entry.go if entry else ()


def _code(knowledge: KnowledgeBase, language: str, safe: str, part: str) -> str | None:
    codes = knowledge.tables(language).codes
    return next((getattr(error, part) for key, error in codes.items() if _safe(key) == safe), None)


def _safe(key: str) -> str:
    """A key of the table as a part of a file name."""
    return re.sub(r"\W", "_", key.replace("*", "_any"))
