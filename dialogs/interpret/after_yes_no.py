"""What counts of a turn that begins with a yes or no and goes on: «да, а сколько это стоит?», «нет, я про пенсию».

What follows is heard as a turn of its own. A yes still answers a question that asks for consent; after an answer it
only says "I am listening".
"""

from collections.abc import Callable
from dataclasses import replace

from call.events import Rest
from dialogs.event import DialogEvent, Event
from dialogs.interpret.forms.read_back_rules import with_further
from dialogs.interpret.further_rules import FEWEST_ASKED, may_add
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

NOTHING_NEW = {Event.AFFIRM, Event.DENY, Event.THANKS, Event.GREETING, Event.NOISE, Event.SILENCE, Event.WHAT}
"""Events of the rest that leave the yes or no as it is."""
TOPICS = {Event.REQUEST, Event.UNSURE, Event.AMBIGUOUS}
DOUBTS = {Event.UNKNOWN, Event.VAGUE}
LISTENED = {Phase.HELPED, Phase.STEPS, Phase.MORE, Phase.REQUEST, Phase.CHOICE, Phase.TOPIC}
"""Phases in which a yes only says that the caller listened."""
READ_BACK = {Phase.FORM_CHECK, Phase.FORM_SUMMARY}
CONSENT = {Phase.CONFIRM, Phase.OFFER, Phase.FORM_OFFER, Phase.NOBODY, Phase.RESUME}


def with_rest(turn: Turn, answer: DialogEvent, rest: Rest, hear: Callable[[Turn], DialogEvent]) -> DialogEvent:
    """The event of the whole turn.

    Args:
        answer: the event of the yes or no.
        hear: makes the event of a turn that holds only what follows.
    """
    phase = turn.state.place.phase
    if answer.event is Event.AFFIRM and turn.says_only(Cue.NUMBER_RIGHT, Cue.YES, Cue.FOLLOW_UP):
        return answer
    if phase in READ_BACK and answer.event is Event.AFFIRM:
        return replace(answer, words=with_further(turn, hear(turn)))
    if phase not in LISTENED | CONSENT:  # in a form the values are read from the whole phrase
        return answer
    further = hear(turn)
    guessed = further.event in (Event.AFFIRM, Event.DENY, Event.REPEAT) and not turn.meaning.by_rule
    if (further.event is Event.UNKNOWN or guessed) and _asks(turn, answer):
        return turn.as_event(Event.FURTHER)
    if further.event in NOTHING_NEW:
        return answer
    if answer.event is Event.DENY:
        return _after_no(turn, answer, further)
    if phase in LISTENED:
        return _after_listening(turn, answer, further, rest)
    return _after_yes(turn, answer, further, rest)


def _asks(turn: Turn, answer: DialogEvent) -> bool:
    """Is something asked or wished about the topic that was told, in words that fit no category?"""
    if not may_add(turn, answer.event) or len(turn.words_of_sense) < FEWEST_ASKED or turn.has(Cue.FAILED):
        return False
    last = len(words_of(turn.text))  # «ерунда какая» asks nothing
    return turn.has(Cue.WISHED) or any(end < last for _, end in next(turn.cues(Cue.QUESTION)).spans(turn.text))


def _after_listening(turn: Turn, answer: DialogEvent, further: DialogEvent, rest: Rest) -> DialogEvent:
    """A yes that is no consent. Unknown words leave it, unless they ask something or the yes was a mere particle."""
    if further.event in DOUBTS and not rest.particle and not turn.has(Cue.QUESTION):
        return answer
    return further


def _after_yes(turn: Turn, answer: DialogEvent, further: DialogEvent, rest: Rest) -> DialogEvent:
    """A yes to a question. What follows adds to it, or replaces it if the yes was a particle."""
    place = turn.state.place
    if further.event in TOPICS:
        same = further.words.intent in ("", place.candidate)
        if place.phase is Phase.CONFIRM:
            return answer if same or not rest.particle else further
        if place.phase is Phase.NOBODY:
            return replace(further, event=Event.OPERATOR) if further.event is Event.REQUEST else answer
        return answer if further.event is not Event.REQUEST or not rest.particle else further
    if further.event in DOUBTS:
        return further if rest.particle and not _same_matter(turn) else answer
    return answer if further.event is Event.DETAIL else further


def _same_matter(turn: Turn) -> bool:
    """Do the words after the particle ask for the very thing that is offered: «да я хочу»?"""
    return turn.short and turn.has(Cue.WISHED)


def _after_no(turn: Turn, answer: DialogEvent, further: DialogEvent) -> DialogEvent:
    """A no with what the caller wants instead. What was just refused is never answered."""
    candidate = turn.state.place.candidate
    if further.event is Event.AMBIGUOUS and turn.state.place.phase not in LISTENED | {Phase.CONFIRM}:
        return answer
    if further.event is Event.AMBIGUOUS:
        left = tuple(intent for intent in further.words.candidates if intent != candidate)
        if len(left) == 1:
            return DialogEvent(Event.UNSURE, replace(further.words, intent=left[0], candidates=()), further.rule)
        return further
    if further.event in TOPICS and candidate and further.words.intent == candidate:
        return answer
    weak = DOUBTS if turn.state.place.phase in LISTENED | {Phase.CONFIRM} else DOUBTS | {Event.UNSURE}
    return answer if further.event in weak else further
