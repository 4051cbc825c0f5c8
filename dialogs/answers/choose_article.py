"""Which article of a request category answers the caller's words: a pure function of the articles and the words."""

from collections.abc import Iterable

from dialogs.answers.article import Article
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.answers.refused_words import counted, denials
from dialogs.phrases.cues import Cues


def choose_article(knowledge: KnowledgeBase, language: str, intent: str, *said: str) -> str:
    """Id of the most specific article that the words ask for. The first text that asks for a special one decides.

    What a text refuses is not chosen for an earlier text either.

    The most specific article has the most groups of cues, then the most matched words, then it is one that answers
    anywhere, then it has the first name. Without a special article it is the general one.
    """
    refused: tuple[str, ...] = ()
    for text in said:
        refused += refused_specials(knowledge, language, intent, text)
        left = (article for article in knowledge.specials(language, intent) if article.id not in refused)
        if special := _best(text, left):
            return special
    return intent


def refused_specials(knowledge: KnowledgeBase, language: str, intent: str, text: str) -> tuple[str, ...]:
    """Ids of the special articles of which the words say that it is not about them: «не загранпаспорт, а ...»."""
    if not denials(text, language):
        return ()
    cued = (one for one in knowledge.specials(language, intent) if one.asked_with)
    named = (one for one in cued if all(cue.found(text) for cue in cues_of(one)))
    return tuple(one.id for one in named if _fit(one, text) is None)


def choose_special(knowledge: KnowledgeBase, language: str, intent: str, text: str) -> str:
    """Id of the special article for one text; empty if none fits."""
    return _best(text, knowledge.specials(language, intent))


def choose_anywhere(knowledge: KnowledgeBase, language: str, text: str) -> str:
    """Id of the article whose thing the words name, whatever their category; empty if they name none."""
    return _best(text, (one for one in knowledge.cued(language) if one.anywhere))


def choose_priced(knowledge: KnowledgeBase, language: str, text: str) -> str:
    """Id of the special article that knows what the named thing costs; empty if there is none."""
    return _best(text, (one for one in knowledge.cued(language) if one.cost))


def fits_better(knowledge: KnowledgeBase, language: str, one: str, other: str, text: str) -> bool:
    """Do the words fit the first article better than the second? An article that does not fit is the worse one."""
    first, second = (_fit(knowledge.article(language, name), text) if name else None for name in (one, other))
    return first is not None and (second is None or first > second)


def _best(text: str, articles: Iterable[Article]) -> str:
    fits = [((*fit, article.anywhere), article.id) for article in articles if (fit := _fit(article, text))]
    best = max((fit for fit, _ in fits), default=None)
    return min((name for fit, name in fits if fit == best), default="")


def cues_of(article: Article) -> tuple[Cues, ...]:
    """The cues of each group of `asked_with`."""
    return tuple(Cues.of(*group) for group in article.asked_with)


def _fit(article: Article, text: str) -> tuple[int, int] | None:
    """How many groups and how many words match; None if the text has no cue of some group but what it refuses."""
    groups = cues_of(article)
    if not groups or not all(group.found(text) for group in groups):
        return None
    spans = counted(text, article.language, groups, thing=article.anywhere)
    words = {index for group in spans for start, end in group for index in range(start, end)}
    return (len(groups), len(words)) if all(spans) else None
