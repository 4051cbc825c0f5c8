"""Nobody hears the same twice who has asked for something else.

«не ну за паспорт-то новый сколько берут рублей» after the answer about its price: what was told is the nearest that is
known, and no answer. A part that was not told yet may be one; else it is said that this is not known.
"""

from dataclasses import replace

from dialogs.answers.article_parts import SECTION_PARTS
from dialogs.answers.choose_article import choose_article
from dialogs.answers.sections import DETAILS
from dialogs.event import Detail, DialogEvent, Event
from dialogs.forms.form import Start
from dialogs.interpret.articles.likely_articles import likely
from dialogs.interpret.articles.part_rules import untold_part
from dialogs.interpret.turn import Turn
from dialogs.line import ArticlePart
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

SAME_QUESTION = 0.75
"""Likeness to the article of a turn that asks for it once more."""
SHORT = 3
"""Words of a turn that may only remind of what was asked: «про загранпаспорт»."""
LEAST_SHARE = 0.4
"""Probability of a part among those that were not told, from which it is told instead."""


def told_again(turn: Turn, event: DialogEvent) -> DialogEvent:
    """The event; instead of what was told before a part that was not, or that this is not known."""
    if turn.hotline.finder is None or not turn.state.place.phase.traits.after_answer or event.words.further:
        return event
    about = _told_before(turn, event)
    if not about:
        return event
    words = replace(turn.label.words, articles=(), candidates=(), further=())
    if piece := untold_part(turn, about, LEAST_SHARE):
        return Detail(words, event.rule, pieces=(piece,), article=about)
    here = about == turn.state.place.about
    return DialogEvent(Event.FURTHER, words, rule=event.rule) if here else event


def _told_before(turn: Turn, event: DialogEvent) -> str:
    """Id of the article that the turn would hear again, though it is no wish to hear it again; empty if of none."""
    if isinstance(event, Detail):
        about = event.article or turn.state.place.about
        known = bool(event.pieces) and all(_told_piece(turn, about, piece) for piece in event.pieces)
        return about if known and _objects(turn) else ""
    # Hours are told for the line and the day that are asked about.
    if event.event is not Event.REQUEST or turn.has(Cue.HOURS) or len(words_of(turn.text)) <= SHORT:
        return ""
    words, knowledge = event.words, turn.hotline.knowledge
    if words.intent not in knowledge.intents:
        return ""
    about = words.article or choose_article(knowledge, turn.language, words.intent, words.text)
    leads_on = about == words.intent and turn.hotline.forms.starting(words.intent, Start.ASK)  # that may be wanted
    return about if about in turn.state.told and not leads_on and not _same_question(turn, about) else ""


def _told_piece(turn: Turn, about: str, piece: Cue | int) -> bool:
    """Was the fact or the section told in this call?"""
    if isinstance(piece, int):
        return ArticlePart(about, "fact", piece).prompt in turn.state.told
    part = SECTION_PARTS.get(DETAILS.get(piece, ""))
    return part is not None and ArticlePart(about, part, 1).prompt in turn.state.told


def _same_question(turn: Turn, about: str) -> bool:
    like = next((each.likeness for each in likely(turn) if each.article == about), 0.0)
    return like >= SAME_QUESTION and not _objects(turn)


def _objects(turn: Turn) -> bool:
    return turn.begins(Cue.NEGATION) or turn.after is Event.DENY or turn.has(Cue.NOT_THAT)
