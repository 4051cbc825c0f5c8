"""The number of an application inside a sentence: «по заявлению 73150046 чего не хватает?». It is looked up at once."""

from dataclasses import replace

from call.lookups import Registry
from call.slots.phones import phone_ok
from call.slots.types import FEWEST_VOLUNTEERED, Reading, SlotType
from dialogs.event import DialogEvent, Event, StartForm, Words
from dialogs.forms.form import Start
from dialogs.forms.form_values import canonical, trouble
from dialogs.interpret.articles.asked_rules import LIKELY
from dialogs.interpret.articles.likely_articles import likeliest
from dialogs.interpret.forms.slot_reading import asked_slot, form_of
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue

STATUS = "application_status"
"""The request category whose form looks an application up."""
ASKS = {
    STATUS, "required_documents", "processing_time", "document_upload", "certificate_request", "benefits_and_pension",
    "disability_support",
}  # fmt: skip
"""Request categories that the state of one application may answer. Others want something done."""
UNCLEAR = {
    Event.UNSURE, Event.AMBIGUOUS, Event.UNKNOWN, Event.VAGUE, Event.NUMBER, Event.DENY, Event.AFFIRM, Event.GREETING,
    Event.THANKS, Event.MENU, Event.REPEAT,
}  # fmt: skip
FEWEST_OF_ANY = 7
"""Digits of a number that is surely one, though no word says whose it is."""
NEVER = (Phase.LOOKUP, Phase.ENDED, Phase.RESUME)


def case_number(turn: Turn) -> DialogEvent | None:
    """A request for the status of the application whose number is said, whatever else is asked about it."""
    state = turn.state
    if state.place.phase in NEVER or not state.start.configured.cases or not _asks(turn):
        return None
    number = turn.read(SlotType.APPLICATION_NUMBER, turn.text)
    if number is None or number.replaces or len(number.value) < FEWEST_VOLUNTEERED or _for_slot(turn, number):
        return None
    if not turn.has(Cue.OF_CASE) and not _of_an_application(turn, number):
        return None
    form = turn.hotline.forms.starting(STATUS, Start.ASK)
    if form is None or trouble(form.slot(form.key), number.value):
        return None
    words = replace(turn.label.words, intent=STATUS, articles=(), candidates=(), further=())
    if state.place.phase.traits.after_answer:  # the same category may have been answered, for another number
        return StartForm(words, form=form.id)
    return DialogEvent(Event.REQUEST, words)


def _asks(turn: Turn) -> bool:
    label = turn.label
    if turn.hotline.forms.said(turn.text, turn.language):
        return False
    return label.event in UNCLEAR or (label.event is Event.REQUEST and label.words.intent in ASKS)


def _of_an_application(turn: Turn, number: Reading) -> bool:
    """«загран когда будет, номер 22054817», "can you check number 40012206": nothing else has such a number."""
    label, place = turn.label, turn.state.place
    asked = label.event is Event.REQUEST and label.words.intent in ASKS
    dictated = label.event is Event.NUMBER and place.phase.traits.after_answer and place.topic in ASKS
    form = turn.hotline.forms.starting(STATUS, Start.ASK)
    lengths = form.slot(form.key).lengths if form else ()
    alone = label.event is Event.NUMBER and not place.phase.traits.in_form and len(number.value) in lengths
    return len(number.value) >= FEWEST_OF_ANY and (asked or dictated or alone or place.topic == STATUS)


def state_of_case(turn: Turn) -> DialogEvent | None:
    """«на ребёнка подавала и тишина, узнать хочу»: the state of what was applied for, whatever it is called."""
    state, label = turn.state, turn.label
    listened = label.event in UNCLEAR or label.event is Event.REQUEST
    known = state.case is not None or state.place.topic == STATUS
    if not listened or known or state.place.phase.traits.in_form or state.place.phase in NEVER:
        return None
    if not turn.has(Cue.SUBMITTED) or not turn.has(Cue.AWAITED):
        return None
    best = likeliest(turn)
    if best and best.intent == STATUS and best.chance >= LIKELY:  # «висит и не двигается» has an article of its own
        return None
    return DialogEvent(Event.REQUEST, replace(label.words, intent=STATUS, articles=(), candidates=(), further=()))


def piece_of_number(turn: Turn) -> DialogEvent | None:
    """A few digits after an answer that one application may need: its number is asked for, and can be said whole.

    "the number is four zero zero one two" needs more than "I noted the number".
    """
    state, form = turn.state, turn.hotline.forms.starting(STATUS, Start.ASK)
    after = state.place.phase.traits.after_answer and state.place.topic in ASKS and not state.case
    if not after or form is None or not state.start.configured.cases or turn.label.event is not Event.NUMBER:
        return None
    number = turn.read(SlotType.APPLICATION_NUMBER, turn.text)
    if number is None or len(number.value) < FEWEST_VOLUNTEERED or phone_ok(number.value) or turn.label.words.withheld:
        return None
    return StartForm(Words(turn.text, STATUS), form=form.id)


def _for_slot(turn: Turn, number: Reading) -> bool:
    """Is it a value of the slot that is asked, or a telephone number?"""
    found, slot = form_of(turn.state, turn.hotline), asked_slot(turn.state, turn.hotline)
    if found and found[0].look_up in (Registry.APPLICATION, Registry.REQUEST):
        return True
    if slot is None:
        return phone_ok(number.value)
    if slot.type is SlotType.FREE_TEXT:  # a story may name the number
        return turn.state.place.phase is Phase.FORM
    reading = turn.read(slot.type, turn.text) if slot.kind.digits else None
    return reading is not None and trouble(slot, canonical(slot, reading.value)) is None


CASE_NUMBER_RULES = (case_number, piece_of_number, state_of_case)
