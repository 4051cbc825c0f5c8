"""Which article the words ask for, by the sample questions of all articles (`asked` in their files).

The likeliest article answers if it is far enough ahead of the next one. If two are about as likely, the caller is asked
which of them. Cues (`asked_with`) are words of which an author is sure: they win against a sample that is a little
nearer. Thresholds and figures: docs/decisions/039-sample-questions.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dialogs.answers.choose_article import choose_special
from dialogs.event import DialogEvent, Event, Pick
from dialogs.interpret.thing_rules import listens
from dialogs.interpret.turn import Turn
from dialogs.phrases.cues import words_of
from dialogs.state import Options

LEAST = 0.2
"""Likeness below which an article has nothing to do with the words."""
AHEAD, AHEAD_IN_TOPIC, AHEAD_ALONE = 0.10, 0.05, 0.16
"""How far the article must be ahead: usually, if the call is about its category, if nothing else speaks for it."""
AHEAD_OF_CUES = 0.08
OF_LABEL = 0.15
"""What the probability of its category adds to the likeness of an article."""
OF_TOPIC = 0.06
"""What it adds that the call is about the category."""
SHORT_OF_TOPIC = 0.2
"""The same for a few words after an answer: «а без почты?» asks about what was told."""
SHORT = 4
"""Words of such a turn."""
FEWEST = 2
"""Words. A single word asks nothing."""
DOUBTFUL = {Event.UNSURE, Event.AMBIGUOUS, Event.UNKNOWN}
"""Events after which two articles are named to choose from. A certain category has its own answer."""
TOPICS = {Event.REQUEST, Event.VAGUE} | DOUBTFUL
"""Events of labels that may ask for an article. The other acts do what they say."""
SAME = 0.75
"""Likeness of a question that an act gives way to: the same nearly word for word."""


@dataclass(frozen=True, slots=True)
class _Likely:
    """An article with its likeness to the words, and that with what else speaks for it."""

    article: str
    likeness: float
    total: float

    @property
    def intent(self) -> str:
        return self.article.partition("/")[0]


def asked(turn: Turn) -> DialogEvent | None:
    """The article that the words ask for, or the two that they may ask for."""
    if not listens(turn) or len(words_of(turn.text)) < FEWEST:
        return None
    ranked = sorted(_likely(turn), key=lambda each: -each.total)[:2]
    if not ranked or ranked[0].likeness < LEAST:
        return None
    if picked := _picked(turn):
        return picked
    best, ahead = ranked[0], ranked[0].total - (ranked[1].total if len(ranked) > 1 else 0.0)
    if turn.label.event not in TOPICS and (best.likeness < SAME or turn.meaning.by_rule):
        return None
    if _cued(turn, best):
        return None
    words = replace(turn.label.words, intent=best.intent, articles=(best.article,), candidates=(), further=())
    if ahead >= _enough(turn, best):
        further = tuple(other for other in turn.label.words.further if other != best.intent)
        return DialogEvent(Event.REQUEST, replace(words, further=further))
    if turn.label.event not in DOUBTFUL or len(ranked) < 2 or ranked[1].likeness < LEAST:
        return None
    both = (best.article, ranked[1].article)
    return DialogEvent(Event.AMBIGUOUS, replace(words, articles=both, candidates=tuple(each.intent for each in ranked)))


def _likely(turn: Turn) -> Iterator[_Likely]:
    """Every article that has something in common with the words, and is not refused."""
    finder, place = turn.hotline.finder, turn.state.place
    if finder is None:
        return
    of_label = {each.intent: OF_LABEL * each.confidence for each in turn.meaning.ranking}
    of_topic = SHORT_OF_TOPIC if len(words_of(turn.text)) <= SHORT else OF_TOPIC
    for near in finder.nearest(turn.hotline.knowledge.samples(turn.language), turn.text):
        intent = near.id.partition("/")[0]
        if intent not in turn.meaning.barred:
            follows = of_topic if place.phase.traits.follow_up and place.topic == intent else 0.0
            yield _Likely(near.id, near.score, near.score + of_label.get(intent, 0.0) + follows)


def _enough(turn: Turn, best: _Likely) -> float:
    if turn.state.place.phase.traits.follow_up and turn.state.place.topic == best.intent:
        return AHEAD_IN_TOPIC
    understood = best.intent in (turn.label.words.intent, *turn.label.words.candidates)
    return AHEAD if understood else AHEAD_ALONE


def _cued(turn: Turn, best: _Likely) -> bool:
    """Do cues name another article that is about as likely?"""
    intent = turn.label.words.intent or best.intent
    cued = choose_special(turn.hotline.knowledge, turn.language, intent, turn.text)
    other = next((each.likeness for each in _likely(turn) if each.article == cued), 0.0)
    return cued not in ("", best.article) and best.likeness - other < AHEAD_OF_CUES


def _picked(turn: Turn) -> DialogEvent | None:
    """One of the two articles that were just named."""
    options = turn.state.place.matter
    named = options.articles if isinstance(options, Options) else ()
    ranked = sorted((each for each in _likely(turn) if each.article in named), key=lambda each: -each.total)
    clear = len(ranked) == 1 or (ranked and ranked[0].total - ranked[1].total >= AHEAD_IN_TOPIC)
    return Pick(turn.label.words, number=1 + named.index(ranked[0].article)) if clear else None
