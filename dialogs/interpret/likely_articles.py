"""The articles that a turn may ask for: how like their samples are to its words, and what else speaks for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from call.questions import Near
from dialogs.answers.refused_words import affirmed
from dialogs.event import Event
from dialogs.interpret.turn import Turn
from dialogs.phrases.cues import words_of

LEAST = 0.2
"""Likeness below which an article has nothing to do with the words."""
SURE = 0.6
"""Likeness that is enough for a special article without a word of its own: «как получить электронную подпись»."""
OF_LABEL = 0.28
"""What the probability of its category adds to the likeness of an article, times that probability."""
OF_TOPIC = 0.06
"""What it adds that the call is about the category."""
SHORT_OF_TOPIC = 0.2
"""The same for a few words after an answer: «а без почты?» asks about what was told."""
SHORT = 4
"""Words of such a turn."""
OF_GENERAL = 0.05
"""What is taken from the general article: it answers whenever no other is clear."""


@dataclass(frozen=True, slots=True)
class Likely:
    """An article with its likeness to the words, and that with what else speaks for it."""

    article: str
    likeness: float
    total: float

    @property
    def intent(self) -> str:
        return self.article.partition("/")[0]


def ranked(turn: Turn) -> list[Likely]:
    """The likeliest articles, best first; empty if the best has nothing to do with the words."""
    found = sorted(likely(turn), key=lambda each: -each.total)
    return found if found and found[0].likeness >= LEAST else []


def likely(turn: Turn, *, every: bool = False) -> Iterator[Likely]:
    """The articles that have something in common with the words, and are not refused.

    `every`: also special ones of which the words hold no word of their own.
    """
    place = turn.state.place
    of_label = {each.intent: OF_LABEL * each.confidence for each in turn.meaning.ranking}
    of_topic = SHORT_OF_TOPIC if len(words_of(turn.text)) <= SHORT else OF_TOPIC
    for near in nearest(turn, affirmed(turn.text, turn.language)):
        intent = near.id.partition("/")[0]
        special = every or near.telling or near.score >= SURE or near.id == intent
        if special and intent not in turn.meaning.barred:
            of_call = of_topic if _goes_on(turn) and place.topic == intent else 0.0
            general = OF_GENERAL if near.id == intent else 0.0
            yield Likely(near.id, near.score, near.score + of_label.get(intent, 0.0) + of_call - general)


def nearest(turn: Turn, text: str) -> Sequence[Near]:
    """The articles with samples like the text, the nearest first; none without a finder."""
    finder = turn.hotline.finder
    return finder.nearest(turn.hotline.knowledge.samples(turn.language), text) if finder else ()


def follows(turn: Turn, best: Likely) -> bool:
    """Is the call about its category?"""
    return _goes_on(turn) and turn.state.place.topic == best.intent


def _goes_on(turn: Turn) -> bool:
    return turn.state.place.phase.traits.follow_up or aside(turn)


def aside(turn: Turn) -> bool:
    """Is it a question about a form that is being filled in?"""
    return turn.asks_aside and turn.state.place.phase.traits.in_form


def understood(turn: Turn, best: Likely) -> bool:
    """Was its category understood?"""
    return turn.label.event in (Event.REQUEST, Event.UNSURE) and turn.label.words.intent == best.intent
