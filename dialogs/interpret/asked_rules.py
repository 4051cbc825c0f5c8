"""Which article the words ask for, by the sample questions of all articles (`asked` in their files).

The likeliest article answers if it is far enough ahead of the next one. If two are about as likely, the caller is asked
which of them. Cues (`asked_with`) are words of which an author is sure: they win against a sample that is a little
nearer. Thresholds and figures: docs/decisions/039-sample-questions.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dialogs.answers.choose_article import choose_anywhere, choose_special
from dialogs.answers.refused_words import affirmed
from dialogs.event import DialogEvent, Event, Pick, Words
from dialogs.interpret.thing_rules import listens
from dialogs.interpret.thread_rules import follow_up, other_article, section_of_topic
from dialogs.interpret.turn import Turn
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

LEAST, LEAST_OF_UNKNOWN = 0.2, 0.33
"""Likeness below which an article has nothing to do with the words; with words that no category fits."""
AHEAD, AHEAD_AGREED, AHEAD_IN_TOPIC = 0.16, 0.08, 0.05
"""How far the article must be ahead of the next one; if its category was understood; if the call is about it."""
AHEAD_OF_CUES = 0.14
OF_LABEL = 0.28
"""What the probability of its category adds to the likeness of an article, times that probability."""
OF_TOPIC = 0.06
"""What it adds that the call is about the category."""
OF_GENERAL = 0.05
"""What is taken from the general article: it answers whenever no other is clear."""
SHORT_OF_TOPIC = 0.2
"""The same for a few words after an answer: «а без почты?» asks about what was told."""
SHORT = 4
"""Words of such a turn."""
FEWEST = 2
"""Words. A single word asks nothing."""
LEAST_ASKED = 0.25
"""Likeness of an article that is asked about: «Вы спрашиваете про отопление, верно?»"""
LEAST_ALONE = 0.4
"""The same where nothing else speaks for the category."""
LEAST_ELSEWHERE = 0.5
"""The same where another category was understood."""
SURE = 0.6
"""Likeness that is enough for a special article without a word of its own: «как получить электронную подпись»."""
LEAST_OF_KNOWN = 0.6
"""The same with words of a thing that no article is about: «хочу взять ипотеку»."""
TOPICS = {Event.REQUEST, Event.UNSURE, Event.AMBIGUOUS, Event.UNKNOWN, Event.VAGUE}
"""Events of labels that may ask for an article. The other acts do what they say."""
SAME = 0.6
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
    """The article that the words surely ask for, or one of two that were just named."""
    if not _may_ask(turn):
        return None
    if turn.label.event in TOPICS and (picked := _picked(turn)):
        return picked
    ranked = _ranked(turn)
    if not ranked or not _clear(turn, ranked):
        return None
    if ranked[0].likeness < LEAST_OF_KNOWN and turn.hotline.things.not_known_in(turn.language, turn.text):
        return None
    doubted = turn.label.event is Event.UNSURE and _ahead(ranked) < AHEAD
    if doubted or (turn.label.event not in TOPICS and ranked[0].likeness < SAME) or _cued(turn, ranked[0]):
        return None
    return DialogEvent(Event.REQUEST, _words(turn, ranked[:1]))


def asked_perhaps(turn: Turn) -> DialogEvent | None:
    """The article that the words may ask for, to be confirmed, or two of them to choose from."""
    if not _may_ask(turn):
        return None
    ranked = _ranked(turn)
    if not ranked or _cued(turn, ranked[0]):
        return None
    if turn.label.event is Event.REQUEST:
        return DialogEvent(Event.AMBIGUOUS, _words(turn, ranked[:2])) if _another_category(turn, ranked) else None
    if turn.label.event in (Event.UNSURE, Event.UNKNOWN):
        confirmed = _understood(turn, ranked[0]) or turn.label.event is Event.UNKNOWN
        if confirmed and _ahead(ranked) >= AHEAD_AGREED and ranked[0].likeness >= LEAST_ASKED:
            return DialogEvent(Event.UNSURE, _words(turn, ranked[:1]))
    return _either(turn, ranked) if turn.label.event in (Event.AMBIGUOUS, Event.UNKNOWN) else None


def _either(turn: Turn, ranked: list[_Likely]) -> DialogEvent | None:
    """Two articles to choose from. After an answer a guess about another category helps nobody."""
    if turn.state.place.phase.traits.follow_up:
        ranked = [each for each in ranked if _follows(turn, each) or each.intent in turn.label.words.candidates]
    least = LEAST_OF_UNKNOWN if turn.label.event is Event.UNKNOWN else LEAST
    if len(ranked) < 2 or ranked[1].likeness < least:
        return None
    return DialogEvent(Event.AMBIGUOUS, _words(turn, ranked[:2]))


def _another_category(turn: Turn, ranked: list[_Likely]) -> bool:
    """Does an article of another category fit much better than all of the one that was understood?"""
    intent = turn.label.words.intent
    if turn.state.place.phase.traits.follow_up or choose_special(
        turn.hotline.knowledge, turn.language, intent, turn.text
    ):
        return False
    own = max((each.total for each in _likely(turn, every=True) if each.intent == intent), default=0.0)
    return len(ranked) > 1 and ranked[0].total - own >= AHEAD and ranked[0].likeness >= LEAST_ELSEWHERE


def _may_ask(turn: Turn) -> bool:
    enough = len(words_of(turn.text)) >= FEWEST or turn.state.place.named
    if turn.hotline.finder is None or not enough or not listens(turn) or turn.meaning.nothing_said:
        return False
    if turn.says_only(Cue.VAGUE, Cue.FOLLOW_UP):
        return False
    return not (_of_the_answer(turn) or (turn.state.place.phase.traits.named_options and turn.ordinal))


def _of_the_answer(turn: Turn) -> bool:
    """Is it about the answer that was told: a section of it, or whether it helped?"""
    if turn.state.place.phase.traits.advised and (turn.has(Cue.WORKED) or turn.has(Cue.FAILED)):
        return True
    return bool(other_article(turn) or follow_up(turn) or section_of_topic(turn))


def _words(turn: Turn, found: list[_Likely]) -> Words:
    intents = tuple(each.intent for each in found)
    further = tuple(other for other in turn.label.words.further if other not in intents)
    return replace(
        turn.label.words,
        intent=intents[0],
        articles=tuple(each.article for each in found),
        candidates=intents if len(found) > 1 else (),
        further=further,
    )


def _ranked(turn: Turn) -> list[_Likely]:
    """The likeliest articles, best first; empty if the best has nothing to do with the words."""
    ranked = sorted(_likely(turn), key=lambda each: -each.total)
    return ranked if ranked and ranked[0].likeness >= LEAST else []


def _clear(turn: Turn, ranked: list[_Likely]) -> bool:
    """Is the best article likely enough, and far enough ahead of the next?"""
    if _follows(turn, ranked[0]):
        return _ahead(ranked) >= AHEAD_IN_TOPIC
    others = max((each.likeness for each in ranked[1:]), default=0.0)
    if ranked[0].likeness >= SURE and ranked[0].likeness - others >= AHEAD:
        return True
    if _understood(turn, ranked[0]):
        return _ahead(ranked) >= AHEAD_AGREED
    least = LEAST if ranked[0].intent in turn.label.words.candidates else LEAST_ALONE
    return _ahead(ranked) >= AHEAD and ranked[0].likeness >= least


def _ahead(ranked: list[_Likely]) -> float:
    return ranked[0].total - (ranked[1].total if len(ranked) > 1 else 0.0)


def _likely(turn: Turn, *, every: bool = False) -> Iterator[_Likely]:
    """The articles that have something in common with the words, and are not refused.

    `every`: also special ones of which the words hold no word of their own.
    """
    finder, place = turn.hotline.finder, turn.state.place
    if finder is None:
        return
    of_label = {each.intent: OF_LABEL * each.confidence for each in turn.meaning.ranking}
    of_topic = SHORT_OF_TOPIC if len(words_of(turn.text)) <= SHORT else OF_TOPIC
    text = affirmed(turn.text, turn.language)
    for near in finder.nearest(turn.hotline.knowledge.samples(turn.language), text):
        intent = near.id.partition("/")[0]
        special = every or near.telling or near.score >= SURE or near.id == intent
        if special and intent not in turn.meaning.barred:
            follows = of_topic if place.phase.traits.follow_up and place.topic == intent else 0.0
            general = OF_GENERAL if near.id == intent else 0.0
            yield _Likely(near.id, near.score, near.score + of_label.get(intent, 0.0) + follows - general)


def _follows(turn: Turn, best: _Likely) -> bool:
    """Is the call about its category?"""
    return turn.state.place.phase.traits.follow_up and turn.state.place.topic == best.intent


def _understood(turn: Turn, best: _Likely) -> bool:
    return turn.label.event in (Event.REQUEST, Event.UNSURE) and turn.label.words.intent == best.intent


def _cued(turn: Turn, best: _Likely) -> bool:
    """Do cues name another article that is about as likely? Against the general article they always win."""
    knowledge, words = turn.hotline.knowledge, turn.label.words
    cued = {
        choose_special(knowledge, turn.language, intent, turn.text) for intent in {words.intent, best.intent} - {""}
    }
    cued = (cued | {choose_anywhere(knowledge, turn.language, turn.text)}) - {""}
    if best.article in cued or not cued:
        return False
    near = turn.hotline.finder.nearest(knowledge.samples(turn.language), turn.text) if turn.hotline.finder else ()
    other = max((each.score for each in near if each.id in cued), default=0.0)
    return best.article == best.intent or best.likeness - other < AHEAD_OF_CUES


def _picked(turn: Turn) -> DialogEvent | None:
    """One of the two articles that were just named."""
    named = turn.state.place.named
    ranked = sorted((each for each in _likely(turn) if each.article in named), key=lambda each: -each.total)
    clear = len(ranked) == 1 or (ranked and ranked[0].total - ranked[1].total >= AHEAD_IN_TOPIC)
    return Pick(turn.label.words, number=1 + named.index(ranked[0].article)) if clear else None
