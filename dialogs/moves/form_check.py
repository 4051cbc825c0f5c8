"""Moves around what was read back: yes, no, a correction of a part, another slot."""

from dataclasses import replace

from call.events import Expect
from call.slots.types import SlotType
from dialogs.event import DialogEvent, Filled, Fix
from dialogs.forms.form_values import refused, with_value
from dialogs.hotline import Hotline
from dialogs.line import Fixed
from dialogs.moves.answer import MOST_MISSES
from dialogs.moves.form_complete import complete, leave
from dialogs.moves.form_fill import AFTER_FORM, AFTER_SLOT, AFTER_VALUE, accept, ask_lower, in_hand, take, taken
from dialogs.moves.form_next import ask_place, without_slot
from dialogs.moves.move import leads_to
from dialogs.moves.places import again, enter
from dialogs.moves.transfer import transfer
from dialogs.moves.universals import LAST_SILENCE, hang_up
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.state import Place, Reply, State


@leads_to(*AFTER_SLOT)
def confirmed(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """It is right: on to the next question, or done."""
    form, progress = in_hand(hotline, state)
    return accept(hotline, state, progress, form.slot(progress.slot), progress.draft or progress.offered)


@leads_to(*AFTER_VALUE, stays=True)
def denied(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """It is wrong: asked again in an easier way."""
    form, progress = in_hand(hotline, state)
    slot = form.slot(progress.slot)
    if progress.offered and not progress.draft:
        return enter(state, ask_place(hotline, state, replace(progress, another=True), slot))
    return ask_lower(hotline, state, slot)


@leads_to(*AFTER_VALUE, stays=True)
def correct(hotline: Hotline, state: State, heard: Filled) -> Reply:
    """A part of what was read back is replaced, or more is added, or another value stands in its place."""
    form, progress = in_hand(hotline, state)
    slot = form.slot(heard.slot or progress.slot)
    if not heard.words.text and state.place.phase is Phase.FORM_CHECK:  # on the keys a number begins anew
        return take(hotline, replace(state, place=_empty(state)), heard)
    if slot.id != progress.slot:
        progress = replace(progress, slot=slot.id, draft=progress.value(slot.id), parts=())
    numeric = slot.type not in (SlotType.FREE_TEXT, SlotType.EMAIL)
    change = refused if heard.denied and numeric else with_value
    changed = change(replace(progress, offered=""), slot, heard.reading)
    if changed is None:
        state = replace(state, place=replace(state.place, matter=without_slot(progress, slot.id)))
        return ask_lower(hotline, state, slot, Fixed(Prompt.FORM_WHICH))
    return taken(hotline, state, without_slot(changed, slot.id), slot)


def _empty(state: State) -> Place:
    """The question of the slot without its draft, so that the first key is the first digit."""
    progress = state.place.form
    question = Fixed(Prompt.FORM_GO_ON, Expect.DIGITS)
    cleared = replace(progress, draft="", parts=(), offered="") if progress else None
    return replace(state.place, phase=Phase.FORM, asked=(question,), matter=cleared)


@leads_to(*AFTER_FORM)
def done(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """All of it is right: carry it out."""
    _, progress = in_hand(hotline, state)
    return complete(hotline, state, progress)


@leads_to(Phase.FORM_FIX)
def what_is_wrong(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Ask what is to be corrected."""
    place = replace(state.place, phase=Phase.FORM_FIX, asked=(Fixed(Prompt.FORM_FIX, Expect.OPEN),))
    return enter(state, place)


@leads_to(Phase.FORM, Phase.FORM_CHECK)
def fix(hotline: Hotline, state: State, heard: Fix) -> Reply:
    """Ask the slot again that the caller names."""
    form, progress = in_hand(hotline, state)
    slot = form.slot(heard.slot)
    again_from = replace(without_slot(progress, slot.id), rung=0, last=progress.value(slot.id) or progress.draft)
    return enter(state, ask_place(hotline, state, replace(again_from, another=True), slot))


@leads_to(Phase.ENDED, Phase.NOBODY, stays=True)
def nothing_named(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Not understood what is wrong: asked once more, then a person takes over."""
    state = replace(state, misses=state.misses + 1)
    return transfer(hotline, state, Prompt.FORM_FAILED) if state.misses >= MOST_MISSES else again(state)


@leads_to(Phase.ENDED, stays=True)
def silence(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Ask again, with the keys for yes and no, and what can be said; the third time goodbye."""
    state = replace(state, silences=state.silences + 1)
    if state.silences >= LAST_SILENCE:
        return leave(hotline, state, lambda after: hang_up(after, Prompt.GOODBYE_SILENT, "silence"))
    return again(state, Fixed(Prompt.FORM_YES_NO_KEYS))
