"""Which article the words ask for, by the sample questions of all articles (`asked` in their files).

An article that is likely enough answers; which_rules.py says what is asked where none is. Thresholds and figures:
docs/decisions/041-sentence-vectors.md.
"""

from dataclasses import replace

from call.events import Decision
from dialogs.answers.choose_article import choose_special
from dialogs.answers.sections import DETAILS, SECTION_OF, has_detail
from dialogs.event import Detail, DialogEvent, Event, Pick, Words
from dialogs.hours.line_book import named_line
from dialogs.interpret.articles.likely_articles import (
    LEAST,
    LEAST_ASKED,
    Likely,
    aside,
    follows,
    likeliest,
    likely,
    ranked,
    understood,
)
from dialogs.interpret.articles.thing_rules import OFFICES, SURE_REQUEST, WISHES, listens
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
AT_ODDS, BESIDE = 0.15, 10
"""Likeness by which one of so many others means more what the words mean: its words alone speak for the best one."""
TIE = 0.02
"""Difference of likeness within which two articles are as likely."""
AHEAD_OF_GENERAL = 2.0
"""How many times as likely as the general article a special one of a sure category must be."""
SURELY_GENERAL = 0.9
"""Chance of the general article of a category from which no cue of a special one counts."""
LIKE_ALONE = 0.55
"""Likeness of an article that is asked about, however many others are likely too."""
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


def surely_asked(turn: Turn) -> DialogEvent | None:
    """A first request that is nearly a sample word for word: no weak cue of a price or a correction changes that."""
    if turn.state.place.topic or turn.label.event not in TOPICS or turn.has(Cue.COST) or not may_ask(turn):
        return None
    best = likeliest(turn)
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
    if best.article == best.intent and turn.label.event is Event.REQUEST and not _cue_misleads(turn, best):
        return None  # that of the category answers anyway, or says that it tells only the usual way
    if happens_to_thing(turn, best) or _hours_of_line(turn, best):
        return None
    if best.likeness < LEAST_OF_KNOWN and turn.hotline.things.not_known_in(turn.language, turn.text):
        return None
    if turn.label.event not in TOPICS and _obeyed(turn, best):
        return None
    if _rather_confirmed(turn, best):
        return DialogEvent(Event.UNSURE, asking_for(turn, found[:1])) if turn.label.event in TOPICS else None
    return _again(turn, best) or _of_thing(turn, best) or DialogEvent(Event.REQUEST, asking_for(turn, found[:1]))


def _cue_misleads(turn: Turn, general: Likely) -> bool:
    """«на какой оно стадии»: a cue names «что значит статус», and the words surely ask for the state itself."""
    sure = general.chance >= SURELY_GENERAL and general.likeness >= LIKE_ALONE
    return sure and bool(choose_special(turn.hotline.knowledge, turn.language, general.intent, turn.text))


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
    unlike = best.likeness < LIKE_FURTHER or not follows(turn, best)
    return further and best.chance < LIKELY_FURTHER and unlike


def _again(turn: Turn, best: Likely) -> DialogEvent | None:
    """The article was just told, so that it was not enough: the part that the words name, or what else is known."""
    place, knowledge = turn.state.place, turn.hotline.knowledge
    if not follows(turn, best) or best.article != place.about:
        return None
    named = (each for each in DETAILS if turn.has(each) and has_detail(knowledge, turn.language, place.about, each))
    if section := next(named, None):
        return Detail(turn.label.words, pieces=(section,))
    return turn.as_event(Event.FURTHER) if place.phase in NOT_ENOUGH else None


def tie(turn: Turn, found: list[Likely]) -> bool:
    """Are the words nearly a sample of two special articles, so that nobody could tell which is meant?"""
    two = found[:2]
    near = len(two) == 2 and all(each.likeness >= SURE and each.article != each.intent for each in two)
    return near and not turn.label.words.further and two[0].likeness - two[1].likeness < TIE


def happens_to_thing(turn: Turn, best: Likely) -> bool:
    """«что с заявлением на загранпаспорт»: surely about what happens to it, and the article is about the thing."""
    sure = turn.label.event is Event.REQUEST and turn.meaning.confidence >= SURE_REQUEST
    if not sure or turn.label.words.intent != STATUS or best.intent == STATUS:
        return False
    own = max((each.likeness for each in likely(turn) if each.intent == STATUS), default=0.0)
    return own > best.likeness - MUCH_MORE_LIKE or best.likeness < LIKE_ALONE or turn.has(Cue.OF_CASE)


def _hours_of_line(turn: Turn, best: Likely) -> bool:
    """«а линия для бизнеса до скольки работает»: the line itself knows. Not so "working for myself as a business"."""
    own = best.article != best.intent != OFFICES
    return not own and turn.has(Cue.HOURS) and bool(named_line(turn.hotline.lines, turn.text, turn.language))


def _obeyed(turn: Turn, best: Likely) -> bool:
    """Is it an act and no question? A certain wish for a person stands, whatever else is said with it."""
    wish = turn.label.event in WISHES and turn.meaning.decision is Decision.ACCEPT
    return wish or turn.meaning.by_rule or best.likeness < SAME


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


def asking_for(turn: Turn, found: list[Likely]) -> Words:
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
    if tie(turn, found) or (hesitates and best.chance < AHEAD_OF_NEXT * found[1].chance):
        return False
    if max(each.likeness for each in found[:BESIDE]) > best.likeness + AT_ODDS:
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
