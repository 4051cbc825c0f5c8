"""Moves that fill a form in: take a value, ask again in an easier way, skip a slot, leave."""

from dataclasses import replace

from call.slots.checks import Wrong
from call.slots.phones import phone_ok
from call.slots.types import Reading, SlotType
from dialogs.event import DialogEvent, Filled
from dialogs.forms.amendments import taken_up
from dialogs.forms.form import FormSlot
from dialogs.forms.form_state import FormState
from dialogs.forms.form_values import Trouble, one_short, trouble, typed
from dialogs.hotline import Hotline
from dialogs.line import Fixed, Line, SlotText, Value
from dialogs.moves.forms.complete import complete, leave, remember
from dialogs.moves.forms.next import (
    AFTER_ANSWER,
    PROMPT_LEVELS,
    ask_place,
    check_doubled,
    check_place,
    expects,
    next_step,
    summary_place,
)
from dialogs.moves.forms.progress import in_hand, talk_of, volunteered, with_more, with_slot
from dialogs.moves.forms.wished_time import with_times
from dialogs.moves.move import leads_to
from dialogs.moves.places import again, enter
from dialogs.moves.transfer import transfer
from dialogs.moves.universals import LAST_IDLE, give_up, idled
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.prompts import Prompt
from dialogs.state import Place, Reply, State

WRONG = {
    Wrong.TOO_SHORT: Prompt.FORM_TOO_SHORT,
    Wrong.TOO_LONG: Prompt.FORM_TOO_LONG,
    Wrong.LENGTH: Prompt.FORM_TOO_SHORT,
    Wrong.CHECKSUM: Prompt.FORM_CHECKSUM,
    Wrong.FORMAT: Prompt.FORM_FORMAT,
    Wrong.RANGE: Prompt.FORM_RANGE,
    Wrong.FOREIGN: Prompt.FORM_FOREIGN,
}
BEGINNING = (Phase.FORM, Phase.FORM_CHECK)
"""Where a form that the dialog starts begins: at a question, or at a known value that is read back."""
AFTER_FORM = (*AFTER_ANSWER, Phase.STEPS, Phase.MORE, Phase.ENDED)
"""Where a complete form leads: to the form that follows, the next topic, «what else?», or goodbye."""
AFTER_SLOT = (*AFTER_FORM, Phase.FORM_SUMMARY)
"""Where a form may be after a value: at the next slot, at the summary, or complete."""
AFTER_VALUE = (*AFTER_SLOT, Phase.NOBODY)
"""Where a turn for a slot leads. After the last prompt level a person takes over, if one is there."""


def proceed(hotline: Hotline, state: State, progress: FormState, *before: Line) -> Reply:
    """The next question of the form; if there is none, the summary, or the act of the form."""
    aside = state.interrupted
    kept = None if aside and aside.form == progress.form else aside
    state = replace(remember(hotline, state, progress), misses=0, interrupted=kept)
    if reply := next_step(hotline, state, progress, *before):
        return reply
    form = hotline.forms.form(progress.form)
    if form.summary and progress.values:
        return enter(state, summary_place(hotline, progress), *before)
    return complete(hotline, state, progress, *before)


def without_unwanted(hotline: Hotline, state: State, progress: FormState, text: str) -> FormState:
    """The form without the optional slots that the words refuse: «да, но без телефона», «звонить мне не надо»."""
    against = (hotline.phrases.cues(state.language, cue) for cue in (Cue.NOT_WANTED, Cue.DONT_KNOW))
    if not any(cues.found(text) for cues in against):
        return progress
    slots = hotline.forms.wording(state.language, progress.form).slots
    optional = [slot for slot in hotline.forms.form(progress.form).slots if not slot.required and slot.kind.dictated]
    refused = tuple(slot.id for slot in optional if slots[slot.id].words.found(text))
    return replace(progress, skipped=(*progress.skipped, *refused))


def with_call(hotline: Hotline, state: State, progress: FormState, text: str) -> FormState:
    """The form, with the wish to be called if the words hold it, or a number to call: «... и пусть перезвонят»."""
    number = hotline.reader.read(SlotType.PHONE, text, state.language, state.today)
    wished = (number and phone_ok(number.value)) or hotline.phrases.cues(state.language, Cue.RING_BACK).found(text)
    refused = hotline.phrases.cues(state.language, Cue.NOT_WANTED).found(text)
    return replace(progress, calls=True) if wished and not refused else progress


@leads_to(*AFTER_VALUE, stays=True)
def fill(hotline: Hotline, state: State, heard: Filled) -> Reply:
    """Take the value, or the piece of a number."""
    return take(hotline, state, heard)


def take(hotline: Hotline, state: State, heard: Filled) -> Reply:
    """Leads to AFTER_VALUE, or stays."""
    form, progress = in_hand(hotline, state)
    if heard.adds:
        passed = (progress.slot,) if heard.passes else ()
        more = with_more(progress, form.slot(heard.slot), heard.reading.value)
        return proceed(hotline, state, replace(more, skipped=(*more.skipped, *passed)))
    slot, by_key = form.slot(progress.slot), not heard.words.text
    progress = with_times(hotline, state, progress, heard.words.text)
    if slot.type is SlotType.FREE_TEXT and not slot.choices:  # a story may hold later slots and the topic
        topic = progress.topic or heard.words.intent
        progress = without_unwanted(hotline, state, progress, heard.words.text)
        progress = with_call(hotline, state, progress, heard.words.text)
        progress = replace(volunteered(hotline, state, progress, *heard.words.heard), topic=topic, slot=slot.id)
    fresh = replace(progress, untouched=False)
    changed = typed(fresh, heard.reading) if by_key else taken_up(fresh, slot, heard.reading, denied=heard.denied)
    if changed is None:
        return ask_which(hotline, state, slot, heard.reading)
    return taken(hotline, replace(state, misses=0), changed, slot, by_key=by_key)


def taken(hotline: Hotline, state: State, progress: FormState, slot: FormSlot, *, by_key: bool = False) -> Reply:
    """Read a complete draft back or accept it, wait for more digits of an incomplete one, say what is wrong with it."""
    wrong = trouble(slot, progress.draft, progress.parts, state.today)
    growing = slot.kind.digits and (wrong is None or wrong.wrong in (Wrong.TOO_SHORT, Wrong.LENGTH))
    asked = progress.draft == progress.said  # whether a digit is there twice, and it is not
    if growing and not by_key and not asked and (twice := check_doubled(hotline, state, progress, slot)):
        return twice
    if wrong is None and not (by_key and _may_grow(slot, progress.draft)):
        return settle(hotline, state, progress, slot)
    if growing and (len(progress.draft) < slot.most):
        there = replace(state, place=replace(state.place, phase=Phase.FORM, matter=progress))
        short = one_short(slot, progress.draft)
        question = Fixed(Prompt.FORM_ONE_SHORT if short else Prompt.FORM_GO_ON, expects(slot))
        if state.place.phase is Phase.FORM:
            return Reply(there, () if by_key else (question,))
        place = ask_place(hotline, state, progress, slot)
        kept = replace(place, phase=Phase.FORM, matter=replace(progress, offered=""))
        return Reply(enter(state, kept).state, () if by_key else (question,))
    return reprompt(
        hotline, replace(state, place=replace(state.place, matter=progress)), slot, *_told(slot, wrong, progress.draft)
    )


def _may_grow(slot: FormSlot, draft: str) -> bool:
    """May more digits follow? On the keys a number ends with #, or when it cannot be longer."""
    grows = slot.kind.grows
    return grows(draft) if grows else slot.kind.digits and len(draft) < slot.most


def _told(slot: FormSlot, wrong: Trouble | None, draft: str) -> tuple[Line, ...]:
    if wrong is None or not slot.kind.digits:
        return ()
    if draft and one_short(slot, draft):
        return (Fixed(Prompt.FORM_ONE_SHORT),)
    group = (Fixed(Prompt.FORM_GROUP), Value(slot.type, wrong.group)) if wrong.group else ()
    return (Fixed(WRONG[wrong.wrong]), *group)


def settle(hotline: Hotline, state: State, progress: FormState, slot: FormSlot) -> Reply:
    """Read the value back, or accept it if it needs no confirmation."""
    if slot.check:
        return enter(state, check_place(hotline, state, replace(progress, slot=slot.id, offered="")))
    return accept(hotline, state, progress, slot, progress.draft)


def accept(hotline: Hotline, state: State, progress: FormState, slot: FormSlot, found: str) -> Reply:
    """Keep the value and ask the next question."""
    return proceed(hotline, state, with_slot(progress, slot, found))


@leads_to(*AFTER_VALUE, stays=True)
def ends(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """The caller has finished: read a complete number back, else ask for it again."""
    return _number_ends(hotline, state)


def _number_ends(hotline: Hotline, state: State) -> Reply:
    form, progress = in_hand(hotline, state)
    slot = form.slot(progress.slot)
    if not progress.draft:
        return again(state)
    wrong = trouble(slot, progress.draft, progress.parts, state.today)
    if wrong is None:
        return settle(hotline, state, progress, slot)
    return reprompt(hotline, state, slot, *_told(slot, wrong, progress.draft))


@leads_to(*AFTER_VALUE, stays=True)
def silence(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """End a number; skip an optional slot; else ask again, then on the keys, then end the call or hand it over."""
    form, progress = in_hand(hotline, state)
    slot = form.slot(progress.slot)
    if progress.draft:
        return _number_ends(hotline, state)
    state = idled(state, heard)
    if not slot.required:
        return pass_over(hotline, state)
    if state.idle >= LAST_IDLE:
        return leave(hotline, state, lambda after: give_up(hotline, after))
    if slot.kind.digits and state.idle > 1:
        return _ask_in_other_words(hotline, state, replace(progress, prompt_level=len(PROMPT_LEVELS) - 1), slot)
    return again(state, Fixed(Prompt.STILL_HERE))


@leads_to(*AFTER_VALUE, stays=True)
def noise(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Within a number go on listening; else ask at the next prompt level. The third in a row is handed over."""
    form, progress = in_hand(hotline, state)
    slot, state = form.slot(progress.slot), idled(state, heard)
    if state.idle >= LAST_IDLE:
        return leave(hotline, state, lambda after: give_up(hotline, after))
    if progress.draft:
        return Reply(state, (Fixed(Prompt.FORM_GO_ON, expects(slot)),))
    return reprompt(hotline, state, slot, Fixed(Prompt.NOT_HEARD))


@leads_to(*AFTER_VALUE, stays=True)
def failed(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Not understood: ask again at the next prompt level."""
    form, progress = in_hand(hotline, state)
    return reprompt(hotline, state, form.slot(progress.slot))


def reprompt(hotline: Hotline, state: State, slot: FormSlot, *before: Line) -> Reply:
    """Ask for the slot at the next prompt level. After the last one a person takes over, or the slot is skipped."""
    _, progress = in_hand(hotline, state)
    progress = replace(
        progress, slot=slot.id, prompt_level=progress.prompt_level + 1, last=progress.draft or progress.last, draft="",
        said="", instead="", offered="", untouched=False,
    )  # fmt: skip
    state = replace(state, place=replace(state.place, matter=progress))
    if progress.prompt_level >= slot.retries:
        return transfer(hotline, state, Prompt.FORM_FAILED, *before) if slot.required else pass_over(hotline, state)
    return _ask_in_other_words(hotline, state, progress, slot, *before)


def ask_which(hotline: Hotline, state: State, slot: FormSlot, reading: Reading) -> Reply:
    """Ask which digits a correction replaces. What was right is kept; it counts as a failure like any other."""
    _, progress = in_hand(hotline, state)
    if progress.prompt_level + 1 >= slot.retries:
        return reprompt(hotline, state, slot)
    kept = replace(
        progress, slot=slot.id, prompt_level=progress.prompt_level + 1, last=progress.draft or progress.last, draft="",
        said="", instead=reading.value, offered="", untouched=False,
    )  # fmt: skip
    question = Fixed(Prompt.FORM_WHICH, expects(slot))
    return enter(state, Place(Phase.FORM, (question,), talk_of(hotline, progress), matter=kept))


def _ask_in_other_words(hotline: Hotline, state: State, progress: FormState, slot: FormSlot, *before: Line) -> Reply:
    form = hotline.forms.form(progress.form)
    levels = PROMPT_LEVELS if slot.kind.digits else (None, Prompt.FORM_SPELL) if slot.kind.spelt_again else (None,)
    prompt = levels[min(progress.prompt_level, len(levels) - 1)]
    question = Fixed(prompt, expects(slot)) if prompt else SlotText(form.id, slot.id, "ask", expects(slot))
    if prompt is None and not before:
        before = (Fixed(Prompt.FORM_AGAIN),)
    place = Place(Phase.FORM, (question,), talk_of(hotline, progress), matter=replace(progress, draft="", slot=slot.id))
    return enter(state, place, *before)


def pass_over(hotline: Hotline, state: State) -> Reply:
    """Skip the slot."""
    _, progress = in_hand(hotline, state)
    skipped = replace(
        progress, skipped=(*progress.skipped, progress.slot), slot="", draft="", parts=(), last="", prompt_level=0,
        said="", instead="", offered="", untouched=False,
    )  # fmt: skip
    return proceed(hotline, state, skipped)
