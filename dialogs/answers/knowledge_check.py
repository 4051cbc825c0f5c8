"""Doubts about a knowledge base without faults: callers can be answered, but a person should look at these places.

Faults are found while reading (knowledge_base.py). This module knows no files: an article's id and a key name a place.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from types import MappingProxyType

from dialogs.answers.article import Article
from dialogs.answers.choose_article import choose_article
from dialogs.answers.durations import Numbers, durations
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.answers.knowledge_tables import CONTACTS, EVERYWHERE
from dialogs.answers.knowledge_types import FIRST_MEDIAN_S, FIRST_RATE, FIRST_S, nearest, spoken_characters

FEWEST_SAMPLES = 5
"""Of an article that is found by its samples only."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One place that a person should look at."""

    kind: str
    """`stale`, `orphan`, `twins`, `samples`, `region`, `form`, `terms` or `long`."""
    language: str
    id: str
    """Id of the article, or `_contacts`."""
    key: str
    """The key whose line is meant."""
    text: str


@dataclass(frozen=True, slots=True)
class CheckWith:
    """What the answers are checked against."""

    today: datetime.date
    questions: Mapping[str, Sequence[tuple[str, str]]]
    """Language -> pairs of an article id and a phrase that it must answer."""
    numbers: Numbers
    regions: Collection[str] = ()
    """Ids of the regions that callers can name; empty if not known."""
    forms: Collection[str] = ()
    """Ids of the forms; empty if not known."""
    asks: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    """Language -> request category -> the question after its first answer; empty if not known."""


def check_knowledge(knowledge: KnowledgeBase, against: CheckWith) -> tuple[Doubt, ...]:
    """All doubts, kind by kind."""
    return (
        *_stale(knowledge, against.today),
        *_orphans(knowledge, against),
        *_twins(knowledge),
        *_samples(knowledge),
        *_regions(knowledge, against.regions),
        *_forms(knowledge, against.forms),
        *_terms(knowledge, against.numbers),
        *_long(knowledge, against.asks),
    )


def _stale(knowledge: KnowledgeBase, today: datetime.date) -> Iterator[Doubt]:
    for article in knowledge.articles:
        if article.review_by < today:
            text = f"had to be read again by {article.review_by}: read it, raise `version`, set a new day"
            yield Doubt("stale", article.language, article.id, "review_by", text)


def _orphans(knowledge: KnowledgeBase, against: CheckWith) -> Iterator[Doubt]:
    reached = {
        (language, choose_article(knowledge, language, wanted.partition("/")[0], said))
        for language, rows in against.questions.items()
        for wanted, said in rows
    }
    for article in knowledge.articles:
        if article.asked_with and (article.language, article.id) not in reached:
            text = "no phrase of knowledge_questions leads here: add one, or mend the cues"
            yield Doubt("orphan", article.language, article.id, "asked_with", text)


def _twins(knowledge: KnowledgeBase) -> Iterator[Doubt]:
    first: dict[tuple[str, str, object], Article] = {}
    for article in knowledge.articles:
        key = (article.language, article.intent, article.asked_with)
        twin = first.setdefault(key, article)
        if article.asked_with and twin is not article:
            text = f"the same cues as {twin.id}: callers hear only one of the two"
            yield Doubt("twins", article.language, article.id, "asked_with", text)


def _samples(knowledge: KnowledgeBase) -> Iterator[Doubt]:
    for language in knowledge.languages:
        first: dict[str, str] = {}
        for name, question in knowledge.samples(language).asked:
            twin = first.setdefault(question, name)
            if twin != name:
                yield Doubt("samples", language, name, "asked", f"«{question}» stands in {twin} too: keep one")
    for article in knowledge.articles:
        if article.name and not article.asked_with and len(article.asked) < FEWEST_SAMPLES:
            text = f"{len(article.asked)} samples: without cues at least {FEWEST_SAMPLES} are needed"
            yield Doubt("samples", article.language, article.id, "asked", text)


def _regions(knowledge: KnowledgeBase, known: Collection[str]) -> Iterator[Doubt]:
    for language in knowledge.languages:
        for region in knowledge.tables(language).regions:
            if known and region not in known and region != EVERYWHERE:
                yield Doubt("region", language, CONTACTS, region, f"`{region}` is no region that callers can name")


def _forms(knowledge: KnowledgeBase, known: Collection[str]) -> Iterator[Doubt]:
    for article in knowledge.articles:
        if known and article.form and article.form not in known:
            text = f"there is no form `{article.form}`: {nearest(article.form, known)}"
            yield Doubt("form", article.language, article.id, "form", text)


def _terms(knowledge: KnowledgeBase, numbers: Numbers) -> Iterator[Doubt]:
    """Lengths of time that differ between the languages, or between the articles of one name in several categories."""
    named = {(one.language, one.id): _durations(one, numbers) for one in knowledge.articles}
    first, *others = knowledge.languages
    for article in knowledge.articles:
        for other in others if article.language == first else ():
            ours, theirs = named[first, article.id], named[other, article.id]
            if ours != theirs:
                text = f"{_told(ours)} here, {_told(theirs)} in {other}: one of them is wrong"
                yield Doubt("terms", first, article.id, "terms", text)
    for language in knowledge.languages:
        special = [one for one in knowledge.articles if one.language == language and one.name]
        yield from _between_articles(special, named)


def _long(knowledge: KnowledgeBase, asks: Mapping[str, Mapping[str, str]]) -> Iterator[Doubt]:
    """First answers that take too long with the question at their end, and languages whose usual one does."""
    for language, questions in asks.items():
        articles = [one for one in knowledge.articles if one.language == language]
        seconds = {one.id: _first_seconds(one, questions) for one in articles}
        for name, long in seconds.items():
            if long > FIRST_S:
                text = f"with the question after it {long:.1f} s, {FIRST_S:.0f} at most: move something into `more`"
                yield Doubt("long", language, name, "answer", text)
        if seconds and (usual := median(seconds.values())) > FIRST_MEDIAN_S:
            longest = max(seconds, key=lambda name: seconds[name])
            text = (
                f"the median of first answers is {usual:.1f} s, {FIRST_MEDIAN_S:.0f} at most: shorten this and others"
            )
            yield Doubt("long", language, longest, "answer", text)


def _first_seconds(article: Article, questions: Mapping[str, str]) -> float:
    return spoken_characters(f"{article.answer} {questions.get(article.intent, '')}") / FIRST_RATE


def _between_articles(
    articles: Sequence[Article], named: Mapping[tuple[str, str], frozenset[tuple[int, str]]]
) -> Iterator[Doubt]:
    """`processing_time/foreign_passport` and `application_submit/foreign_passport` are about one thing."""
    said: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for article in articles:
        for number, unit in sorted(named[article.language, article.id]):
            earlier = said[article.name, unit]
            contrary = [f"{other} {unit}s in {name}" for other, name in earlier.items() if other != number]
            if contrary and number not in earlier and article.id not in earlier.values():
                text = f"{number} {unit}s here, {', '.join(contrary)}: say which holds when, or mend one"
                yield Doubt("terms", article.language, article.id, "terms", text)
            earlier.setdefault(number, article.id)


def _durations(article: Article, numbers: Numbers) -> frozenset[tuple[int, str]]:
    texts = (article.answer, *article.terms, *article.delays)
    return frozenset(found for text in texts for found in durations(text, article.language, numbers))


def _told(found: Collection[tuple[int, str]]) -> str:
    return ", ".join(f"{number} {unit}s" for number, unit in sorted(found)) or "no length of time"
