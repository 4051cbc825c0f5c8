"""A further question after an answer that no article answers: «а ездить пока можно?».

Understanding hesitates between two categories, or guesses one, of which the caller has said no word. To offer these as
a choice helps nobody: what can be told about the topic is offered instead.
"""

from collections.abc import Iterator
from dataclasses import replace

from call.events import Decision
from dialogs.answers.choose_article import choose_special
from dialogs.event import DialogEvent, Event
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

ANSWERED = (Phase.HELPED, Phase.STEPS, Phase.MORE, Phase.OFFER)
"""The phases in which a topic was just answered."""
GUESSED = (Event.UNSURE, Event.AMBIGUOUS)
LISTENED = (Phase.HELPED, Phase.MORE)
"""Phases of these in which a yes is no consent."""
ANSWERS = (Event.AFFIRM, Event.DENY, Event.THANKS, Event.UNKNOWN)
"""Events of labels that leave a question behind them unheard."""
FEWEST_ASKED = 2
"""Words of sense in such a question."""
STEM = 4
"""Letters. Words with the same beginning count as the same word: «пенсию» and «пенсии»."""


def further_question(turn: Turn) -> DialogEvent | None:
    """A question about the topic that was told, though no label is sure of it and no word names another."""
    place, label = turn.state.place, turn.label
    if place.phase not in ANSWERED or place.topic not in turn.hotline.knowledge.intents:
        return None
    if turn.has(Cue.VAGUE):  # «не могу войти» is a trouble
        return None
    if adds_question(turn):
        return turn.as_event(Event.FURTHER)
    asks = turn.has(Cue.QUESTION) or _goes_on(turn)
    if label.event is Event.UNKNOWN or (label.event is Event.THANKS and turn.meaning.decision is not Decision.ACCEPT):
        return turn.as_event(Event.FURTHER) if _begins_as_question(turn) and turn.words_of_sense else None
    if label.event not in GUESSED or not (asks or (turn.short and label.event is Event.AMBIGUOUS)):
        return None
    named = [intent for intent in _candidates(turn) if _named(turn, intent)]
    if not named:
        return turn.as_event(Event.FURTHER)
    if told := _told_before(turn, named):
        return DialogEvent(Event.FURTHER, replace(label.words, intent=named[0], articles=(told,), candidates=()))
    if label.event is Event.AMBIGUOUS and len(named) == 1:
        return DialogEvent(Event.UNSURE, replace(label.words, intent=named[0], candidates=()))
    return None


def adds_question(turn: Turn) -> bool:
    """Is something asked behind a yes, a no or thanks that alone have the label: «спасибо, а придёт ли ответ»?"""
    label, enough = turn.label.event, len(turn.words_of_sense) >= FEWEST_ASKED
    if not may_add(turn, label) or turn.meaning.rest is not None or not enough:
        return False
    turns = [start for start, _ in next(turn.cues(Cue.YET)).spans(turn.text) if start > 0]
    asked = [start for cue in (Cue.QUESTION, Cue.WISHED) for start, _ in next(turn.cues(cue)).spans(turn.text)]
    thanked = [end for _, end in next(turn.cues(Cue.THANKED)).spans(turn.text)]
    if not turns:  # «да я уже записан, мне другое надо»
        return label is Event.AFFIRM and turn.has(Cue.WISHED) and len(turn.words_of_sense) > FEWEST_ASKED
    return any(at > min(turns) for at in asked) or min(turns) in thanked


def may_add(turn: Turn, answer: Event) -> bool:
    """May a further question stand behind that answer? A yes that is a consent stays one."""
    place = turn.state.place
    phases = LISTENED if answer is Event.AFFIRM else ANSWERED
    return answer in ANSWERS and place.phase in phases and place.topic in turn.hotline.knowledge.intents


def _begins_as_question(turn: Turn) -> bool:
    """Is it surely a question, though no label fits? «ерунда какая» is none."""
    small = any(start == 0 for start, _ in next(turn.cues(Cue.FOLLOW_UP)).spans(turn.text))
    asked = any(start <= small for start, _ in next(turn.cues(Cue.QUESTION)).spans(turn.text))
    return asked or _goes_on(turn)


def _goes_on(turn: Turn) -> bool:
    """Does it begin as something that is added to what was said: «а ...», "and ..."?"""
    return any(start == 0 for start, _ in next(turn.cues(Cue.GOES_ON)).spans(turn.text))


def _candidates(turn: Turn) -> Iterator[str]:
    """The guesses besides the topic itself."""
    guesses = dict.fromkeys((*turn.label.words.candidates, turn.label.words.intent))
    return (intent for intent in guesses if intent and intent != turn.state.place.topic)


def _told_before(turn: Turn, named: list[str]) -> str:
    """Id of the article of a thing that was told earlier in this call and is named again: «я про садик спрашиваю»."""
    knowledge = turn.hotline.knowledge
    special = choose_special(knowledge, turn.language, named[0], turn.text) if len(named) == 1 else ""
    return special if special in turn.state.told else ""


def _named(turn: Turn, intent: str) -> bool:
    """Do the words name that category: by a cue of one of its articles, or by a word of its title?"""
    knowledge = turn.hotline.knowledge
    if choose_special(knowledge, turn.language, intent, turn.text):
        return True
    stems = {word[:STEM] for word in words_of(knowledge.article(turn.language, intent).title) if len(word) >= STEM}
    return any(word[:STEM] in stems for word in words_of(turn.text))


def agreed(turn: Turn) -> DialogEvent | None:
    """«да вот это, а если ...» where a guess is to be confirmed: the guess was right."""
    if turn.state.place.phase is not Phase.CONFIRM or turn.label.event is not Event.UNKNOWN:
        return None
    yes = any(start == 0 for start, _ in next(turn.cues(Cue.YES)).spans(turn.text))
    return turn.as_event(Event.AFFIRM) if yes and turn.meaning.rest is None else None


FURTHER_RULES = (further_question, agreed)
