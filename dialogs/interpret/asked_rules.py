"""Which article the words ask for, by the sample questions of all articles (`asked` in their files).

The likeliest article answers if it is far enough ahead of the next one. If two are about as likely, the caller is asked
which of them. Cues (`asked_with`) are words of which an author is sure: they win against a sample that is a little
nearer. Thresholds and figures: docs/decisions/039-sample-questions.md.
"""

from dataclasses import replace

from call.events import Decision
from dialogs.answers.choose_article import choose_anywhere, choose_special
from dialogs.event import DialogEvent, Event, Pick, Words
from dialogs.interpret.likely_articles import LEAST, SURE, Likely, aside, follows, likely, nearest, ranked, understood
from dialogs.interpret.thing_rules import LONG, PROCESS, WISHES, listens
from dialogs.interpret.turn import Turn
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

LEAST_OF_UNKNOWN = 0.33
"""Likeness of two articles to choose from, with words that no category fits."""
AHEAD, AHEAD_AGREED, AHEAD_IN_TOPIC = 0.16, 0.08, 0.05
"""How far the article must be ahead of the next one; if its category was understood; if the call is about it."""
AHEAD_OF_CUES = 0.14
FEWEST = 2
"""Words. A single word asks nothing."""
LEAST_ASKED = 0.25
"""Likeness of an article that is asked about: «Вы спрашиваете про отопление, верно?»"""
LEAST_ALONE = 0.4
"""The same where nothing else speaks for the category."""
LEAST_ELSEWHERE = 0.5
"""The same where another category was understood."""
LEAST_OF_KNOWN = 0.6
"""The same with words of a thing that no article is about: «хочу взять ипотеку»."""
TOPICS = {Event.REQUEST, Event.UNSURE, Event.AMBIGUOUS, Event.UNKNOWN, Event.VAGUE}
"""Events of labels that may ask for an article. The other acts do what they say."""
SAME = 0.6
"""Likeness of a question that an act gives way to: the same nearly word for word."""


def asked(turn: Turn) -> DialogEvent | None:
    """The article that the words surely ask for, or one of two that were just named."""
    if not _may_ask(turn):
        return None
    if turn.label.event in TOPICS and (picked := _picked(turn)):
        return picked
    found = ranked(turn)
    if not found or not _clear(turn, found):
        return None
    if found[0].article == found[0].intent and turn.label.event is Event.REQUEST and understood(turn, found[0]):
        return None  # the general article answers anyway, or says that it tells only the usual way
    if found[0].likeness < LEAST_OF_KNOWN and turn.hotline.things.not_known_in(turn.language, turn.text):
        return None
    doubted = turn.label.event is Event.UNSURE and _ahead(found) < AHEAD
    if doubted or (turn.label.event not in TOPICS and _obeyed(turn, found[0])) or _cued(turn, found[0]):
        return None
    return DialogEvent(Event.REQUEST, _words(turn, found[:1]))


def asked_perhaps(turn: Turn) -> DialogEvent | None:
    """The article that the words may ask for, to be confirmed, or two of them to choose from."""
    if not _may_ask(turn) or aside(turn):
        return None
    found = ranked(turn)
    if not found or _cued(turn, found[0]):
        return None
    if turn.label.event is Event.REQUEST:
        return DialogEvent(Event.AMBIGUOUS, _words(turn, found[:2])) if _another_category(turn, found) else None
    if turn.label.event in (Event.UNSURE, Event.UNKNOWN):
        confirmed = understood(turn, found[0]) or turn.label.event is Event.UNKNOWN
        if confirmed and _ahead(found) >= AHEAD_AGREED and found[0].likeness >= LEAST_ASKED:
            return DialogEvent(Event.UNSURE, _words(turn, found[:1]))
    return _either(turn, found) if turn.label.event in (Event.AMBIGUOUS, Event.UNKNOWN) else None


def _either(turn: Turn, found: list[Likely]) -> DialogEvent | None:
    """Two articles to choose from. After an answer a guess about another category helps nobody."""
    if turn.state.place.phase.traits.follow_up:
        found = [each for each in found if follows(turn, each) or each.intent in turn.label.words.candidates]
    least = LEAST_OF_UNKNOWN if turn.label.event is Event.UNKNOWN else LEAST
    if len(found) < 2 or found[1].likeness < least:
        return None
    return DialogEvent(Event.AMBIGUOUS, _words(turn, found[:2]))


def _another_category(turn: Turn, found: list[Likely]) -> bool:
    """Does an article of another category fit much better than all of the one that was understood?"""
    intent = turn.label.words.intent
    cued = choose_special(turn.hotline.knowledge, turn.language, intent, turn.text)
    if turn.state.place.phase.traits.follow_up or cued or (intent in PROCESS and len(words_of(turn.text)) > LONG):
        return False
    own = max((each.total for each in likely(turn, every=True) if each.intent == intent), default=0.0)
    return len(found) > 1 and found[0].total - own >= AHEAD and found[0].likeness >= LEAST_ELSEWHERE


def _obeyed(turn: Turn, best: Likely) -> bool:
    """Is it an act and no question? A certain wish for a person stands, whatever else is said with it."""
    wish = turn.label.event in WISHES and turn.meaning.decision is Decision.ACCEPT
    return wish or turn.meaning.by_rule or best.likeness < SAME


def usual_way(turn: Turn) -> DialogEvent | None:
    """A request that only a general article answers, though the words name a thing of their own."""
    knowledge, words = turn.hotline.knowledge, turn.label.words
    if turn.label.event is not Event.REQUEST or words.articles or not _may_ask(turn):
        return None
    general = knowledge.article(turn.language, words.intent)
    if not general.outline or choose_special(knowledge, turn.language, words.intent, turn.text):
        return None
    beyond = any(each.beyond for each in nearest(turn, turn.text) if each.id == words.intent)
    return DialogEvent(Event.REQUEST, replace(words, outlined=True)) if beyond else None


def _may_ask(turn: Turn) -> bool:
    enough = len(words_of(turn.text)) >= FEWEST or turn.state.place.named
    listening = listens(turn) or aside(turn)
    if turn.hotline.finder is None or not enough or not listening or turn.meaning.nothing_said:
        return False
    if turn.says_only(Cue.VAGUE, Cue.FOLLOW_UP):
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
    """Is the best article likely enough, and far enough ahead of the next?"""
    if follows(turn, found[0]):
        return aside(turn) or _ahead(found) >= AHEAD_IN_TOPIC
    others = max((each.likeness for each in found[1:]), default=0.0)
    if found[0].likeness >= SURE and found[0].likeness - others >= AHEAD:
        return True
    if understood(turn, found[0]):
        return _ahead(found) >= AHEAD_AGREED
    least = LEAST if found[0].intent in turn.label.words.candidates else LEAST_ALONE
    return _ahead(found) >= AHEAD and found[0].likeness >= least


def _ahead(found: list[Likely]) -> float:
    return found[0].total - (found[1].total if len(found) > 1 else 0.0)


def _cued(turn: Turn, best: Likely) -> bool:
    """Do cues name another article that is about as likely? Against the general article they always win."""
    knowledge, words = turn.hotline.knowledge, turn.label.words
    cued = {
        choose_special(knowledge, turn.language, intent, turn.text) for intent in {words.intent, best.intent} - {""}
    }
    cued = (cued | {choose_anywhere(knowledge, turn.language, turn.text)}) - {""}
    if best.article in cued or not cued:
        return False
    other = max((each.score for each in nearest(turn, turn.text) if each.id in cued), default=0.0)
    return best.article == best.intent or best.likeness - other < AHEAD_OF_CUES


def _picked(turn: Turn) -> DialogEvent | None:
    """One of the two articles that were just named."""
    named = turn.state.place.named
    found = sorted((each for each in likely(turn) if each.article in named), key=lambda each: -each.total)
    clear = len(found) == 1 or (found and found[0].total - found[1].total >= AHEAD_IN_TOPIC)
    return Pick(turn.label.words, number=1 + named.index(found[0].article)) if clear else None
