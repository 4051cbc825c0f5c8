"""What the words of a turn say about the slots of the form that is being filled in."""

from collections.abc import Iterator

from call.slots.types import Reading, SlotType
from dialogs.event import Event
from dialogs.forms.form import Form, FormSlot
from dialogs.forms.form_state import FormState
from dialogs.forms.likeliest import completes, likeliest
from dialogs.hotline import Hotline
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cues import words_of
from dialogs.state import State

COMMANDS = {
    Event.OPERATOR, Event.CALLBACK, Event.MESSAGE, Event.CANCEL, Event.GOODBYE, Event.REPEAT, Event.MENU,
    Event.LANGUAGE,
}  # fmt: skip
"""Where a slot takes words of any kind, a short phrase with one of these events is a command and not a value."""
SIDE_WORDS = 8
"""Words. A longer phrase is no question about the question."""


def form_of(state: State, hotline: Hotline) -> tuple[Form, FormState] | None:
    """The form that is being filled in; None if there is none."""
    progress = state.place.form
    if progress is None or not state.place.phase.traits.in_form:
        return None
    return hotline.forms.form(progress.form), progress


def asked_slot(state: State, hotline: Hotline) -> FormSlot | None:
    """The slot that is asked or confirmed; None if there is none."""
    found = form_of(state, hotline)
    if found is None or not found[1].slot or not state.place.phase.traits.one_slot:
        return None
    return found[0].slot(found[1].slot)


def own_topics(turn: Turn) -> tuple[str, ...]:
    """Categories whose requests start the form that is being filled in; none outside a form."""
    progress = turn.state.place.form
    return turn.hotline.forms.form(progress.form).starts_with if progress else ()


def named_slot(turn: Turn, form: Form, progress: FormState, *, unasked: bool = False) -> str:
    """Id of the filled, skipped or asked slot (with `unasked` of any slot) that the words name; empty if none."""
    slots = turn.hotline.forms.wording(turn.language, form.id).slots
    near = (progress.slot, *progress.skipped)
    known = [each.id for each in form.slots if unasked or progress.value(each.id) or each.id in near]
    return next((slot_id for slot_id in known if slots[slot_id].words.found(turn.text)), "")


def reading_of(turn: Turn, slot: FormSlot, *, strict: bool = False) -> Reading | None:
    """The reading of the slot. `strict`: only of a type whose values cannot be mistaken for other words."""
    if slot.choices:
        return _choice(turn, slot)
    if slot.type is SlotType.FREE_TEXT:
        return None
    reading = _likeliest(turn, slot)
    if slot.type is SlotType.RATING and reading is None and turn.short and turn.ordinal:
        reading = Reading(str(turn.ordinal))
    if reading is None:
        return None
    if slot.kind.digits and len(reading.value) == 1 and len(words_of(turn.text)) > SIDE_WORDS:
        return None  # "that's the right one, but can my wife pick it up"
    if slot.kind.digits:
        another = turn.label.event is Event.REQUEST and len(reading.value) < slot.least
        return None if another and turn.label.words.intent not in own_topics(turn) else reading
    if strict and not slot.kind.sure:
        return None
    command = turn.short and turn.label.event in COMMANDS | {Event.DENY}
    return None if command and slot.type is not SlotType.RATING else reading


def _likeliest(turn: Turn, slot: FormSlot) -> Reading | None:
    """The reading of the words; of a dictated value, the best of all that the recogniser offers.

    None if the likeliest words hold no value: among other readings of «не знаю» there may be one with «ноль».
    """
    heard = turn.read(slot.type, turn.text)
    if heard is None or not slot.kind.dictated:
        return heard
    progress = turn.state.place.form
    draft = progress.draft if progress and slot.id == progress.slot and slot.kind.digits else ""
    texts = tuple(dict.fromkeys((turn.text, *turn.readings)))
    readings = (reading for text in texts for reading in _read_as(turn, slot, draft, text))
    return likeliest(readings, slot, draft, turn.hotline.lines.area_codes)


def _read_as(turn: Turn, slot: FormSlot, draft: str, text: str) -> Iterator[Reading]:
    """The readings of one hypothesis. While a number is dictated, first the continuation that completes it.

    Its digits are read as they are: «триста сорок пять ...» after «восемь девятьсот двенадцать», because the telephone
    reader would stretch them to a whole number of ten digits.
    """
    if draft and turn.state.place.phase is Phase.FORM:
        plain = turn.read(SlotType.APPLICATION_NUMBER, text)
        if plain and completes(slot, draft, plain):
            yield plain
    if reading := turn.read(slot.type, text):
        yield reading


def _choice(turn: Turn, slot: FormSlot) -> Reading | None:
    progress = turn.state.place.form
    if progress is None:
        return None
    choices = turn.hotline.forms.wording(turn.language, progress.form).slots[slot.id].choices
    named = [name for name, choice in choices.items() if choice.words.found(turn.text)]
    return Reading(named[0]) if len(named) == 1 else None
