"""Thanks that end a matter: «ага, поняла, спасибо», «ладно, тогда подожду, спасибо», "thanks, I will try that".

They name nothing new and ask nothing: no choice is offered after them, and no steps go on. A question that follows
(«спасибо, а ответ на почту придёт?») is a turn of its own.
"""

from dialogs.event import DialogEvent, Event
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

LEAVES = (Phase.FORM_OFFER, Phase.CONFIRM, Phase.CHOICE)
"""Phases besides those after an answer in which a farewell ends the call, whatever is said before it."""
WISHES = {Event.OPERATOR, Event.CALLBACK, Event.MESSAGE, Event.LANGUAGE, Event.ABUSE, Event.DANGER, Event.GOODBYE}
SMALL = (Cue.THANKED, Cue.HELPED, Cue.ACKNOWLEDGED, Cue.PLANS, Cue.ENOUGH, Cue.NO_MORE, Cue.YES, Cue.FOLLOW_UP)
"""Words that may stand beside thanks."""
ASKS = (Cue.QUESTION, Cue.WANTED, Cue.WISHED, Cue.VAGUE, Cue.FAILED, Cue.STEPS, Cue.SEND, Cue.RECORD)


def ends_with_thanks(turn: Turn) -> DialogEvent | None:
    """Thanks, or a farewell, with what the caller does next or what was taken in."""
    phase, label = turn.state.place.phase, turn.label.event
    if not (phase.traits.after_answer or phase in LEAVES) or label in WISHES or turn.has(Cue.NO_MORE) or _asks(turn):
        return None
    if _at_end(turn, Cue.BYE) and label is not Event.REQUEST:
        return turn.as_event(Event.GOODBYE)
    if turn.state.pending and turn.has(Cue.ENOUGH) and turn.has(Cue.THANKED):  # «ой ладно, сам найду, спасибо»
        return turn.as_event(Event.GOODBYE)
    goes_on = turn.has(Cue.NEXT) and (phase is Phase.STEPS or turn.says_only(Cue.NEXT))
    if phase in LEAVES or goes_on or not turn.has(Cue.THANKED):
        return None
    taken_in = label is not Event.REQUEST and _at_end(turn, Cue.THANKED) and _acknowledges(turn)
    return turn.as_event(Event.THANKS) if taken_in or turn.says_only(*SMALL) else None


def praise(turn: Turn) -> DialogEvent | None:
    """«отлично» after an answer is no rating: nobody has asked for one."""
    answered = turn.state.place.phase.traits.after_answer and turn.label.event is Event.RATE
    only = answered and turn.says_only(Cue.ACKNOWLEDGED, Cue.THANKED, Cue.YES, Cue.FOLLOW_UP)
    return turn.as_event(Event.THANKS) if only and turn.has(Cue.ACKNOWLEDGED) else None


def _asks(turn: Turn) -> bool:
    """Is something asked or wished? «не надо» is no wish."""
    return any(turn.has(cue) for cue in ASKS) and not turn.says_only(*SMALL, Cue.BYE)


def _acknowledges(turn: Turn) -> bool:
    """Does it begin with «ага», «ладно», «тогда схожу»?"""
    small = max((end for start, end in next(turn.cues(Cue.FOLLOW_UP)).spans(turn.text) if start == 0), default=0)
    begins = (start for cues in turn.cues(Cue.ACKNOWLEDGED, Cue.PLANS) for start, _ in cues.spans(turn.text))
    return any(start <= small for start in begins)


def _at_end(turn: Turn, cue: Cue) -> bool:
    last = len(words_of(turn.text))
    return any(end == last for _, end in next(turn.cues(cue)).spans(turn.text))
