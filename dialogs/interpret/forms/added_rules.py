"""What a turn adds to a form or asks about it: more of the story, another time for the call back, «вы записали?»."""

from call.slots.types import Reading, SlotType
from dialogs.event import DialogEvent, Event, Filled
from dialogs.forms.amendments import has_place
from dialogs.forms.form import Form, FormSlot, Start
from dialogs.forms.form_book import CALLBACK
from dialogs.forms.form_state import FormState
from dialogs.forms.form_values import MANY
from dialogs.interpret.forms.form_rules import STORY_WORDS
from dialogs.interpret.forms.offer_rules import COMMANDS, FEWEST_OF_STORY, NO, agrees, places, story_slot
from dialogs.interpret.forms.slot_reading import form_of, named_slot
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import Cues, tokens, words_of

READ_BACK = (Phase.FORM_SUMMARY, Phase.FORM_FIX)
"""Phases in which the caller hears what was told, and may tell more."""
UNCLEAR = {Event.UNKNOWN, Event.UNSURE, Event.AMBIGUOUS, Event.VAGUE, Event.FILLED}
LONGEST_CORRECTION = 7
"""Words. Digits in a longer phrase belong to a story: «я сорок минут стоял в очереди и ушёл»."""
LONGEST_QUESTION = 12
"""Words. A longer phrase with «вы записали» is more than a question."""


def addition(turn: Turn) -> DialogEvent | None:
    """More of the story that was told: «добавьте, что это было вчера», «нет, это было в Калуге».

    What names a part of the form and says it anew replaces that part.
    """
    found = form_of(turn.state, turn.hotline)
    slot = _grown(turn, *found) if found and not turn.has(Cue.NOTHING_TO_ADD) else None
    if found is None or slot is None:
        return None
    told = _told(turn, slot)
    named = slot.id == named_slot(turn, *found) and turn.has(Cue.FIX)
    if not told or not _is_more(turn, told, named=named) or _names_number(turn, told, *found):
        return None
    anew = turn.has(Cue.MISRECORDED) or (named and len(words_of(told)) >= STORY_WORDS)
    return Filled(turn.label.words, reading=Reading(told), slot=slot.id, denied=anew, adds=not anew)


def recorded(turn: Turn) -> DialogEvent | None:
    """«вы жалобу записали или нет?» A bare «не то записали» is a no."""
    if turn.has(Cue.MISRECORDED) and turn.state.place.phase in READ_BACK:
        asked = turn.state.place.phase is Phase.FORM_FIX
        return turn.as_event(Event.VAGUE if asked else Event.DENY) if _only_misrecorded(turn) else None
    if not turn.has(Cue.RECORDED) or len(words_of(turn.text)) > LONGEST_QUESTION:
        return None
    state = turn.state
    offered = turn.hotline.forms.starting(state.place.topic, Start.OFFER)
    about = state.place.form or state.interrupted or state.recorded or offered
    return turn.as_event(Event.IS_RECORDED) if about and turn.label.event is not Event.OPERATOR else None


def _only_misrecorded(turn: Turn) -> bool:
    small = places(turn.text, *turn.cues(Cue.MISRECORDED, Cue.FOLLOW_UP, Cue.YES))
    return len(words_of(turn.text)) - len(small) < FEWEST_OF_STORY


def another_time(turn: Turn) -> DialogEvent | None:
    """A day or an hour for the call back that is taken down, or that was recorded in this call."""
    place = turn.state.place
    if place.phase in (Phase.FORM, Phase.FORM_CHECK):
        return _time_in_form(turn)
    known = CALLBACK in turn.state.recorded and not place.phase.traits.in_form
    if not known or turn.label.event in (Event.OPERATOR, Event.GOODBYE):
        return None
    moved, timed = turn.has(Cue.MOVE_CALL), _names_time(turn) and not turn.has(Cue.QUESTION)
    just_said = turn.state.recorded[-1:] == (CALLBACK,) and not (turn.has(Cue.WISHED) or turn.has(Cue.WANTED))
    near = place.phase is Phase.MORE and (turn.label.event is not Event.REQUEST or just_said)
    return (
        turn.as_event(Event.RESCHEDULE) if moved or (timed and (near or turn.label.event is Event.CALLBACK)) else None
    )


def _time_in_form(turn: Turn) -> DialogEvent | None:
    progress = turn.state.place.form
    if progress is None or progress.form != CALLBACK or not _names_time(turn):
        return None
    dictated = turn.read(SlotType.PHONE, turn.text)
    dictating = turn.state.place.phase is Phase.FORM and progress.draft
    if dictating or (dictated and len(dictated.value) >= MANY):
        return None
    if turn.hotline.forms.form(CALLBACK).slot(progress.slot).type is SlotType.FREE_TEXT:
        return None
    checked = turn.state.place.phase is Phase.FORM_CHECK and turn.meaning.intent != NO and agrees(turn)
    return turn.as_event(Event.AFFIRM if checked else Event.RESCHEDULE)


def _names_time(turn: Turn) -> bool:
    clock = turn.read(SlotType.TIME, turn.text)
    sure = clock is not None and (not clock.bare or turn.has(Cue.MOVE_CALL))
    return sure or turn.read(SlotType.DATE, turn.text) is not None


def _grown(turn: Turn, form: Form, progress: FormState) -> FormSlot | None:
    """The story that may grow here: the one that is named, else what happened; None if nothing was told yet."""
    phase = turn.state.place.phase
    asked = form.slot(progress.slot) if progress.slot else None
    waits = phase is Phase.FORM and asked is not None and not progress.draft and turn.has(Cue.ADD)
    if phase not in READ_BACK and not (waits and asked and asked.type is not SlotType.FREE_TEXT):
        return None
    named = form.slot(found) if (found := named_slot(turn, form, progress)) else None
    story = named if named and named.fill else story_slot(form)
    return story if story and progress.value(story.id) else None


def _is_more(turn: Turn, told: str, *, named: bool) -> bool:
    """Do the words tell more, and not answer, ask or command something?"""
    if turn.has(Cue.MISRECORDED):
        beside = len(words_of(told)) - len(places(told, *turn.cues(Cue.FOLLOW_UP, Cue.YES)))
        return beside >= FEWEST_OF_STORY and not _corrects_number(turn, told)
    if turn.has(Cue.ADD):
        return not (turn.label.event is Event.OPERATOR and turn.meaning.by_rule)
    if turn.has(Cue.QUESTION) or turn.has(Cue.RECORDED) or turn.label.event in COMMANDS:
        return False
    small = places(told, *turn.cues(Cue.FOLLOW_UP, Cue.YES))
    long = len(words_of(told)) - len(small) >= FEWEST_OF_STORY
    asked = turn.state.place.phase is Phase.FORM_FIX and turn.label.event is Event.REQUEST
    return long and (named or turn.meaning.intent == NO or turn.label.event in UNCLEAR or asked)


def _corrects_number(turn: Turn, told: str) -> bool:
    """Do the words hold digits of a number that was told: «неверно записали, не сорок пять, а сорок шесть»?"""
    found = form_of(turn.state, turn.hotline)
    if len(words_of(told)) > LONGEST_CORRECTION:
        return False
    known = [slot for slot in found[0].slots if slot.kind.digits and found[1].value(slot.id)] if found else []
    readings = [(slot, turn.read(slot.type, told)) for slot in known]
    return any(
        reading and (len(reading.value) >= MANY or has_place(slot, found[1].value(slot.id), reading))
        for slot, reading in readings
        if found
    )


def _names_number(turn: Turn, told: str, form: Form, progress: FormState) -> bool:
    """Is it rather a number for another slot: «телефон добавьте»?"""
    slot_id = named_slot(turn, form, progress)
    slot = form.slot(slot_id) if slot_id else None
    if slot is None or not slot.kind.dictated:
        return False
    words = turn.hotline.forms.wording(turn.language, form.id).slots[slot.id].words
    reading = turn.read(slot.type, turn.text)
    beside = len(words_of(told)) - len(places(told, words, *turn.cues(Cue.FOLLOW_UP, Cue.ADD)))
    return (reading is not None and len(reading.value) >= MANY) or beside < FEWEST_OF_STORY


def _told(turn: Turn, slot: FormSlot) -> str:
    """What is to be added: the words behind those that announce it, else before them."""
    announced = next((cue for cue in (Cue.MISRECORDED, Cue.ADD) if turn.has(cue)), None)
    if announced:
        return _around(turn.text, *turn.cues(announced))
    progress = turn.state.place.form
    if progress and turn.has(Cue.FIX):
        words = turn.hotline.forms.wording(turn.language, progress.form).slots[slot.id].words
        return _around(turn.text, words, *turn.cues(Cue.FIX)) if words.found(turn.text) else _plain(turn)
    return _plain(turn)


def _plain(turn: Turn) -> str:
    return turn.meaning.rest.text if turn.meaning.rest else turn.text.strip()


def _around(text: str, *announce: Cues) -> str:
    words, announced = tokens(text), places(text, *announce)
    first = min(announced)
    behind = next((at for at in range(first, len(words)) if at not in announced), len(words))
    return " ".join(words[behind:] or words[:first])
