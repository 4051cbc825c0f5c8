"""What a turn says of a value that was read back or looked up: it is right, whatever else is said."""

from dataclasses import replace

from call.slots.types import Reading
from dialogs.event import Detail, DialogEvent, Event, Filled, Words
from dialogs.forms.form import Deed
from dialogs.interpret.forms.slot_reading import asked_slot, own_topics
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue

TALKS = {Event.REQUEST, Event.UNSURE, Event.AMBIGUOUS, Event.VAGUE, Event.UNKNOWN, Event.MENU, Event.GREETING}
"""Events of words that say nothing against a yes before them."""


def same_number(turn: Turn) -> DialogEvent | None:
    """«номер тот, другого нет», about one that no registry has found: it is the same number again.

    "that's the one", where a number is read back, is a yes to that.
    """
    if turn.state.place.phase is Phase.FORM_CHECK:
        right = turn.has(Cue.SAME_NUMBER) and turn.label.event in TALKS | {Event.NUMBER}
        return turn.as_event(Event.AFFIRM) if right and not _names_number(turn) else None
    slot, progress = asked_slot(turn.state, turn.hotline), turn.state.place.form
    insists = slot is not None and progress is not None and progress.misses and progress.last
    if not insists or slot is None or progress is None or not slot.kind.digits or not turn.has(Cue.SAME_NUMBER):
        return None
    return Filled(turn.label.words, reading=Reading(progress.last))


def _names_number(turn: Turn) -> bool:
    """Is a number said with it?"""
    slot = asked_slot(turn.state, turn.hotline)
    return slot is not None and turn.read(slot.type, turn.text) is not None


def right(turn: Turn) -> DialogEvent | None:
    """«верно, только не забудьте про пенсию спросить»: what was read back is right, whatever else is said.

    A request that is said with it waits until the form is done.
    """
    read_back = turn.state.place.phase in (Phase.FORM_CHECK, Phase.FORM_SUMMARY)
    closes = turn.label.event is Event.GOODBYE and turn.has(Cue.NO_MORE) and not turn.has(Cue.BYE)  # "yes, that's it"
    if not read_back or not (turn.label.event in TALKS or closes) or not turn.begins(Cue.YES):
        return None
    return DialogEvent(Event.AFFIRM, with_further(turn, turn.label))


def with_further(turn: Turn, further: DialogEvent) -> Words:
    """The words of a yes, with a request that was said after it. What a call back is about is asked next anyway."""
    own = (turn.state.place.topic, *own_topics(turn))
    asks = further.event is Event.REQUEST or (further.event in TALKS and turn.has(Cue.QUESTION))
    intent = next(iter((*further.words.candidates, further.words.intent)), "") if asks else ""
    if isinstance(further, Detail):
        intent = further.article.partition("/")[0]
    waits = intent and intent not in own and not _calls_back(turn)
    return replace(turn.label.words, intent="", articles=(), further=(intent,) if waits else ())


def _calls_back(turn: Turn) -> bool:
    progress = turn.state.place.form
    return progress is not None and turn.hotline.forms.form(progress.form).do is Deed.CALL_BACK
