"""What a turn or a key means while a form is filled in: a value, a question about it, a correction."""

from call.events import Key
from call.slots.corrections import corrected
from call.slots.types import Reading, SlotType
from dialogs.event import DialogEvent, Event, Filled, Fix, StartForm
from dialogs.forms.form import Form, FormSlot
from dialogs.forms.form_state import FormState
from dialogs.forms.form_values import MANY, trouble
from dialogs.hotline import Hotline
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cues import words_of
from dialogs.phrases.prompts import Cue
from dialogs.state import State

COMMANDS = {
    Event.OPERATOR,
    Event.CALLBACK,
    Event.MESSAGE,
    Event.CANCEL,
    Event.GOODBYE,
    Event.REPEAT,
    Event.MENU,
    Event.LANGUAGE,
}
"""What is obeyed, not taken down, when words of any kind are asked for."""
YES_NO_KEYS = {"1": Event.AFFIRM, "2": Event.DENY}
SIDE_WORDS = 8
"""A longer phrase is no question about the question."""
SECRET_DIGITS = range(3, 9)
"""Fewer are a count, more a telephone number."""


def form_of(state: State, hotline: Hotline) -> tuple[Form, FormState] | None:
    """The form in hand, while it is being filled in."""
    progress = state.place.form
    if progress is None or not state.place.phase.traits.in_form:
        return None
    return hotline.forms.form(progress.form), progress


def asked_slot(state: State, hotline: Hotline) -> FormSlot | None:
    """The slot that is asked or checked."""
    found = form_of(state, hotline)
    if found is None or not found[1].slot or not state.place.phase.traits.one_slot:
        return None
    return found[0].slot(found[1].slot)


def key_event(key: Key, state: State, hotline: Hotline) -> DialogEvent | None:
    """Digits of the number that is asked; 0 is one of them only once there are others before it. 1 is yes, 2 is no."""
    if state.place.phase.traits.yes_no and key.digit in YES_NO_KEYS:
        return DialogEvent(YES_NO_KEYS[key.digit])
    slot = asked_slot(state, hotline)
    if slot is None or state.place.form is None:
        return None
    typing = state.place.phase is Phase.FORM and state.place.form.draft
    if slot.kind.digits and (typing or key.digit != "0"):
        return Filled(reading=Reading(key.digit, (key.digit,)))
    if slot.type is SlotType.RATING and key.digit != "0" and state.place.phase is Phase.FORM:
        return Filled(reading=Reading(key.digit))
    return None


def secret(turn: Turn) -> DialogEvent | None:
    """«мой пароль ромашка»; «не могу войти мой пароль ромашка сто двадцать»; not «мой пароль не подходит»."""
    if not turn.has(Cue.CREDENTIAL) or len(words_of(turn.text)) <= 2:
        return None
    said = not turn.has(Cue.NO_CREDENTIAL) or _dictated(turn)
    return turn.as_event(Event.CREDENTIAL) if said else None


def _dictated(turn: Turn) -> bool:
    """Digits of a secret, and from its name on no word that is only about it, whatever was said before."""
    named = next(turn.cues(Cue.CREDENTIAL))
    rest = words_of(turn.text)[min(start for start, _ in named.spans(turn.text)) :]
    about = next(turn.cues(Cue.NO_CREDENTIAL)).found(" ".join(rest))
    # A secret may be a date: its digits are no number to understanding, but digits all the same.
    spelt = turn.read(SlotType.APPLICATION_NUMBER, turn.text)
    numbers = [slot.value for slot in turn.label.words.slots if slot.name == "number"] or [spelt.value if spelt else ""]
    return not about and any(len(digits) in SECRET_DIGITS for digits in numbers)


def send(turn: Turn) -> DialogEvent | None:
    """«пришлите мне это» after an answer."""
    return turn.as_event(Event.SEND) if turn.short and turn.has(Cue.SEND) and turn.state.place.topic else None


def start(turn: Turn) -> DialogEvent | None:
    """A form by its words, but not the one in hand."""
    form_id = turn.hotline.forms.said(turn.text, turn.language)
    progress = turn.state.place.form
    if not form_id or (progress and progress.form == form_id and turn.state.place.phase.traits.in_form):
        return None
    slot = asked_slot(turn.state, turn.hotline)
    if slot and slot.type is SlotType.FREE_TEXT and not turn.short:
        return None
    return StartForm(turn.label.words, form=form_id)


def side_question(turn: Turn) -> DialogEvent | None:
    """«зачем вам мой номер?», «не знаю», «сначала»."""
    slot = asked_slot(turn.state, turn.hotline)
    if slot is None or len(words_of(turn.text)) > SIDE_WORDS:
        return None
    if turn.has(Cue.WHY) and turn.label.event is not Event.OPERATOR:
        return turn.as_event(Event.WHY)
    if turn.has(Cue.OVER) and slot.kind.digits:
        return turn.as_event(Event.OVER)
    command = _commands(turn) and not turn.says_only(Cue.DONT_KNOW)
    if turn.has(Cue.DONT_KNOW) and not command and _read(turn, slot, strict=True) is None:
        return turn.as_event(Event.SKIP)
    return None


def _commands(turn: Turn) -> bool:
    """A bare «пропустить» sounds like «отмена» to the model, but only passes the question over."""
    bare = turn.label.event is Event.CANCEL and len(words_of(turn.text)) == 1
    return turn.label.event in COMMANDS and not bare


def fix(turn: Turn) -> DialogEvent | None:
    """«исправьте телефон»: a slot of the form by its words, where something may be wrong."""
    found = form_of(turn.state, turn.hotline)
    if found is None or (not turn.short and turn.state.place.phase is Phase.FORM):
        return None
    asked = turn.state.place.phase is Phase.FORM_FIX
    doubt = asked or turn.has(Cue.FIX) or turn.label.event is Event.DENY
    if not doubt or (turn.state.place.phase.traits.one_slot and not turn.has(Cue.FIX)):
        return None
    slot_id = _named(turn, *found)
    if not slot_id and asked and 1 <= turn.ordinal <= len(found[1].values):
        slot_id = found[1].values[turn.ordinal - 1].name
    if not slot_id or (slot_id == found[1].slot and turn.state.place.phase is Phase.FORM):
        return None
    reading = _read(turn, found[0].slot(slot_id), strict=True)
    if reading and turn.state.place.phase is not Phase.FORM:
        return Filled(turn.label.words, reading=reading, slot=slot_id, denied=True)
    return Fix(turn.label.words, slot=slot_id)


def story(turn: Turn) -> DialogEvent | None:
    """Where words of any kind are asked for, they are taken down; a short command is obeyed, a short no is a no."""
    slot = asked_slot(turn.state, turn.hotline)
    if slot is None or slot.type is not SlotType.FREE_TEXT or slot.choices or turn.state.place.phase is not Phase.FORM:
        return None
    obeyed = COMMANDS | {Event.DENY, Event.THANKS}
    if turn.short and turn.label.event in obeyed:
        return None
    return Filled(turn.label.words, reading=Reading(turn.text.strip()))


def value(turn: Turn) -> DialogEvent | None:
    """A value of the slot that is asked or was read back; in a summary, a correction of whatever it fits."""
    found = form_of(turn.state, turn.hotline)
    if found is None:
        return None
    slot = asked_slot(turn.state, turn.hotline)
    denied = turn.label.event is Event.DENY
    if slot is None:
        return _correction(turn, *found) if turn.state.place.phase is Phase.FORM_SUMMARY else None
    reading = _read(turn, slot)
    if reading is None:
        return None
    remark = not slot.kind.digits or len(reading.value) < MANY
    if turn.state.place.phase is Phase.FORM_CHECK and turn.label.event is Event.AFFIRM and remark:
        return None
    return Filled(turn.label.words, reading=reading, denied=denied)


def _read(turn: Turn, slot: FormSlot, *, strict: bool = False) -> Reading | None:
    """`strict`: only what cannot be mistaken for other words."""
    if slot.choices:
        return _choice(turn, slot)
    if slot.type is SlotType.FREE_TEXT:
        return None
    reading = _rest_of_number(turn, slot) or _likeliest(turn, slot)
    if slot.type is SlotType.RATING and reading is None and turn.short and turn.ordinal:
        reading = Reading(str(turn.ordinal))
    if reading is None:
        return None
    if slot.kind.digits:
        another = turn.label.event is Event.REQUEST and len(reading.value) < slot.least
        return None if another and turn.label.words.intent not in _own(turn) else reading
    if strict and not slot.kind.sure:
        return None
    command = turn.short and turn.label.event in COMMANDS | {Event.DENY}
    return None if command and slot.type is not SlotType.RATING else reading


def _likeliest(turn: Turn, slot: FormSlot) -> Reading | None:
    """What the words say; where that cannot be a value of the slot, the first of the other readings that can.

    Only what has a checksum or a form of its own can be chosen so: any digits may be the number of an application.
    """
    heard = turn.read(slot.type, turn.text)
    if heard is None or not slot.kind.dictated or _can_be(turn, slot, heard):
        return heard
    readings = (turn.read(slot.type, text) for text in turn.readings)
    return next((each for each in readings if each and not each.replaces and _can_be(turn, slot, each)), heard)


def _can_be(turn: Turn, slot: FormSlot, reading: Reading) -> bool:
    progress = turn.state.place.form
    draft = progress.draft if progress and slot.id == progress.slot and slot.kind.digits else ""
    return bool(reading.replaces) or any(trouble(slot, before + reading.value) is None for before in {draft, ""})


def _rest_of_number(turn: Turn, slot: FormSlot) -> Reading | None:
    """«триста сорок пять ...» after «восемь девятьсот двенадцать»: what makes the number whole is its continuation.

    Read by itself for a whole telephone number, it would be stretched to ten digits.
    """
    progress = turn.state.place.form
    if not slot.kind.digits or progress is None or not progress.draft or turn.state.place.phase is not Phase.FORM:
        return None
    plain = turn.read(SlotType.APPLICATION_NUMBER, turn.text)
    whole = plain is not None and not plain.replaces and trouble(slot, progress.draft + plain.value) is None
    return plain if whole else None


def _own(turn: Turn) -> tuple[str, ...]:
    progress = turn.state.place.form
    return turn.hotline.forms.form(progress.form).starts_with if progress else ()


def _choice(turn: Turn, slot: FormSlot) -> Reading | None:
    progress = turn.state.place.form
    if progress is None:
        return None
    choices = turn.hotline.forms.wording(turn.language, progress.form).slots[slot.id].choices
    named = [name for name, choice in choices.items() if choice.words.found(turn.text)]
    return Reading(named[0]) if len(named) == 1 else None


def _named(turn: Turn, form: Form, progress: FormState) -> str:
    """Id of the filled or asked slot that the words name, or empty."""
    slots = turn.hotline.forms.wording(turn.language, form.id).slots
    known = [slot.id for slot in form.slots if progress.value(slot.id) or slot.id == progress.slot]
    return next((slot_id for slot_id in known if slots[slot_id].words.found(turn.text)), "")


def _correction(turn: Turn, form: Form, progress: FormState) -> DialogEvent | None:
    """«нет, не двадцать, а двадцать два» after a summary: the slot that holds what is to be replaced."""
    for slot in form.slots:
        old = progress.value(slot.id)
        if not old or not slot.kind.digits:
            continue
        reading = turn.read(slot.type, turn.text)
        if reading and reading.replaces and corrected(Reading(old), reading):
            return Filled(turn.label.words, reading=reading, slot=slot.id, denied=True)
    return None
