"""What can be told of an article besides its answer: facts, and sections of its own."""

from collections.abc import Mapping, Sequence

from call.questions import AnswerPart, AnswerParts
from dialogs.answers.article import Article
from dialogs.phrases.cue import Cue

ANSWER = "answer"
"""Id of the part that is the answer itself."""
FACT = "fact"
BRIEF = 0
"""Stands for the first sentence of the answer where facts are told by their numbers."""
FOUND = (Cue.COST, Cue.REFUSALS, Cue.ALTERNATIVES, Cue.DELAYS, Cue.CONTACTS, Cue.DOCUMENTS, Cue.TERMS, Cue.LEGAL)
"""Sections that are found by what they say. The others are asked for in words of their own: «по шагам», «подробнее»."""


def parts_of(article: Article, follow_ups: Mapping[str, Sequence[str]]) -> AnswerParts:
    """`follow_ups`: sample questions about each section, the same for all articles."""
    parts = [AnswerPart(ANSWER, article.asked, (article.answer, *([article.more] if article.more else [])))]
    parts += [
        AnswerPart(f"{FACT}{number}", fact.asked, (fact.say,)) for number, fact in enumerate(article.facts, start=1)
    ]
    for cue in FOUND:
        if said := _sentences(article, cue):
            parts.append(AnswerPart(str(cue), tuple(follow_ups.get(cue, ())), said))
    return AnswerParts(article.language, article.title, tuple(parts))


def piece_of(part: str) -> Cue | int | None:
    """The section, or the number of the fact; None for the answer itself."""
    if part == ANSWER:
        return None
    return int(part.removeprefix(FACT)) if part.startswith(FACT) else Cue(part)


def _sentences(article: Article, cue: Cue) -> tuple[str, ...]:
    if cue is Cue.DOCUMENTS:
        return tuple(document.say for document in article.documents)
    found: tuple[str, ...] = getattr(article, str(cue))
    return found
