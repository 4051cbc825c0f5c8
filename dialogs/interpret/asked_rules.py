"""Which article the words ask for, by the sample questions of all articles (`asked` in their files).

An article that is likely enough answers. If it is only likelier than others, the caller is asked whether it is meant,
or which of two. Thresholds and figures: docs/decisions/041-sentence-vectors.md.
"""

from collections.abc import Sequence
from dataclasses import replace

from call.events import Decision
from call.questions import Near
from dialogs.answers.choose_article import choose_anywhere, choose_special
from dialogs.answers.sections import DETAILS, SECTION_OF, has_detail
from dialogs.event import Detail, DialogEvent, Event, Pick, Words
from dialogs.hours.line_book import named_line
from dialogs.interpret.likely_articles import (
    LEAST,
    LEAST_ASKED,
    Likely,
    aside,
    follows,
    likely,
    nearest,
    ranked,
    understood,
)
from dialogs.interpret.thing_rules import LONG, PROCESS, SURE_REQUEST, WISHES, listens
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

LIKELY, LIKELY_AGREED, LIKELY_IN_TOPIC = 0.5, 0.3, 0.4
"""Chance of an article that is told; if its category is sure (else the general one is); if the call is about it."""
AHEAD_OF_NEXT = 1.5
"""How many times as likely as the next one, if no category is sure."""
LIKELY_FURTHER, LIKE_FURTHER = 0.7, 0.6
"""Chance or likeness of an article that is told after another one without asking whether it is meant."""
TIE = 0.02
"""Difference of likeness within which two articles are as likely."""
AHEAD_OF_GENERAL = 2.0
"""How many times as likely as the general article a special one of a sure category must be."""
AHEAD_OF_CUED = 1.5
"""How many times as likely as the article that cues name another one must be to be offered beside it."""
LIKELY_ASKED = 0.35
"""Chance of an article that is asked about: «Вы спрашиваете про отопление, верно?»"""
LIKELY_TOGETHER, LIKELY_SECOND = 0.5, 0.15
"""Chance of two articles to choose from, and of the second one."""
MUCH_LIKELIER = 3.0
"""How many times as likely as the next one an article is, so that only it is asked about."""
LIKE_ALONE = 0.55
"""Likeness of an article that is asked about, however many others are likely too."""
ONE_THING = 0.68
"""Likeness of the title of each of two articles to the other."""
MUCH_MORE_LIKE = 0.09
"""Likeness by which an article is more like the words than any about the state of an application."""
NOT_ENOUGH = (Phase.HELPED, Phase.STEPS, Phase.OFFER)
"""Phases in which the same question again says that the answer did not answer it."""
STATUS = "application_status"
FEWEST = 2
"""Words. A single word asks nothing."""
LEAST_ALONE = 0.45
"""Likeness of one that counts though nothing else speaks for its category."""
LEAST_OF_KNOWN = 0.65
"""The same with words of a thing that no article is about: «хочу взять ипотеку»."""
TOPICS = {Event.REQUEST, Event.UNSURE, Event.AMBIGUOUS, Event.UNKNOWN, Event.VAGUE}
"""Events of labels that may ask for an article. The other acts do what they say."""
LISTENED_FOR = TOPICS | {Event.AFFIRM, Event.DENY, Event.THANKS}
"""The same of a part of the answer that was told."""
SURE = 0.75
"""Likeness of a question that is surely understood."""
SAME = 0.8
"""Likeness of a question that an act gives way to: the same nearly word for word."""
USUAL = 0.5
"""Likeness of a general article that answers what was asked. A long request is like no sample."""


def surely_asked(turn: Turn) -> DialogEvent | None:
    """A first request that is nearly a sample word for word: no weak cue of a price or a correction changes that."""
    if turn.state.place.topic or turn.label.event not in TOPICS or turn.has(Cue.COST) or not may_ask(turn):
        return None
    best = next(iter(likely(turn)), None)
    if best is None or best.likeness < SURE or best.chance < LIKELY:
        return None
    priced = turn.has(Cue.FREE) and turn.hotline.knowledge.article(turn.language, best.article).cost
    return None if priced else asked(turn)


def asked(turn: Turn) -> DialogEvent | None:
    """The article that the words surely ask for, or one of two that were just named."""
    if not may_ask(turn):
        return None
    if turn.label.event in TOPICS and (picked := _picked(turn)):
        return picked
    found = ranked(turn)
    if not found or found[0].likeness < LEAST or turn.label.words.further or not _clear(turn, found):
        return None
    best = found[0]
    if best.section:
        return Detail(turn.label.words, pieces=(best.section,)) if turn.label.event in LISTENED_FOR else None
    if best.article == best.intent and turn.label.event is Event.REQUEST:
        return None  # that of the category answers anyway, or says that it tells only the usual way
    if _happens_to_thing(turn, best) or _hours_of_line(turn):
        return None
    if best.likeness < LEAST_OF_KNOWN and turn.hotline.things.not_known_in(turn.language, turn.text):
        return None
    if turn.label.event not in TOPICS and _obeyed(turn, best):
        return None
    if _rather_confirmed(turn, best):
        return DialogEvent(Event.UNSURE, _words(turn, found[:1])) if turn.label.event in TOPICS else None
    return _again(turn, best) or _of_thing(turn, best) or DialogEvent(Event.REQUEST, _words(turn, found[:1]))


def thing_or_another(turn: Turn) -> DialogEvent | None:
    """Cues name a thing, and an article about something else is likelier: which of the two?"""
    named = choose_anywhere(turn.hotline.knowledge, turn.language, turn.text)
    if not named or turn.label.words.further or not may_ask(turn) or aside(turn) or turn.label.event not in TOPICS:
        return None
    found = likely(turn)
    cued = next((each for each in found if each.article == named), None)
    if cued is None or found[0].chance < AHEAD_OF_CUED * cued.chance or found[0].likeness < LEAST_ASKED:
        return None
    return DialogEvent(Event.AMBIGUOUS, _words(turn, [found[0], cued]))


def _of_thing(turn: Turn, best: Likely) -> DialogEvent | None:
    """«сколько делается виза»: the label says what is asked, the article is about the thing."""
    section = SECTION_OF.get(turn.label.words.intent)
    exact = best.intent == turn.label.words.intent or best.likeness >= SURE
    if section is None or turn.label.event is not Event.REQUEST or exact:
        return None
    has = getattr(turn.hotline.knowledge.article(turn.language, best.article), DETAILS[section])
    return Detail(turn.label.words, pieces=(section,), article=best.article) if has else None


def _rather_confirmed(turn: Turn, best: Likely) -> bool:
    """A further question is short, and a fact about something near it misleads: is this meant?"""
    place = turn.state.place
    further = place.phase.traits.follow_up and place.phase is not Phase.STEPS and best.article != place.about
    return further and best.chance < LIKELY_FURTHER and best.likeness < LIKE_FURTHER


def _again(turn: Turn, best: Likely) -> DialogEvent | None:
    """The article was just told, so that it was not enough: the part that the words name, or what else is known."""
    place, knowledge = turn.state.place, turn.hotline.knowledge
    if not follows(turn, best) or best.article != place.about:
        return None
    named = (each for each in DETAILS if turn.has(each) and has_detail(knowledge, turn.language, place.about, each))
    if section := next(named, None):
        return Detail(turn.label.words, pieces=(section,))
    return turn.as_event(Event.FURTHER) if place.phase in NOT_ENOUGH else None


def asked_perhaps(turn: Turn) -> DialogEvent | None:
    """The article that the words may ask for, to be confirmed, or two of them to choose from."""
    if not may_ask(turn) or aside(turn):
        return None
    found = likely(turn)
    if not found or found[0].likeness < LEAST:
        return None
    if turn.label.event is Event.REQUEST:
        two = _either(turn, found) if _tie(turn, found) else _another_category(turn, found)
        return two or _rather_than_usual(turn, found[0])
    if turn.label.event in (Event.UNSURE, Event.UNKNOWN):
        confirmed = understood(turn, found[0]) or turn.label.event is Event.UNKNOWN
        if confirmed and found[0].chance >= LIKELY_ASKED and found[0].likeness >= LEAST_ASKED:
            return DialogEvent(Event.UNSURE, _words(turn, found[:1]))
    return _either(turn, found) if turn.label.event in (Event.AMBIGUOUS, Event.UNKNOWN) else None


def _either(turn: Turn, found: list[Likely]) -> DialogEvent | None:
    """Two articles to choose from. After an answer a guess about another category helps nobody."""
    if turn.state.place.phase.traits.follow_up:
        found = [each for each in found if follows(turn, each) or each.intent in turn.label.words.candidates]
    if len(found) < 2 or found[1].chance < LIKELY_SECOND or found[0].chance + found[1].chance < LIKELY_TOGETHER:
        return None
    if one_thing(turn, *found[:2]):
        return DialogEvent(Event.REQUEST, _words(turn, found[:1]))
    least = LEAST_ASKED if turn.label.event is Event.UNKNOWN else LEAST
    return DialogEvent(Event.AMBIGUOUS, _words(turn, found[:2])) if found[1].likeness >= least else None


def which_article(turn: Turn) -> DialogEvent | None:
    """Understanding hesitates about the category: ask for the article that is like the words, or which of two.

    «Перечень документов или подтверждение личности?» helps nobody who asked who else may fetch his passport.
    """
    if turn.label.event not in (Event.UNSURE, Event.AMBIGUOUS) or not may_ask(turn) or aside(turn):
        return None
    found = [each for each in likely(turn)[:2] if each.likeness >= LEAST_ASKED]
    if not found:
        return None
    together = sum(each.chance for each in found)
    if together < LIKELY_TOGETHER and found[0].chance < LIKELY_ASKED and found[0].likeness < LIKE_ALONE:
        return None
    if len(found) == 1 or found[0].chance >= MUCH_LIKELIER * found[1].chance or one_thing(turn, *found):
        return DialogEvent(Event.UNSURE, _words(turn, found[:1]))
    return DialogEvent(Event.AMBIGUOUS, _words(turn, found))


def one_thing(turn: Turn, one: Likely, other: Likely) -> bool:
    """Are two articles so much the same that nobody could choose between their titles?"""
    like = {each.id: each.score for each in _like_title(turn, one)}.get(other.article, 0.0)
    back = {each.id: each.score for each in _like_title(turn, other)}.get(one.article, 0.0)
    return min(like, back) >= ONE_THING


def _like_title(turn: Turn, of: Likely) -> Sequence[Near]:
    return nearest(turn, turn.hotline.knowledge.article(turn.language, of.article).title)


def _tie(turn: Turn, found: list[Likely]) -> bool:
    """Are the words nearly a sample of two special articles, so that nobody could tell which is meant?"""
    two = found[:2]
    near = len(two) == 2 and all(each.likeness >= SURE and each.article != each.intent for each in two)
    return near and not turn.label.words.further and two[0].likeness - two[1].likeness < TIE


def _another_category(turn: Turn, found: list[Likely]) -> DialogEvent | None:
    """An article of another category is likely: that, or the likeliest of the one that was understood?"""
    intent = turn.label.words.intent
    own_cues = choose_special(turn.hotline.knowledge, turn.language, intent, turn.text)
    process = _happens_to_thing(turn, found[0]) or (intent in PROCESS and len(words_of(turn.text)) > LONG)
    if turn.state.place.phase.traits.follow_up or own_cues or process or found[0].intent == intent:
        return None
    own = next((each for each in found if each.intent == intent), None)
    if own is None or found[0].chance < LIKELY_AGREED or found[0].likeness < LEAST_ALONE:
        return None
    return DialogEvent(Event.AMBIGUOUS, _words(turn, [found[0], own]))


def _rather_than_usual(turn: Turn, best: Likely) -> DialogEvent | None:
    """A special article may be meant: to ask is better than to tell how things are done usually."""
    special = best.article != best.intent
    likely_enough = special and best.chance >= LIKELY_ASKED and best.likeness >= LEAST_ASKED
    return DialogEvent(Event.UNSURE, _words(turn, [best])) if likely_enough and usual_way(turn) else None


def _happens_to_thing(turn: Turn, best: Likely) -> bool:
    """«что с заявлением на загранпаспорт»: surely about what happens to it, and the article is about the thing."""
    sure = turn.label.event is Event.REQUEST and turn.meaning.confidence >= SURE_REQUEST
    if not sure or turn.label.words.intent != STATUS or best.intent == STATUS:
        return False
    own = max(each.likeness for each in likely(turn) if each.intent == STATUS)
    return own > best.likeness - MUCH_MORE_LIKE or best.likeness < LIKE_ALONE or turn.has(Cue.OF_CASE)


def _hours_of_line(turn: Turn) -> bool:
    """«а линия для бизнеса до скольки работает»: the line itself knows."""
    return turn.has(Cue.HOURS) and bool(named_line(turn.hotline.lines, turn.text, turn.language))


def _obeyed(turn: Turn, best: Likely) -> bool:
    """Is it an act and no question? A certain wish for a person stands, whatever else is said with it."""
    wish = turn.label.event in WISHES and turn.meaning.decision is Decision.ACCEPT
    return wish or turn.meaning.by_rule or best.likeness < SAME


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


def may_ask(turn: Turn) -> bool:
    enough = len(words_of(turn.text)) >= FEWEST or turn.state.place.named
    listening = listens(turn) or aside(turn)
    if turn.hotline.finder is None or not enough or not listening or turn.meaning.nothing_said:
        return False
    if turn.says_only(Cue.VAGUE, Cue.SLOWER, Cue.BACK, Cue.NEXT, Cue.FOLLOW_UP):
        return False
    if turn.short and turn.has(Cue.SEND):  # «пришлите мне это»
        return False
    traits = turn.state.place.phase.traits
    whether_it_helped = traits.advised and (turn.has(Cue.WORKED) or turn.has(Cue.FAILED))
    return not (whether_it_helped or (traits.named_options and turn.ordinal))


def _words(turn: Turn, found: list[Likely]) -> Words:
    intents = tuple(each.intent for each in found)
    further = tuple(other for other in turn.label.words.further if other not in intents)
    return replace(
        turn.label.words,
        intent=intents[0],
        articles=tuple(each.article for each in found),
        candidates=intents if len(found) > 1 else (),
        further=further,
    )


def _clear(turn: Turn, found: list[Likely]) -> bool:
    """Is the best one likely enough to be told at once?"""
    best = found[0]
    hesitates = turn.label.event is not Event.REQUEST and len(found) > 1
    if _tie(turn, found) or (hesitates and best.chance < AHEAD_OF_NEXT * found[1].chance):
        return False
    if follows(turn, best):
        return aside(turn) or (best.chance >= LIKELY_IN_TOPIC and best.likeness >= LEAST_ASKED)
    if understood(turn, best):
        general = next((each.chance for each in found if each.article == best.intent), 0.0)
        sure = turn.label.event is Event.REQUEST and best.chance >= AHEAD_OF_GENERAL * general
        return best.likeness >= LEAST_ASKED and best.chance >= (LIKELY_AGREED if sure else LIKELY)
    least = LEAST if best.intent in turn.label.words.candidates else LEAST_ALONE
    return best.chance >= LIKELY and best.likeness >= least


def _picked(turn: Turn) -> DialogEvent | None:
    """One of the two articles that were just named."""
    named = turn.state.place.named
    found = [each for each in likely(turn) if each.article in named]
    clear = len(found) == 1 or (found and found[0].chance >= 2 * found[1].chance)
    return Pick(turn.label.words, number=1 + named.index(found[0].article)) if clear else None
