"""What a turn means that takes back the thing of the answer: «нет, не загранпаспорт, а обычный», "not the licence".

The topic stays, and the article of the other thing is told; if a section was told last, the same section of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from call.slots.types import SlotType
from dialogs.answers.article_parts import SECTION_PARTS
from dialogs.answers.choose_article import choose_special, refused_specials
from dialogs.answers.sections import DETAILS
from dialogs.event import Detail, DialogEvent, Event
from dialogs.interpret.articles.asked_rules import LIKELY
from dialogs.interpret.articles.likely_articles import LEAST_ASKED, likeliest
from dialogs.interpret.thread_rules import after_answer
from dialogs.interpret.turn import Turn
from dialogs.line import ArticlePart
from dialogs.phrases.cue import Cue
from dialogs.state import Place

NAMED_BY: Mapping[Cue, str] = {Cue.HOME_PASSPORT: "internal_passport", Cue.WITHOUT_SMS: "phone_changed"}
"""Words for a thing that are clear only where another thing is refused -> name of its special article."""
TROUBLE_OVER: Mapping[Cue, str] = {Cue.PAID: "payment_failed"}
"""Words that deny a trouble -> name of the article about it."""
ARTICLE_OF: Mapping[str, str] = {"passport": "internal_passport", "passport_issue": "internal_passport"}
"""Named things that have another name as an article."""
WISHES = {Event.OPERATOR, Event.CALLBACK, Event.MESSAGE, Event.CANCEL, Event.GOODBYE, Event.LANGUAGE, Event.ABUSE}
"""Events of labels that are no correction, whatever they refuse."""


def instead(turn: Turn) -> DialogEvent | None:
    """The article of the same category that is named instead of one that the words refuse."""
    if turn.state.place.phase.traits.in_form or _wish(turn):
        return None
    names = _refused_names(turn) or {*turn.meaning.barred}
    for topic in _topics(turn):
        knowledge = turn.hotline.knowledge
        refused = refused_specials(knowledge, turn.language, topic, turn.text)
        meant = choose_special(knowledge, turn.language, topic, turn.text) if refused else ""
        meant = meant or (_named(turn, topic, names) if names else "")
        if meant and meant not in refused and not (meant == turn.state.place.about and _another_is_clear(turn, meant)):
            return _told(turn, topic, meant)
    return None


def _another_is_clear(turn: Turn, meant: str) -> bool:
    """Do the words that are left ask for another article: «не надо мне фамилию менять, я про свидетельство о браке»?"""
    best = likeliest(turn)
    return best is not None and best.article != meant and best.chance >= LIKELY and best.likeness >= LEAST_ASKED


def _topics(turn: Turn) -> Iterator[str]:
    """The categories that may have an article of the thing: what was told, what was asked, and the label."""
    place, words = turn.state.place, turn.label.words
    options = (intent for option in place.options for intent in option)
    named = dict.fromkeys((place.topic, place.candidate, *options, words.intent, *words.candidates))
    return (intent for intent in named if intent in turn.hotline.knowledge.intents)


def _refused_names(turn: Turn) -> set[str]:
    """The names of special articles, of any category, about which the words say that it is not."""
    knowledge = turn.hotline.knowledge
    ids = (refused_specials(knowledge, turn.language, intent, turn.text) for intent in knowledge.intents)
    names = {each.partition("/")[2] for refused in ids for each in refused}
    return names | ({"sms"} if turn.has(Cue.WITHOUT_SMS) else set())


def _named(turn: Turn, topic: str, refused: set[str]) -> str:
    """Id of the article of a thing that words of another category name, or words that are clear only here.

    «не приходит, можно без смс» names what was told, and another way.
    """
    again = turn.has(Cue.WITHOUT_SMS)
    knowledge, language = turn.hotline.knowledge, turn.language
    names = {article.name for article in knowledge.specials(language, topic)} - refused
    others = (choose_special(knowledge, language, intent, turn.text) for intent in knowledge.intents)
    read = (turn.read(kind, turn.text) for kind in (SlotType.SERVICE, SlotType.DOCUMENT_TYPE))
    named = (
        *(each.partition("/")[2] for each in others),
        *(ARTICLE_OF.get(each.value, each.value) for each in read if each),
        *(name for cue, name in NAMED_BY.items() if turn.has(cue)),
    )
    meant = [f"{topic}/{name}" for name in named if name in names]
    return next((one for one in meant if not (again and one == turn.state.place.article)), "")


def _told(turn: Turn, topic: str, article: str) -> DialogEvent:
    words = replace(turn.label.words, intent=topic, articles=(article,) if article else (), candidates=(), further=())
    section = _section_told(turn.state.place)
    if section and getattr(turn.hotline.knowledge.article(turn.language, article), DETAILS[section]):
        return Detail(words, pieces=(section,), article=article)
    return DialogEvent(Event.REQUEST, words)


def _section_told(place: Place) -> Cue | None:
    """The section of an article that was told last; None if it was the answer itself."""
    first = place.asked[0]
    part = first.part if isinstance(first, ArticlePart) else ""
    return next((cue for cue, section in DETAILS.items() if SECTION_PARTS.get(section) == part), None)


def trouble_denied(turn: Turn) -> DialogEvent | None:
    """«оплата прошла» after an answer about a payment that did not: its next part, not the same again."""
    about = turn.state.place.about.partition("/")[2]
    denied = any(turn.has(cue) for cue, article in TROUBLE_OVER.items() if article == about)
    return (
        Detail(turn.label.words, pieces=(Cue.IN_FULL,)) if denied and after_answer(turn) and not _wish(turn) else None
    )


def _wish(turn: Turn) -> bool:
    return turn.label.event in WISHES


CORRECTION_RULES = (instead, trouble_denied)
