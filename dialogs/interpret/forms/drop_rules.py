"""What a turn means that drops what is taken down, or that ends a look-up: «ой, всё, не надо ничего, до свидания»."""

from call.slots.types import SlotType
from dialogs.event import DialogEvent, Event
from dialogs.interpret.forms.added_rules import READ_BACK
from dialogs.interpret.forms.offer_rules import places
from dialogs.interpret.forms.slot_reading import asked_slot, form_of, named_slot
from dialogs.interpret.pending_rules import DECLINED
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

MOST_BESIDE = 2
"""Words beside those that drop a form. More of them say something of their own."""
SMALL = (Cue.DROP, Cue.RECORD_NOT, Cue.NOT_WANTED, Cue.FAREWELL, Cue.FOLLOW_UP, Cue.YES, Cue.HELPED, Cue.NO_MORE)


def dropped(turn: Turn) -> DialogEvent | None:
    """The form is not wanted: with a goodbye at any question, without one where everything was read back."""
    found = form_of(turn.state, turn.hotline)
    if found is None or found[0].look_up or found[1].leaving or turn.label.event is Event.OPERATOR:
        return None
    strong = turn.has(Cue.DROP) or turn.has(Cue.RECORD_NOT)
    if not (strong or turn.has(Cue.NOT_WANTED)) or _more_is_said(turn) or _about_slot(turn):
        return None
    if turn.has(Cue.FAREWELL) or turn.label.event is Event.GOODBYE:
        return turn.as_event(Event.GOODBYE)
    return turn.as_event(Event.CANCEL) if strong and turn.state.place.phase in READ_BACK else None


def not_resumed(turn: Turn) -> DialogEvent | None:
    """«да не записывайте» where it is asked whether to go on with a form that the caller dropped."""
    progress = turn.state.place.form
    asked = turn.state.place.phase is Phase.FORM_OFFER and progress is not None and progress.cancelled
    said = turn.has(Cue.RECORD_NOT) or turn.has(Cue.DROP)
    return turn.as_event(Event.DENY) if asked and said and not _more_is_said(turn) else None


def look_up_ended(turn: Turn) -> DialogEvent | None:
    """«нет, больше ничего не надо, спасибо» where the number of a look-up is asked: the caller leaves."""
    found, slot = form_of(turn.state, turn.hotline), asked_slot(turn.state, turn.hotline)
    if found is None or slot is None or not found[0].look_up or not turn.has(Cue.NO_MORE):
        return None
    if turn.state.place.phase is Phase.FORM_CHECK and turn.begins(Cue.YES):
        return None  # "yes, that's it": the number is right
    said = turn.label.event in {*DECLINED, Event.GOODBYE} and not turn.has(Cue.QUESTION)
    only = turn.says_only(*SMALL) or turn.has(Cue.HELPED) or turn.has(Cue.FAREWELL)
    number = turn.read(SlotType.APPLICATION_NUMBER, turn.text)
    return turn.as_event(Event.GOODBYE) if said and only and number is None else None


def _more_is_said(turn: Turn) -> bool:
    return len(words_of(turn.text)) - len(places(turn.text, *turn.cues(*SMALL))) > MOST_BESIDE


def _about_slot(turn: Turn) -> bool:
    """Do the words refuse only a value: «звонить не надо, до свидания»?"""
    found = form_of(turn.state, turn.hotline)
    return found is not None and bool(named_slot(turn, *found, unasked=True))


DROP_RULES = (dropped, not_resumed, look_up_ended)
