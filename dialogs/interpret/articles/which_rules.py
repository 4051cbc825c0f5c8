"""Where no article is surely asked for: is this one meant, which of two, or only the usual way?

Categories are hardly ever asked about: «Перечень документов или подтверждение личности?» helps nobody. Thresholds and
figures: docs/decisions/041-sentence-vectors.md, 043-callers-of-their-own.md.
"""

from collections.abc import Sequence
from dataclasses import replace

from call.questions import Near
from dialogs.answers.choose_article import choose_anywhere, choose_special
from dialogs.event import DialogEvent, Event
from dialogs.interpret.articles.asked_rules import (
    LEAST_ALONE,
    LIKE_ALONE,
    LIKELY,
    LIKELY_AGREED,
    TOPICS,
    asking_for,
    happens_to_thing,
    may_ask,
    tie,
)
from dialogs.interpret.articles.likely_articles import (
    LEAST,
    LEAST_ASKED,
    Likely,
    aside,
    follows,
    likely,
    nearest,
    understood,
)
from dialogs.interpret.articles.thing_rules import LONG, PROCESS
from dialogs.interpret.turn import Turn
from dialogs.phrases.cues import words_of

AHEAD_OF_CUED = 1.5
"""How many times as likely as the article that cues name another one must be to be offered beside it."""
LIKELY_ASKED = 0.35
"""Chance of an article that is asked about: «Вы спрашиваете про отопление, верно?»"""
LIKELY_TOGETHER, LIKELY_SECOND = 0.55, 0.15
"""Chance of two articles to choose from, and of the second one."""
MUCH_LIKELIER = 3.0
"""How many times as likely as the next one an article is, so that only it is asked about."""
UNLIKELY_OWN = 0.1
"""Chance of the likeliest article of the category that was understood, below which the words are about another."""
ONE_THING = 0.68
"""Likeness of the title of each of two articles to the other."""
USUAL = 0.5
"""Likeness of a general article that answers what was asked. A long request is like no sample."""


def thing_or_another(turn: Turn) -> DialogEvent | None:
    """Cues name a thing, and an article about something else is likelier: which of the two?"""
    named = choose_anywhere(turn.hotline.knowledge, turn.language, turn.text)
    if not named or turn.label.words.further or not may_ask(turn) or aside(turn) or turn.label.event not in TOPICS:
        return None
    found = likely(turn)
    cued = next((each for each in found if each.article == named), None)
    if cued is None or found[0].chance < AHEAD_OF_CUED * cued.chance or found[0].likeness < LEAST_ASKED:
        return None
    return DialogEvent(Event.AMBIGUOUS, asking_for(turn, [found[0], cued]))


def asked_perhaps(turn: Turn) -> DialogEvent | None:
    """The article that the words may ask for, to be confirmed, or two of them to choose from."""
    if not may_ask(turn) or aside(turn):
        return None
    found = likely(turn)
    if not found or found[0].likeness < LEAST or _just_told(turn, found[0]):
        return None
    if turn.label.event is Event.REQUEST:
        two = _either(turn, found) if tie(turn, found) else _another_category(turn, found)
        return two or _rather_than_usual(turn, found[0])
    if turn.label.event in (Event.UNSURE, Event.UNKNOWN):
        confirmed = understood(turn, found[0]) or turn.label.event is Event.UNKNOWN
        if confirmed and found[0].chance >= LIKELY_ASKED and found[0].likeness >= LEAST_ASKED:
            return DialogEvent(Event.UNSURE, asking_for(turn, found[:1]))
    return _either(turn, found) if turn.label.event in (Event.AMBIGUOUS, Event.UNKNOWN) else None


def _just_told(turn: Turn, best: Likely) -> bool:
    """To ask whether that is meant which was just told helps nobody."""
    return turn.state.place.phase.traits.after_answer and best.article == turn.state.place.about


def _either(turn: Turn, found: list[Likely]) -> DialogEvent | None:
    """Two articles to choose from. After an answer a guess about another category helps nobody."""
    if turn.state.place.phase.traits.follow_up:
        found = [each for each in found if follows(turn, each) or each.intent in turn.label.words.candidates]
    if len(found) < 2 or found[1].chance < LIKELY_SECOND or found[0].chance + found[1].chance < LIKELY_TOGETHER:
        return None
    if one_thing(turn, *found[:2]):
        return DialogEvent(Event.REQUEST, asking_for(turn, found[:1]))
    least = LEAST_ASKED if turn.label.event is Event.UNKNOWN else LEAST
    return DialogEvent(Event.AMBIGUOUS, asking_for(turn, found[:2])) if found[1].likeness >= least else None


def which_article(turn: Turn) -> DialogEvent | None:
    """Understanding hesitates about the category: ask for the article that is like the words, or which of two.

    «Перечень документов или подтверждение личности?» helps nobody who asked who else may fetch his passport.
    """
    if turn.label.event not in (Event.UNSURE, Event.AMBIGUOUS) or not may_ask(turn) or aside(turn):
        return None
    found = [each for each in likely(turn)[:2] if each.likeness >= LEAST_ASKED]
    if turn.state.place.phase.traits.after_answer:  # a guess about something else helps nobody
        found = [each for each in found if follows(turn, each) or each.chance >= LIKELY]
        found = [] if found and _just_told(turn, found[0]) else found
    if not found:
        return None
    together = sum(each.chance for each in found)
    if together < LIKELY_TOGETHER and found[0].chance < LIKELY_ASKED and found[0].likeness < LIKE_ALONE:
        return None
    if len(found) == 1 or found[0].chance >= MUCH_LIKELIER * found[1].chance or one_thing(turn, *found):
        return DialogEvent(Event.UNSURE, asking_for(turn, found[:1]))
    return DialogEvent(Event.AMBIGUOUS, asking_for(turn, found))


def one_thing(turn: Turn, one: Likely, other: Likely) -> bool:
    """Are two articles so much the same that nobody could choose between their titles?"""
    like = {each.id: each.score for each in _like_title(turn, one)}.get(other.article, 0.0)
    back = {each.id: each.score for each in _like_title(turn, other)}.get(one.article, 0.0)
    return min(like, back) >= ONE_THING


def _like_title(turn: Turn, of: Likely) -> Sequence[Near]:
    return nearest(turn, turn.hotline.knowledge.article(turn.language, of.article).title)


def _another_category(turn: Turn, found: list[Likely]) -> DialogEvent | None:
    """An article of another category is likely: that, or the likeliest of the one that was understood?"""
    intent = turn.label.words.intent
    own_cues = choose_special(turn.hotline.knowledge, turn.language, intent, turn.text)
    process = happens_to_thing(turn, found[0]) or (intent in PROCESS and len(words_of(turn.text)) > LONG)
    goes_on = turn.label.words.further or turn.state.place.phase.traits.follow_up
    if goes_on or own_cues or process or found[0].intent == intent:
        return None
    own = next((each for each in found if each.intent == intent), None)
    if own is None or found[0].chance < LIKELY_AGREED or found[0].likeness < LEAST_ALONE:
        return None
    surely_another = own.chance < UNLIKELY_OWN and found[0].likeness >= LIKE_ALONE
    nearer = _either(turn, found) if surely_another else None
    return nearer or DialogEvent(Event.AMBIGUOUS, asking_for(turn, [found[0], own]))


def _rather_than_usual(turn: Turn, best: Likely) -> DialogEvent | None:
    """A special article may be meant: to ask is better than to tell how things are done usually."""
    special = best.article != best.intent
    likely_enough = special and best.chance >= LIKELY_ASKED and best.likeness >= LEAST_ASKED
    return DialogEvent(Event.UNSURE, asking_for(turn, [best])) if likely_enough and usual_way(turn) else None


def usual_way(turn: Turn) -> DialogEvent | None:
    """A request that only a general article answers, though the words are about something of their own."""
    knowledge, words = turn.hotline.knowledge, turn.label.words
    if turn.label.event is not Event.REQUEST or words.articles or not may_ask(turn):
        return None
    general = knowledge.article(turn.language, words.intent)
    if not general.outline or choose_special(knowledge, turn.language, words.intent, turn.text):
        return None
    own = [each for each in likely(turn) if each.intent == words.intent]
    likeness = next((each.likeness for each in own if each.article == words.intent), 1.0)
    usual = likeness >= USUAL or (own[0].article == words.intent and len(words_of(turn.text)) > LONG)
    return None if usual else DialogEvent(Event.REQUEST, replace(words, outlined=True))
