"""What the dialog forgets of a caller's words: for good, or only in the snapshot that outlives the call."""

from dataclasses import replace
from typing import Any

from call.events import Slot
from call.privacy.masking import mask
from dialogs.forms.form_state import FormState
from dialogs.state import State

UNASKED = "number"
"""The slot of a number that nobody asked for."""


def forgotten(state: State) -> State:
    """The state without numbers that turned out to be the first half of a secret."""
    place = state.place
    if place.form:
        place = replace(place, matter=_without_numbers(place.form))
    interrupted = _without_numbers(state.interrupted) if state.interrupted else None
    message = _without_numbers(state.message) if state.message else None
    slots = tuple(_masked(slot) for slot in state.slots if slot.name != UNASKED)
    said = tuple(map(mask, state.said))
    return replace(state, place=place, back=(), said=said, slots=slots, interrupted=interrupted, message=message)


def _without_numbers(form: FormState) -> FormState:
    """A number is asked anew; the caller's story is masked."""
    values = tuple(map(_masked, form.values))
    return replace(form, values=values, draft="", parts=(), last="", said="", instead="")


def _masked(slot: Slot) -> Slot:
    return Slot(slot.name, mask(slot.value)) if " " in slot.value else slot


def masked(value: Any) -> Any:
    """A snapshot as JSON values, with every text masked: what a form asked for is one word, and stays."""
    if isinstance(value, str):
        return mask(value) if " " in value else value
    if isinstance(value, dict):
        return {name: masked(each) for name, each in value.items()}
    return [masked(each) for each in value] if isinstance(value, list | tuple) else value
