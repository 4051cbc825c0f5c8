"""A further question after an answer that no article answers: «а ездить пока можно?».

Understanding hesitates between two categories, or guesses one, of which the caller has said no word. To offer these as
a choice helps nobody: what can be told about the topic is offered instead.
"""

from collections.abc import Iterator
from dataclasses import replace

from call.events import Decision
from dialogs.answers.choose_article import choose_special
from dialogs.event import DialogEvent, Event
from dialogs.interpret.articles.likely_articles import LEAST_ASKED, likeliest
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

GUESSED = (Event.UNSURE, Event.AMBIGUOUS)
LISTENED = (Phase.HELPED, Phase.MORE)
"""Phases after an answer in which a yes is no consent."""
ANSWERS = (Event.AFFIRM, Event.DENY, Event.THANKS, Event.UNKNOWN)
"""Events of labels that leave a question behind them unheard."""
FEWEST_ASKED = 2
"""Words of sense in such a question."""
FEWEST_OF_LATE = 5
"""Words of a turn in which the question may come late: "my card was in there as well, should I ring the bank"."""
LONGEST = 10
"""Words of a question that means little without what was told. A longer one is a request of its own."""
LONGEST_YES = 4
"""Words of a consent without a yes: «давайте соедините меня»."""
STEM = 4
"""Letters. Words with the same beginning count as the same word: «пенсию» and «пенсии»."""


def further_question(turn: Turn) -> DialogEvent | None:
    """A question about the topic that was told, though no label is sure of it and no word names another."""
    label = turn.label
    if not _told(turn) or turn.protests:
        return None
    if turn.has(Cue.VAGUE):  # «не могу войти» is a trouble
        return None
    if adds_question(turn):
        return turn.as_event(Event.FURTHER)
    asks = turn.has(Cue.QUESTION) or turn.begins(Cue.GOES_ON)
    if label.event is Event.UNKNOWN or (label.event is Event.THANKS and turn.meaning.decision is not Decision.ACCEPT):
        return turn.as_event(Event.FURTHER) if _begins_as_question(turn) and turn.words_of_sense else None
    if label.event in GUESSED and _guessed_far(turn):
        return turn.as_event(Event.FURTHER)
    if label.event not in GUESSED or not (asks or label.event is Event.AMBIGUOUS):
        return None
    named = [intent for intent in _candidates(turn) if _named(turn, intent)]
    if not named:
        return turn.as_event(Event.FURTHER)
    if told := _told_before(turn, named):
        return DialogEvent(Event.FURTHER, replace(label.words, intent=named[0], articles=(told,), candidates=()))
    if label.event is Event.AMBIGUOUS and len(named) == 1:
        return DialogEvent(Event.UNSURE, replace(label.words, intent=named[0], candidates=()))
    return None


def _guessed_far(turn: Turn) -> bool:
    """Is a short question like no sample, or like those of another category? Then the guess is worth nothing."""
    if turn.hotline.finder is None or not FEWEST_ASKED <= len(words_of(turn.text)) <= LONGEST:
        return False
    best = likeliest(turn)
    guessed = {turn.label.words.intent, *turn.label.words.candidates}
    far = best is not None and (best.likeness < LEAST_ASKED or best.intent not in guessed)
    return far and not any(_named(turn, each) for each in _candidates(turn))


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
    consent = answer is Event.AFFIRM and turn.state.place.phase not in LISTENED
    return answer in ANSWERS and not consent and _told(turn)


def _told(turn: Turn) -> bool:
    """Was a topic just answered?"""
    place = turn.state.place
    return place.phase.traits.after_answer and place.topic in turn.hotline.knowledge.intents


def _begins_as_question(turn: Turn) -> bool:
    """Is it surely a question, though no label fits? «ерунда какая» is none."""
    first, last = 1 if turn.begins(Cue.FOLLOW_UP) else 0, len(words_of(turn.text))
    spans = next(turn.cues(Cue.QUESTION)).spans(turn.text)
    asked = any(start <= first or (last >= FEWEST_OF_LATE and end < last) for start, end in spans)
    return asked or turn.begins(Cue.GOES_ON)


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
    return turn.as_event(Event.AFFIRM) if turn.begins(Cue.YES) and turn.meaning.rest is None else None


def no_consent(turn: Turn) -> DialogEvent | None:
    """A long phrase at the offer of a person that only sounds like a yes: «то есть за три года можно вернуть»."""
    yes = turn.label.event is Event.AFFIRM and not turn.meaning.by_rule and not turn.begins(Cue.YES)
    offered = turn.state.place.phase is Phase.OFFER and len(words_of(turn.text)) > LONGEST_YES
    return turn.as_event(Event.FURTHER) if yes and offered else None


FURTHER_RULES = (further_question, no_consent, agreed)
