"""Which article of a request category answers the caller's words: a pure function of the articles and the words."""

from dialogs.answers.article import Article
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.phrases.cues import Cues


def choose_article(knowledge: KnowledgeBase, language: str, intent: str, *said: str) -> str:
    """Id of the most specific article that the words ask for. The first text that asks for a special one decides.

    The most specific article has the most groups of cues, then the most matched words, then the first name. Without a
    special article it is the general one.
    """
    for text in said:
        if special := choose_special(knowledge, language, intent, text):
            return special
    return intent


def choose_special(knowledge: KnowledgeBase, language: str, intent: str, text: str) -> str:
    """Id of the special article for one text; empty if none fits."""
    fits = [(fit, article.id) for article in knowledge.specials(language, intent) if (fit := _fit(article, text))]
    best = max((fit for fit, _ in fits), default=None)
    return min((name for fit, name in fits if fit == best), default="")


def cues_of(article: Article) -> tuple[Cues, ...]:
    """The cues of each group of `asked_with`."""
    return tuple(Cues.of(*group) for group in article.asked_with)


def _fit(article: Article, text: str) -> tuple[int, int] | None:
    """How many groups and how many words match; None if the text has no cue of some group."""
    groups = cues_of(article)
    if not groups or not all(group.found(text) for group in groups):
        return None
    words = {index for group in groups for start, end in group.spans(text) for index in range(start, end)}
    return len(groups), len(words)
