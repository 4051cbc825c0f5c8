"""What a turn means that asks for patience: the caller looks for something, or wants to wait for a person."""

from dialogs.event import DialogEvent, Event
from dialogs.interpret.forms.slot_reading import asked_slot
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue


def queue(turn: Turn) -> DialogEvent | None:
    """«я подожду на линии» where nobody can take the call."""
    asks = turn.state.place.phase is Phase.NOBODY and turn.has(Cue.QUEUE)
    return turn.as_event(Event.QUEUE) if asks and turn.label.event not in (Event.CALLBACK, Event.MESSAGE) else None


def wait(turn: Turn) -> DialogEvent | None:
    """«минуточку, сейчас найду». A lone word that may be cut off or a hesitation is none."""
    looks = turn.has(Cue.WAIT) and not _asked_before(turn, Cue.WAIT)
    only = turn.says_only(Cue.WAIT, Cue.FOLLOW_UP)
    asks = looks and (only or _looks_for_number(turn))
    return turn.as_event(Event.WAIT) if asks and turn.label.event is not Event.OPERATOR else None


def _looks_for_number(turn: Turn) -> bool:
    """«сейчас, сейчас, в сумке где-то листок был», where a number is asked and none is said."""
    slot = asked_slot(turn.state, turn.hotline)
    if slot is None or not slot.kind.dictated or turn.state.place.phase is not Phase.FORM:
        return False
    unclear = turn.label.event in (Event.UNKNOWN, Event.UNSURE, Event.AMBIGUOUS, Event.VAGUE, Event.NUMBER)
    asks = turn.has(Cue.QUESTION) or turn.has(Cue.DONT_KNOW) or turn.has(Cue.NOT_WANTED)
    return turn.begins(Cue.WAIT) and unclear and not asks and turn.read(slot.type, turn.text) is None


def _asked_before(turn: Turn, cue: Cue) -> bool:
    """Does a question begin before the cue: "how long do I have to wait"?"""
    first = min((start for start, _ in next(turn.cues(cue)).spans(turn.text)), default=0)
    return any(start < first for start, _ in next(turn.cues(Cue.QUESTION)).spans(turn.text))


WAIT_RULES = (queue, wait)
