"""Moves that change the time of a call back: of the one that is taken down, or of the one that was recorded."""

from dataclasses import replace

from call.slots.types import SlotType
from dialogs.event import DialogEvent
from dialogs.forms.form_book import CALLBACK
from dialogs.hotline import Hotline
from dialogs.moves.forms.fill import AFTER_FORM, AFTER_SLOT, proceed
from dialogs.moves.forms.next import ask_place, check_place
from dialogs.moves.forms.progress import begun, in_hand, with_slot
from dialogs.moves.forms.wished_time import on_day, with_times
from dialogs.moves.move import leads_to
from dialogs.moves.places import enter
from dialogs.phase import Phase
from dialogs.state import Reply, State


@leads_to(*AFTER_SLOT)
def retime(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Take the time and go on with the number: read it back again, or ask for it."""
    form, progress = in_hand(hotline, state)
    timed = with_times(hotline, state, progress, heard.words.text)
    slot = form.slot(timed.slot)
    if slot.type is not SlotType.PHONE:
        return proceed(hotline, state, replace(timed, slot="", draft=""))
    if timed.draft:
        return enter(state, check_place(hotline, state, timed))
    return enter(state, ask_place(hotline, state, timed, slot))


@leads_to(*AFTER_FORM, Phase.FORM)
def reschedule(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Record the call back anew with the other time; without one ask for it. The number is known."""
    form = hotline.forms.form(CALLBACK)
    known = {slot.name: slot.value for slot in state.slots}
    progress = replace(begun(hotline, state, CALLBACK, state.place.topic), untouched=False)
    for slot in form.slots:
        if slot.type is SlotType.PHONE and known.get(slot.id):
            progress = with_slot(progress, slot, known[slot.id])
    asked = tuple(slot.id for slot in form.slots if slot.ask and not progress.value(slot.id))
    progress = replace(progress, skipped=(*progress.skipped, *asked))
    timed = with_times(hotline, state, progress, heard.words.text)
    if timed == progress:
        hour = next(slot for slot in form.slots if slot.type is SlotType.TIME)
        return enter(state, ask_place(hotline, state, on_day(hotline, state, timed), hour))
    return proceed(hotline, state, on_day(hotline, state, timed))
