"""Does a turn ask for several things? The label guesses it, and sample questions decide."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dialogs.answers.sections import SECTION_OF
from dialogs.interpret.articles.likely_articles import nearest
from dialogs.interpret.turn import Turn
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

LIKE = 0.5
"""Likeness of a half of a turn to samples of a category of its own."""
AS_LIKE = 1.3
"""Likeness by which an article may be less like a half than the likeliest one."""
LIKE_ARTICLE = 0.6
"""Likeness of a half to the article that it asks for."""
FEWEST = 2
"""Words of a half."""


def with_real_requests(turn: Turn) -> Turn:
    """The turn without further requests if its halves ask for one thing: «пароль забыла, а телефон отключили»."""
    words = turn.label.words
    if not words.further or words.slots or turn.hotline.finder is None:
        return turn
    parts = list(halves(turn))
    turn.hotline.finder.read(parts, turn.language)
    asked = [categories for part in parts if (categories := _categories(turn, part))]
    several = any(not one & other for one, other in pairwise(asked))
    if not several:
        return replace(turn, label=replace(turn.label, words=replace(words, further=())))
    article = _article(turn, parts, words.intent)
    return replace(turn, label=replace(turn.label, words=replace(words, articles=(article,)))) if article else turn


def _article(turn: Turn, parts: Sequence[str], intent: str) -> str:
    """The special article of the first request, by the half that asks for it; empty if no half is like one."""
    best = (nearest(turn, part)[0] for part in parts if nearest(turn, part))
    own = [each for each in best if each.id.partition("/")[0] == intent and each.score >= LIKE_ARTICLE]
    return own[0].id if own and own[0].id != intent else ""


def _categories(turn: Turn, part: str) -> set[str]:
    """Of the articles that a half of a turn is like; none if it is like none.

    Nor if it only asks for a part of whatever the other half is about: «... и за какой срок обращаться».
    """
    near = [each for each in nearest(turn, part) if each.score >= LIKE]
    if near and near[0].id in SECTION_OF:
        return set()
    return {each.id.partition("/")[0] for each in near if each.odds >= near[0].odds - AS_LIKE}


def halves(turn: Turn) -> Iterator[str]:
    """What stands between «и», «а ещё», «или» and their like."""
    words = words_of(turn.text)
    joints = dict(next(turn.cues(Cue.JOINS)).spans(turn.text))
    starts = [0, *sorted(joints.keys() - {0}), len(words)]
    for start, end in pairwise(starts):
        said = words[joints.get(start, start) : end]
        if len(said) >= FEWEST:
            yield " ".join(said)
