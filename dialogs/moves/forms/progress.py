"""The form in hand: what the caller has told of it already, and what is put into it. No moves here."""

from collections.abc import Sequence
from dataclasses import replace

from call.events import Slot
from call.slots.phones import is_foreign
from call.slots.types import FEWEST_VOLUNTEERED, SlotType
from dialogs.forms.form import Fill, Form, FormSlot
from dialogs.forms.form_state import FormState
from dialogs.forms.form_values import canonical, trouble
from dialogs.forms.likeliest import likeliest
from dialogs.hotline import Hotline
from dialogs.moves.intake import described
from dialogs.state import State

NUMBER = "number"
"""Slot of a number that was said before it was asked. If it fits the key of a form, the form looks it up."""


def in_hand(hotline: Hotline, state: State) -> tuple[Form, FormState]:
    """The form that is being filled in. Raises LookupError outside of the phases that have one."""
    progress = state.place.form
    if progress is None:
        raise LookupError("no form is in hand")
    return hotline.forms.form(progress.form), progress


def begun(hotline: Hotline, state: State, form_id: str, topic: str) -> FormState:
    """A new form, filled with the values that the caller has already said."""
    form = hotline.forms.form(form_id)
    unwanted = tuple(slot.id for slot in form.slots if slot.proof and slot.id != state.start.configured.proof)
    progress = FormState(form_id, topic, skipped=unwanted)
    known = {slot.name: slot.value for slot in state.slots}
    if form.key not in known and len(known.get(NUMBER, "")) >= FEWEST_VOLUNTEERED:
        known[form.key] = known[NUMBER]
    if form.key and state.said and (latest := _said(hotline, state, form, form.slot(form.key), state.said[-1:])):
        known[form.key] = latest  # another number than the one that was looked up before
    for slot in form.slots:
        if slot.kind.dictated and slot.id in known and not trouble(slot, canonical(slot, known[slot.id])):
            progress = with_slot(progress, slot, known[slot.id], checked=False)
    named = hotline.forms.wording(state.language, form_id).named
    intake = described(state.said, state.language, hotline.phrases, named)
    told = {Fill.PROBLEM: intake.problem, Fill.WANTED: intake.wanted}
    for slot in form.slots:
        if slot.fill and told[slot.fill]:
            progress = with_slot(progress, slot, told[slot.fill])
    for text in reversed(state.said):
        progress = volunteered(hotline, state, progress, text)
    return progress


def talk_of(hotline: Hotline, progress: FormState) -> str:
    """The topic of the call while the form is filled in: a request category."""
    topic = progress.topic or hotline.forms.form(progress.form).topic
    return topic if topic in hotline.knowledge.intents else ""


def volunteered(hotline: Hotline, state: State, progress: FormState, *heard: str, starts: bool = False) -> FormState:
    """The form with the values in a free phrase. Each number fills one slot.

    Args:
        heard: the phrase, then what else the recogniser may have heard.
        starts: these words start the form.
    """
    form = hotline.forms.form(progress.form)
    for slot in form.slots:
        if progress.value(slot.id) or not holds(slot, progress) or slot.proof or (slot.at_start and not starts):
            continue
        found = _said(hotline, state, form, slot, heard)
        if found and found not in {each.value for each in progress.values}:
            checked = form.look_up is not None and slot.has_length(found)
            progress = with_slot(progress, slot, found, checked=checked)
    return progress


def _said(hotline: Hotline, state: State, form: Form, slot: FormSlot, heard: Sequence[str]) -> str:
    """The value of the slot in a free phrase; empty if there is none, or if it is not certain."""
    text = heard[0] if heard else ""
    if slot.choices:
        choices = hotline.forms.wording(state.language, form.id).slots[slot.id].choices
        named = [name for name, choice in choices.items() if choice.words.found(text)]
        return named[0] if len(named) == 1 else ""
    if not slot.kind.volunteered:
        return ""
    first = hotline.reader.read(slot.type, text, state.language, state.today)
    if first is None:
        return ""
    texts = dict.fromkeys(heard) if slot.kind.dictated else (text,)
    readings = (hotline.reader.read(slot.type, each, state.language, state.today) for each in texts)
    certain = (each for each in readings if each and not each.replaces and not each.bare)
    reading = likeliest(certain, slot, codes=hotline.lines.area_codes)
    if reading is None:
        return ""
    found = canonical(slot, reading.value)
    short = found.isdecimal() and len(found) < slot.kind.fewest
    return "" if short or trouble(slot, found, today=state.today) else found


def foreign_number(hotline: Hotline, state: State, form_id: str, text: str) -> bool:
    """Does a caller who starts the form name a telephone number of another country, which cannot be called?"""
    phones = [slot for slot in hotline.forms.form(form_id).slots if slot.type is SlotType.PHONE]
    found = hotline.reader.read(SlotType.PHONE, text, state.language, state.today) if phones else None
    return found is not None and is_foreign(found.value)


def with_slot(progress: FormState, slot: FormSlot, found: str, *, checked: bool = True) -> FormState:
    """The form with the value. The slot is no longer asked."""
    values = {each.name: each for each in progress.values}
    values[slot.id] = Slot(slot.id, canonical(slot, found))
    confirmed = (*(each for each in progress.checked if each != slot.id), *((slot.id,) if checked else ()))
    return replace(
        progress, values=tuple(values.values()), checked=confirmed, slot="", draft="", parts=(), last="", said="",
        instead="", offered="", prompt_level=0, untouched=False, another=False,
    )  # fmt: skip


def with_more(progress: FormState, slot: FormSlot, told: str) -> FormState:
    """The form with more words of a story, behind those that were told before. Any other value takes the place."""
    before = progress.value(slot.id) if slot.type is SlotType.FREE_TEXT else ""
    return with_slot(progress, slot, ". ".join(filter(None, (before, told))))


def without_slot(progress: FormState, slot_id: str) -> FormState:
    """The form without the value, so that the slot is asked again."""
    return replace(
        progress,
        values=tuple(each for each in progress.values if each.name != slot_id),
        checked=tuple(each for each in progress.checked if each != slot_id),
        skipped=tuple(each for each in progress.skipped if each != slot_id),
    )


def holds(slot: FormSlot, progress: FormState) -> bool:
    """Is the slot needed, given the values of the others and what the caller wants?"""
    return (progress.calls or not slot.if_called) and all(
        progress.value(other) in allowed for other, allowed in slot.when.items()
    )


def put_aside(progress: FormState) -> FormState | None:
    """The form while something else is talked about; None if the caller has told nothing, or the call ends after it."""
    told = progress.values or progress.draft or not progress.untouched
    kept = replace(progress, draft="", parts=(), offered="", last="", begun=True)
    return kept if told and not progress.leaving else None
