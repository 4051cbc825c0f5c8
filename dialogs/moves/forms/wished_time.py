"""The day and hour at which a caller wants to be called back: taken from words, and said back. No moves here."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from call.events import Slot
from call.slots.types import SlotType
from dialogs.forms.form import Deed, Form, FormSlot
from dialogs.forms.form_state import FormState
from dialogs.forms.form_values import trouble
from dialogs.hotline import Hotline
from dialogs.line import Line, Moment
from dialogs.moves.forms.progress import with_slot
from dialogs.state import State

TIMES = (SlotType.DATE, SlotType.TIME)


def time_slots(form: Form) -> tuple[FormSlot, ...]:
    """The slots of a call back that say when it is wanted."""
    return tuple(slot for slot in form.slots if slot.type in TIMES) if form.do is Deed.CALL_BACK else ()


def with_times(hotline: Hotline, state: State, progress: FormState, text: str) -> FormState:
    """The form with the day and hour in the words instead of earlier ones. What is being asked stays as it is."""
    timed = progress
    for slot in time_slots(hotline.forms.form(progress.form)):
        found = hotline.reader.read(slot.type, text, state.language, state.today)
        asked = slot.id == progress.slot
        if found and (asked or not found.bare) and not trouble(slot, found.value, today=state.today):
            timed = with_slot(timed, slot, found.value)
    return replace(progress, values=timed.values)


def on_day(hotline: Hotline, state: State, progress: FormState) -> FormState:
    """The form with the day that was named for an earlier call back, if no other is named and it has not passed."""
    known = {slot.name: slot.value for slot in state.slots}
    for slot in time_slots(hotline.forms.form(progress.form)):
        day = known.get(slot.id, "") if slot.type is SlotType.DATE and not progress.value(slot.id) else ""
        if day and not trouble(slot, day, today=state.today):
            progress = replace(progress, values=(*progress.values, Slot(slot.id, day)))
    return progress


def said_back(state: State, form: Form, values: Iterable[Slot]) -> tuple[Line, ...]:
    """«ждите звонка завтра в 18:00»; empty if neither a day nor an hour is known.

    An hour without a day is the next one: a caller who says «после десяти» at night means tomorrow.
    """
    known = {slot.name: slot.value for slot in values}
    wished = {slot.type: known[slot.id] for slot in time_slots(form) if slot.id in known}
    day, hour = wished.get(SlotType.DATE, ""), wished.get(SlotType.TIME, "")
    if hour:
        clock = time.fromisoformat(hour)
        later = timedelta(days=clock <= state.now.time())
        at = datetime.combine(date.fromisoformat(day) if day else state.today + later, clock, state.now.tzinfo)
        return (Moment("call_at", at),)
    return (Moment("call_on", datetime.combine(date.fromisoformat(day), time(), state.now.tzinfo)),) if day else ()
