"""What a turn means if it names a thing of its own: its price, an article of another category, or no article at all."""

from collections.abc import Iterator
from dataclasses import replace

from dialogs.answers.choose_article import choose_anywhere, choose_priced, choose_special, cues_of, fits_better
from dialogs.answers.sections import DETAILS, owner
from dialogs.event import Detail, DialogEvent, Event, NotKnown
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cues import Cues, covered
from dialogs.phrases.prompts import Cue

OPEN = (Phase.REQUEST, Phase.CONFIRM, Phase.CHOICE)
"""The phases without an answer in which a request is heard."""
WISHES = {Event.OPERATOR, Event.CALLBACK, Event.MESSAGE, Event.CANCEL, Event.GOODBYE, Event.LANGUAGE, Event.RATE}
"""Acts that a thing in the same phrase does not overrule: «соедините, у меня штраф»."""
SECTION_CATEGORIES = {"required_documents": Cue.DOCUMENTS, "processing_time": Cue.TERMS}
"""Categories that ask for a section of the thing: «какие документы для паспорта в сорок пять лет»."""
MISLEADING = "processing_time"
"""The category whose answers tell how long a thing takes and not what it costs."""


def cost(turn: Turn) -> DialogEvent | None:
    """What does it cost? The thing is named here or was named before; without one the answer is general."""
    strong = turn.has(Cue.COST)
    if not (strong or turn.has(Cue.FREE)) or not _listens(turn) or turn.label.event in WISHES:
        return None
    if turn.has(Cue.VAGUE) or turn.has(Cue.FAILED):  # «не могу оплатить пошлину»
        return None
    named, priced = _anywhere(turn), choose_priced(turn.hotline.knowledge, turn.language, turn.text)
    if named and not _better(turn, priced, named):
        known = turn.hotline.knowledge.article(turn.language, named).cost
        return Detail(turn.label.words, section=Cue.COST, article=named) if known and strong else None
    if priced:
        return Detail(turn.label.words, section=Cue.COST, article=priced)
    return _cost_of_topic(turn, strong=strong)


def _cost_of_topic(turn: Turn, *, strong: bool) -> DialogEvent | None:
    """The price of what the call or the phrase is about."""
    knowledge, language, intent = turn.hotline.knowledge, turn.language, turn.label.words.intent
    topic = _topic(turn)
    requested = turn.label.event in (Event.REQUEST, Event.UNSURE) and intent not in ("", MISLEADING)
    if requested and choose_special(knowledge, language, intent, turn.text) not in ("", topic):
        return None
    small = covered(turn.text, *turn.cues(Cue.COST, Cue.FREE, Cue.FOLLOW_UP), *_own_words(turn))
    if not small and turn.hotline.things.not_known_in(language, turn.text):
        return None
    if topic and (small or (strong and intent in ("", turn.state.place.topic))):
        if owner(knowledge, language, topic, "cost") != topic:
            said = (choose_priced(knowledge, language, text) for text in reversed(turn.state.said))
            topic = next((article for article in said if article), "")
        return Detail(turn.label.words, section=Cue.COST, article=topic)
    if not strong:
        return None
    known = requested and bool(knowledge.article(language, intent).cost)
    return Detail(turn.label.words, section=Cue.COST, article=intent if known else "")


def thing(turn: Turn) -> DialogEvent | None:
    """An article about the thing that is named, whatever the label says: «пришёл штраф», «вы кто?»."""
    named = _anywhere(turn) if _listens(turn) else ""
    if not named:
        return None
    article = turn.hotline.knowledge.article(turn.language, named)
    if turn.label.event in WISHES and not covered(turn.text, *cues_of(article), *turn.cues(Cue.FOLLOW_UP)):
        return None
    knowledge, words = turn.hotline.knowledge, turn.label.words
    own = choose_special(knowledge, turn.language, words.intent, turn.text) if words.intent else ""
    same = article.intent == words.intent
    if turn.label.event is Event.REQUEST and own and not same and not _better(turn, named, own):
        return None
    asked = SECTION_CATEGORIES.get(words.intent)
    if asked and turn.has(asked) and getattr(article, DETAILS[asked]):
        return Detail(words, section=asked, article=named)
    return DialogEvent(Event.REQUEST, replace(words, intent=article.intent, candidates=(), further=()))


def not_known(turn: Turn) -> DialogEvent | None:
    """A thing that no article is about: it is better to say so than to tell the general answer of its category."""
    if not _listens(turn) or turn.label.event in WISHES:
        return None
    named = turn.hotline.things.not_known_in(turn.language, turn.text)
    intent = turn.label.words.intent
    if not named or (intent and choose_special(turn.hotline.knowledge, turn.language, intent, turn.text)):
        return None
    return NotKnown(turn.label.words, thing=named)


def _listens(turn: Turn) -> bool:
    """May a request be said here, even if a form waits that has not begun?"""
    place = turn.state.place
    untouched = place.form is not None and place.form.untouched
    return place.phase in OPEN or place.phase.traits.follow_up or untouched


def _anywhere(turn: Turn) -> str:
    return choose_anywhere(turn.hotline.knowledge, turn.language, turn.text)


def _better(turn: Turn, one: str, other: str) -> bool:
    return fits_better(turn.hotline.knowledge, turn.language, one, other, turn.text)


def _topic(turn: Turn) -> str:
    """Id of the article that was told; empty if there is none."""
    place = turn.state.place
    told = place.phase not in OPEN and place.topic in turn.hotline.knowledge.intents
    return turn.hotline.knowledge.article(turn.language, place.about).id if told else ""


def _own_words(turn: Turn) -> Iterator[Cues]:
    topic = _topic(turn)
    yield from cues_of(turn.hotline.knowledge.article(turn.language, topic)) if topic else ()


THING_RULES = (cost, thing, not_known)
