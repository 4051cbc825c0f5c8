"""What a turn means while another request of the same phrase waits, and when a caller wants nothing more."""

from dialogs.event import DialogEvent, Event
from dialogs.interpret.thread_rules import after_answer
from dialogs.interpret.turn import Turn
from dialogs.phrases.cue import Cue

UNCLEAR = {Event.UNKNOWN, Event.UNSURE, Event.AMBIGUOUS}
"""Events of labels that the request which waits overrules."""
DECLINED = {*UNCLEAR, Event.DENY, Event.AFFIRM, Event.THANKS, Event.CANCEL}


def waiting(turn: Turn) -> DialogEvent | None:
    """«а заявление?» asks for the request that waits, if that is among its likely labels."""
    likely = {turn.meaning.intent, *(label.intent for label in turn.meaning.ranking)}
    asked = turn.label.event in UNCLEAR and turn.short and not likely.isdisjoint(turn.state.pending)
    return turn.as_event(Event.THANKS) if asked and after_answer(turn) else None


def declined(turn: Turn) -> DialogEvent | None:
    """«нет, спасибо, не надо»: nothing of what was offered is wanted, and it is no complaint about the answer."""
    denied = turn.label.event is Event.DENY and turn.meaning.rest is None
    said = turn.label.event in DECLINED and turn.has(Cue.HELPED) and (denied or turn.has(Cue.NOT_WANTED))
    only = said and (turn.meaning.by_rule or turn.says_only(Cue.HELPED, Cue.NOT_WANTED, Cue.FOLLOW_UP))
    only = only and not turn.has(Cue.FAILED)
    return turn.as_event(Event.THANKS) if only and after_answer(turn) and not turn.state.place.form else None


def leaves(turn: Turn) -> DialogEvent | None:
    """«да всё, больше ничего не надо», whatever label so long a phrase has."""
    said = turn.label.event in DECLINED and turn.has(Cue.NO_MORE) and after_answer(turn)
    only = said and turn.says_only(Cue.NO_MORE, Cue.HELPED, Cue.NOT_WANTED, Cue.FOLLOW_UP)
    return turn.as_event(Event.GOODBYE) if only else None


PENDING_RULES = (waiting, declined, leaves)
