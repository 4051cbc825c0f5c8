"""Does a turn ask for several things? The label guesses it, and sample questions decide."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from dialogs.interpret.articles.likely_articles import nearest
from dialogs.interpret.turn import Turn
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

LIKE = 0.5
"""Likeness of a half of a turn to samples of a category of its own."""
AS_LIKE = 0.8
"""Likeness by which an article may be less like a half than the likeliest one."""
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
    return turn if several else replace(turn, label=replace(turn.label, words=replace(words, further=())))


def _categories(turn: Turn, part: str) -> set[str]:
    """Of the articles that a half of a turn is like; none if it is like none."""
    near = [each for each in nearest(turn, part) if each.score >= LIKE]
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
