"""What a turn or a key means while a form is filled in: a value, a question about the question, a correction."""

from dataclasses import replace

from call.events import Key
from call.lookups import Registry
from call.slots.types import Reading, SlotType
from dialogs.event import DialogEvent, Event, Filled, Fix, StartForm
from dialogs.forms.amendments import has_place
from dialogs.forms.form import Form, FormSlot
from dialogs.forms.form_state import FormState
from dialogs.forms.form_values import MANY
from dialogs.hotline import Hotline
from dialogs.interpret.forms.offer_rules import story_slot
from dialogs.interpret.forms.slot_reading import (
    COMMANDS,
    SIDE_WORDS,
    asked_slot,
    form_of,
    named_slot,
    own_topics,
    reading_of,
)
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of
from dialogs.state import State

YES_NO_KEYS = {"1": Event.AFFIRM, "2": Event.DENY}
CALL_BACK, NO = "callback", "deny"
"""The labels of a wish to be called back, and of a no."""
BARE_YES = 2
"""Words: «да», «да конечно»."""
NAME_WORDS = 3
"""So many words beside a number only name it."""
LATEST_LACK = 3
"""Place at which «нет кода» still comes first."""
LEAST_TOLD = 4
"""Words beside a number that tell more than whose it is."""
NUMBER_WORDS = 2
"""Of a group of digits: «сорок восемь»."""
STORY_WORDS = 6
"""A story of so many words without the secret in it is worth keeping."""


def key_event(key: Key, state: State, hotline: Hotline) -> DialogEvent | None:
    """Digits of the number that is asked; at a yes/no question 1 is yes and 2 is no.

    0 is a digit only after other digits; before them it calls an operator.
    """
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
    """A secret was said (call/privacy/). A story that goes on around it is kept without it.

    A personal number that nobody asked for, and nothing else, is a number, although its digits are not there any more.
    """
    if not turn.label.words.secret:
        only = turn.label.words.withheld and len(words_of(turn.text)) <= NAME_WORDS
        return turn.as_event(Event.NUMBER) if only else None
    slot = asked_slot(turn.state, turn.hotline)
    story_left = slot and slot.type is SlotType.FREE_TEXT and len(words_of(turn.text)) >= STORY_WORDS
    return None if story_left and turn.state.place.phase is Phase.FORM else turn.as_event(Event.CREDENTIAL)


def send(turn: Turn) -> DialogEvent | None:
    """«пришлите мне это» after an answer."""
    return turn.as_event(Event.SEND) if turn.short and turn.has(Cue.SEND) and turn.state.place.topic else None


def start(turn: Turn) -> DialogEvent | None:
    """Words that start a form, if it is not the one that is being filled in."""
    form_id = turn.hotline.forms.said(turn.text, turn.language)
    progress = turn.state.place.form
    if not form_id or (progress and progress.form == form_id and turn.state.place.phase.traits.in_form):
        return None
    slot = asked_slot(turn.state, turn.hotline)
    if slot and slot.type is SlotType.FREE_TEXT and not turn.short:
        return None
    own = turn.hotline.forms.form(form_id).look_up is Registry.REQUEST
    if own and turn.state.place.phase.traits.in_form:  # «да, верно, номер жалобы мне скажите»: it gets one
        return None
    return StartForm(turn.label.words, form=form_id)


def side_question(turn: Turn) -> DialogEvent | None:
    """A question or a command about the slot: «зачем вам мой номер?», «не знаю», «сначала»."""
    slot = asked_slot(turn.state, turn.hotline)
    if slot is None or len(words_of(turn.text)) > SIDE_WORDS:
        return turn.as_event(Event.SKIP) if slot and _lacks_number(turn, slot) else None
    if not slot.required and (_refused(turn, slot) or _has_told_all(turn)):
        return turn.as_event(Event.SKIP)
    if turn.has(Cue.WHY) and turn.label.event is not Event.OPERATOR:
        return turn.as_event(Event.WHY)
    if turn.has(Cue.OVER) and slot.kind.digits and turn.label.event is not Event.REQUEST:
        another = turn.label.event is Event.UNSURE and turn.label.words.intent not in own_topics(turn)
        return turn.as_event(Event.REQUEST if another else Event.OVER)
    command = _commands(turn) and not turn.says_only(Cue.DONT_KNOW)
    if turn.has(Cue.DONT_KNOW) and not command and reading_of(turn, slot, strict=True) is None:
        return turn.as_event(Event.SKIP)
    return None


def _lacks_number(turn: Turn, slot: FormSlot) -> bool:
    """«номера у меня сейчас нет, я просто боюсь, что ...»: no number, and nothing else that is asked."""
    answers = turn.label.event not in COMMANDS and slot.kind.dictated
    lacking = (start for start, _ in next(turn.cues(Cue.DONT_KNOW)).spans(turn.text))
    first = min(lacking, default=LATEST_LACK + 1) <= LATEST_LACK  # «нет, нет кода никакого, просто ошибка, и я ...»
    denied = turn.meaning.intent == NO and not slot.required  # «нет, не помогло, я его уже удалял»
    said = first or denied or (turn.has(Cue.DONT_KNOW) and turn.label.event is not Event.REQUEST)
    reading = None if first else turn.read(slot.type, turn.text)
    return answers and said and (reading is None or (len(reading.value) < slot.least and not denied))


def _refused(turn: Turn, slot: FormSlot) -> bool:
    """Does the caller refuse an optional value: «не надо звонить», «номера не надо»? Then only that is skipped."""
    if slot.type is SlotType.PHONE and CALL_BACK in turn.meaning.barred:
        return True
    if slot.type is SlotType.FREE_TEXT and len(words_of(turn.text)) >= STORY_WORDS and _names_another(turn, slot):
        return False  # «чтобы извинились, а звонить мне не надо» tells what is asked
    summoned = turn.label.event in (Event.OPERATOR, Event.REQUEST, Event.MENU)
    return turn.has(Cue.NOT_WANTED) and not summoned and reading_of(turn, slot, strict=True) is None


def _has_told_all(turn: Turn) -> bool:
    """«добавить мне больше нечего»"""
    leaves = turn.label.event in (Event.OPERATOR, Event.REQUEST, Event.GOODBYE) or turn.has(Cue.BYE)
    return turn.has(Cue.NOTHING_TO_ADD) and not leaves and turn.state.place.phase is Phase.FORM


def _names_another(turn: Turn, slot: FormSlot) -> bool:
    found = form_of(turn.state, turn.hotline)
    return found is not None and named_slot(turn, *found, unasked=True) not in ("", slot.id)


def _commands(turn: Turn) -> bool:
    """Is the phrase a command? A bare «пропустить» is none: the model takes it for «отмена», but it skips the slot."""
    bare = turn.label.event is Event.CANCEL and len(words_of(turn.text)) == 1
    return turn.label.event in COMMANDS and not bare


def fix(turn: Turn) -> DialogEvent | None:
    """The caller wants to correct a slot of the form: «исправьте телефон»."""
    found = form_of(turn.state, turn.hotline)
    if found is None or (not turn.short and turn.state.place.phase is Phase.FORM):
        return None
    if turn.says_only(Cue.NUMBER_RIGHT, Cue.YES, Cue.FOLLOW_UP):  # "yes, the number is correct"
        return None
    asked = turn.state.place.phase is Phase.FORM_FIX
    doubt = asked or turn.has(Cue.FIX) or turn.has(Cue.ADD) or turn.label.event is Event.DENY
    if not doubt or (turn.state.place.phase.traits.one_slot and not turn.has(Cue.FIX)):
        return None
    slot_id = named_slot(turn, *found)
    if not slot_id and asked and 1 <= turn.ordinal <= len(found[1].values):
        slot_id = found[1].values[turn.ordinal - 1].name
    if not slot_id or (slot_id == found[1].slot and turn.state.place.phase is Phase.FORM):
        return None
    reading = reading_of(turn, found[0].slot(slot_id), strict=True)
    if reading and turn.state.place.phase is not Phase.FORM:
        return Filled(turn.label.words, reading=reading, slot=slot_id, denied=True)
    return Fix(turn.label.words, slot=slot_id)


def story(turn: Turn) -> DialogEvent | None:
    """The value of a slot that takes words of any kind. A short command stays a command, and a short «нет» a no."""
    slot = asked_slot(turn.state, turn.hotline)
    if slot is None or slot.type is not SlotType.FREE_TEXT or slot.choices or turn.state.place.phase is not Phase.FORM:
        return None
    obeyed = COMMANDS | {Event.DENY, Event.THANKS}
    # «оператор нахамил» is a story: only a summons calls a person here.
    summons = turn.label.event is not Event.OPERATOR or turn.meaning.by_rule or len(words_of(turn.text)) == 1
    if turn.short and turn.label.event in obeyed and summons and not turn.doubtful:
        return None
    if turn.label.event is Event.AFFIRM and len(words_of(turn.text)) <= BARE_YES:
        return None
    if turn.label.event is Event.GOODBYE and turn.has(Cue.BYE) and len(words_of(turn.text)) <= SIDE_WORDS:
        return None  # «нет, это всё, спасибо, до свидания»
    if turn.label.event is Event.NUMBER and turn.has(Cue.OF_APPLICATION) and not _tells_around(turn):
        return _added_number(turn, slot)
    number = turn.label.event is Event.NUMBER and not _tells_around(turn)
    if turn.asks_aside or number or all(word.isdecimal() for word in words_of(turn.text)):
        return None  # a number alone tells nothing, and may be half of a card's
    return Filled(turn.label.words, reading=Reading(turn.text.strip()))


def _tells_around(turn: Turn) -> bool:
    """«заявление номер ... лежит два месяца, никто не отвечает»: more is told than the number."""
    dictated = turn.hotline.phrases.cues(turn.language, Cue.OF_APPLICATION)
    reading = turn.read(SlotType.APPLICATION_NUMBER, turn.text)
    others = [word for word in words_of(turn.text) if not word.isdecimal()]
    told = len(others) - NUMBER_WORDS * len(reading.parts) if reading else 0
    return told >= LEAST_TOLD and dictated.found(turn.text)


def _added_number(turn: Turn, slot: FormSlot) -> DialogEvent | None:
    """The number of the application to which a story belongs, told behind it: it is part of what happened."""
    found = form_of(turn.state, turn.hotline)
    happened = story_slot(found[0]) if found else None
    if found is None or happened is None or happened.id == slot.id or not found[1].value(happened.id):
        return None
    return Filled(turn.label.words, reading=Reading(turn.text.strip()), slot=happened.id, adds=True)


def value(turn: Turn) -> DialogEvent | None:
    """A value of the slot that is asked or confirmed. In a summary, a correction of the slot that it fits."""
    found = form_of(turn.state, turn.hotline)
    if found is None:
        return None
    slot = asked_slot(turn.state, turn.hotline)
    denied = turn.label.event is Event.DENY
    if slot is None:
        return _correction(turn, *found) if turn.state.place.phase is Phase.FORM_SUMMARY else None
    reading = reading_of(turn, slot)
    if reading is None:
        return None
    if turn.state.place.phase is Phase.FORM_CHECK and not denied and _says_it_again(slot, reading, found[1]):
        return turn.as_event(Event.AFFIRM)
    goes_on = slot.kind.digits and found[1].draft and turn.has(Cue.MORE_DIGITS) and not reading.replaces
    if goes_on:  # «нет, это не всё, дальше ещё ...»
        return Filled(turn.label.words, reading=replace(reading, amends=False))
    remark = not slot.kind.digits or len(reading.value) < MANY
    if turn.state.place.phase is Phase.FORM_CHECK and turn.label.event is Event.AFFIRM and remark:
        return None
    return Filled(turn.label.words, reading=reading, denied=denied)


def _says_it_again(slot: FormSlot, reading: Reading, progress: FormState) -> bool:
    """Is it the number that was read back, with a word before it that was heard as a digit?

    Or what was heard of it before one digit was doubled: «да, семьдесят три пятнадцать ...». Only where the registry
    has no numbers of the other length, so that nothing else can be meant.
    """
    if not slot.lengths or not slot.has_length(progress.draft) or slot.has_length(reading.value):
        return False
    same = reading.value == progress.said or reading.value.endswith(progress.draft)
    return same and not reading.replaces and not reading.amends


def _correction(turn: Turn, form: Form, progress: FormState) -> DialogEvent | None:
    """A correction after a summary is for the slot that holds these digits.

    «нет, не двадцать, а двадцать два» says which; «нет, двадцать два» must be like digits of one slot only.
    """
    filled = [(slot, progress.value(slot.id)) for slot in form.slots if progress.value(slot.id) and slot.kind.digits]
    readings = [(slot, old, reading) for slot, old in filled if (reading := turn.read(slot.type, turn.text))]
    said = [(slot, reading) for slot, old, reading in readings if has_place(slot, old, reading)]
    named = [(slot, reading) for slot, reading in said if reading.replaces][:1]
    denied = turn.label.event is Event.DENY
    alike = [(slot, reading) for slot, reading in said if denied or reading.amends]
    if not named and len(alike) != 1:
        return None
    slot, reading = (named or alike)[0]
    return Filled(turn.label.words, reading=reading, slot=slot.id, denied=True)
