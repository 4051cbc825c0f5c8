"""Which article of a request category answers the caller's words: a pure function of the articles and the words."""

from dialogs.answers.article import Article
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.phrases.cues import Cues


def choose_article(knowledge: KnowledgeBase, language: str, intent: str, *said: str) -> str:
    """Id of the most specific article that the words ask for; of several texts, the first that asks for a special one.

    Most specific: most groups of cues, then most words matched, then the first by name. Otherwise the general article.
    """
    for text in said:
        if special := choose_special(knowledge, language, intent, text):
            return special
    return intent


def choose_special(knowledge: KnowledgeBase, language: str, intent: str, text: str) -> str:
    """The same for one text; empty where no special article fits."""
    fits = [(fit, article.id) for article in knowledge.specials(language, intent) if (fit := _fit(article, text))]
    best = max((fit for fit, _ in fits), default=None)
    return min((name for fit, name in fits if fit == best), default="")


def cues_of(article: Article) -> tuple[Cues, ...]:
    """One for each group of `asked_with`."""
    return tuple(Cues.of(*group) for group in article.asked_with)


def _fit(article: Article, text: str) -> tuple[int, int] | None:
    """How many groups, how many words; None if a group is missing from the text."""
    groups = cues_of(article)
    if not groups or not all(group.found(text) for group in groups):
        return None
    words = {index for group in groups for start, end in group.spans(text) for index in range(start, end)}
    return len(groups), len(words)
