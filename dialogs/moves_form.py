"""Moves that fill a form in: begin it, take a value, ask again down the ladder, explain, pass over, leave."""

from dataclasses import replace

from call.checks import Wrong
from call.slots import SlotType
from dialogs.form import Form, FormSlot
from dialogs.form_state import FormState
from dialogs.form_steps import (
    AFTER_ANSWER,
    LADDER,
    ask_place,
    begun,
    check_place,
    expects,
    next_step,
    summary_place,
    talk_of,
    volunteered,
    with_slot,
)
from dialogs.form_values import Trouble, trouble, with_value
from dialogs.forms import CALLBACK, DIGITS, MESSAGE, RATING, SEND
from dialogs.heard import Heard
from dialogs.move import leads_to
from dialogs.moves_answer import close_topic
from dialogs.moves_form_end import complete, leave, remember
from dialogs.moves_manners import LAST_SILENCE, hang_up
from dialogs.moves_person import offer, topic_of, transfer
from dialogs.prompts import Prompt
from dialogs.state import Line, Phase, Place, Reply, Script, State, again, enter

WRONG = {
    Wrong.TOO_SHORT: Prompt.FORM_TOO_SHORT,
    Wrong.TOO_LONG: Prompt.FORM_TOO_LONG,
    Wrong.LENGTH: Prompt.FORM_TOO_SHORT,
    Wrong.CHECKSUM: Prompt.FORM_CHECKSUM,
    Wrong.FORMAT: Prompt.FORM_FORMAT,
    Wrong.RANGE: Prompt.FORM_RANGE,
}
EVERYWHERE = (*AFTER_ANSWER, Phase.FORM_SUMMARY, Phase.MORE, Phase.OFFER, Phase.NOBODY, Phase.ENDED)
"""Where a form may be after a value: at the next slot, or done."""


def in_hand(script: Script, state: State) -> tuple[Form, FormState]:
    """The form that is being filled in. Raises LookupError outside of the phases that have one."""
    progress = state.place.form
    if progress is None:
        raise LookupError("no form is in hand")
    return script.forms.form(progress.form), progress


def proceed(script: Script, state: State, progress: FormState, *before: Line) -> Reply:
    """The next question of the form; when there is none, the summary, or what the form is for."""
    state = replace(remember(script, state, progress), misses=0, interrupted=None)
    if reply := next_step(script, state, progress, *before):
        return reply
    form = script.forms.form(progress.form)
    if form.summary and progress.values:
        return enter(state, summary_place(script, progress), *before)
    return complete(script, state, progress, *before)


def open_form(script: Script, state: State, form_id: str, heard: Heard, *, leaving: bool = False) -> Reply:
    """Begin a form with what is already known."""
    topic = topic_of(state) or heard.intent
    progress = replace(begun(script, state, form_id, topic), leaving=leaving, about=state.place.about)
    return proceed(script, state, volunteered(script, state, progress, heard.text))


@leads_to(*EVERYWHERE)
def callback(script: Script, state: State, heard: Heard) -> Reply:
    """Ask which number to ring; if it was said, read it back."""
    return open_form(script, state, CALLBACK, heard)


@leads_to(*EVERYWHERE)
def message(script: Script, state: State, heard: Heard) -> Reply:
    """Ask for the message."""
    return open_form(script, state, MESSAGE, heard)


@leads_to(*EVERYWHERE)
def rate(script: Script, state: State, heard: Heard) -> Reply:
    """Ask for a rating."""
    return open_form(script, replace(state, rated=True), RATING, heard)


@leads_to(*EVERYWHERE)
def start(script: Script, state: State, heard: Heard) -> Reply:
    """Begin the form that the words ask for."""
    return open_form(script, state, heard.form, heard)


@leads_to(*EVERYWHERE, stays=True)
def send(script: Script, state: State, heard: Heard) -> Reply:
    """Send the answer that was just given."""
    if not state.place.topic:
        return again(state, Line(Prompt.CANNOT_SEND))
    return open_form(script, state, SEND, heard)


@leads_to(*EVERYWHERE)
def begin(script: Script, state: State, heard: Heard) -> Reply:
    """Fill in the form that was offered, or go on with it."""
    _, progress = in_hand(script, state)
    return proceed(script, state, volunteered(script, state, progress, heard.text))


@leads_to(*AFTER_ANSWER, Phase.MORE, Phase.OFFER)
def decline(script: Script, state: State, heard: Heard) -> Reply:
    """Leave the form that was offered; after help that did not help, a person is offered."""
    _, progress = in_hand(script, state)
    if state.place.stepped and not progress.values:
        return offer(replace(state, interrupted=None))
    return close_topic(script, replace(state, interrupted=None))


@leads_to(*EVERYWHERE, stays=True)
def fill(script: Script, state: State, heard: Heard) -> Reply:
    """Take the value, or the piece of a number."""
    form, progress = in_hand(script, state)
    if heard.reading is None:
        return failed(script, state, heard)
    slot, by_key = form.slot(progress.slot), not heard.text
    if slot.type is SlotType.FREE_TEXT and not slot.choices:  # a story may hold what comes later, and tell the topic
        progress = replace(volunteered(script, state, progress, heard.text), topic=progress.topic or heard.intent)
        progress = replace(progress, slot=slot.id)
    changed = with_value(replace(progress, untouched=False), slot, heard.reading, by_key=by_key)
    if changed is None:
        return ask_lower(script, state, slot, Line(Prompt.FORM_WHICH))
    return taken(script, replace(state, misses=0), changed, slot, by_key=by_key)


def taken(script: Script, state: State, progress: FormState, slot: FormSlot, *, by_key: bool = False) -> Reply:
    """A draft that is whole is read back or accepted; one that may still grow is listened to; a wrong one is told."""
    wrong = trouble(slot, progress.draft, progress.parts, state.today)
    if wrong is None and not (by_key and _may_grow(slot, progress.draft)):
        return settle(script, state, progress, slot)
    growing = slot.type in DIGITS and (wrong is None or wrong.wrong in (Wrong.TOO_SHORT, Wrong.LENGTH))
    if growing and (len(progress.draft) < slot.most):
        there = replace(state, place=replace(state.place, phase=Phase.FORM, form=progress))
        question = Line(Prompt.FORM_GO_ON, expects(slot))
        if state.place.phase is Phase.FORM:
            return Reply(there, () if by_key else (question,))
        place = ask_place(script, state, progress, slot)
        kept = replace(place, phase=Phase.FORM, form=replace(progress, offered=""))
        return Reply(enter(state, kept).state, () if by_key else (question,))
    return ask_lower(script, replace(state, place=replace(state.place, form=progress)), slot, *_told(slot, wrong))


def _may_grow(slot: FormSlot, draft: str) -> bool:
    """On the keys a number ends with #, or when it cannot be longer."""
    if slot.type is SlotType.PHONE:
        return len(draft) == 10 and draft[0] in "78"
    return slot.type in DIGITS and len(draft) < slot.most


def _told(slot: FormSlot, wrong: Trouble | None) -> tuple[Line, ...]:
    if wrong is None or slot.type not in DIGITS:
        return ()
    group = (Line(Prompt.FORM_GROUP), Line("", value=wrong.group, kind=slot.type)) if wrong.group else ()
    return (Line(WRONG[wrong.wrong]), *group)


def settle(script: Script, state: State, progress: FormState, slot: FormSlot) -> Reply:
    """Read the value back, or accept it where that is not needed."""
    if slot.check:
        return enter(state, check_place(script, state, replace(progress, slot=slot.id, offered="")))
    return accept(script, state, progress, slot, progress.draft)


def accept(script: Script, state: State, progress: FormState, slot: FormSlot, found: str) -> Reply:
    """The value stands: on to the next question."""
    return proceed(script, state, with_slot(progress, slot, found))


@leads_to(*EVERYWHERE, stays=True)
def ends(script: Script, state: State, heard: Heard) -> Reply:
    """The caller has finished: read a whole number back, ask for it again otherwise."""
    form, progress = in_hand(script, state)
    slot = form.slot(progress.slot)
    if not progress.draft:
        return again(state)
    wrong = trouble(slot, progress.draft, progress.parts, state.today)
    return (
        settle(script, state, progress, slot) if wrong is None else ask_lower(script, state, slot, *_told(slot, wrong))
    )


@leads_to(*EVERYWHERE, stays=True)
def silence(script: Script, state: State, heard: Heard) -> Reply:
    """A number has ended; what is optional is passed over; else asked again, on the keys, then goodbye."""
    form, progress = in_hand(script, state)
    slot = form.slot(progress.slot)
    if progress.draft:
        return ends(script, state, heard)
    state = replace(state, silences=state.silences + 1)
    if not slot.required:
        return pass_over(script, state)
    if state.silences >= LAST_SILENCE:
        return leave(script, state, lambda after: hang_up(after, Prompt.GOODBYE_SILENT, "silence"))
    if slot.type in DIGITS and state.silences > 1:
        return _ask_in_other_words(script, state, replace(progress, rung=len(LADDER) - 1), slot)
    return again(state, Line(Prompt.STILL_HERE))


@leads_to(*EVERYWHERE, stays=True)
def failed(script: Script, state: State, heard: Heard) -> Reply:
    """Not understood: the next rung of the ladder."""
    form, progress = in_hand(script, state)
    return ask_lower(script, state, form.slot(progress.slot))


def ask_lower(script: Script, state: State, slot: FormSlot, *before: Line) -> Reply:
    """Ask the slot again in an easier way; at the end of the ladder a person takes over, or it is passed over."""
    _, progress = in_hand(script, state)
    progress = replace(
        progress, slot=slot.id, rung=progress.rung + 1, last=progress.draft or progress.last, draft="", offered="",
        untouched=False,
    )  # fmt: skip
    state = replace(state, place=replace(state.place, form=progress), silences=0)
    if progress.rung >= slot.retries:
        return transfer(script, state, Prompt.FORM_FAILED, *before) if slot.required else pass_over(script, state)
    return _ask_in_other_words(script, state, progress, slot, *before)


def _ask_in_other_words(script: Script, state: State, progress: FormState, slot: FormSlot, *before: Line) -> Reply:
    form = script.forms.form(progress.form)
    ladder = LADDER if slot.type in DIGITS else (None, Prompt.FORM_SPELL) if slot.type is SlotType.EMAIL else (None,)
    prompt = ladder[min(progress.rung, len(ladder) - 1)]
    question = Line(prompt or f"form.{form.id}.{slot.id}.ask", expects(slot))
    if prompt is None and not before:
        before = (Line(Prompt.FORM_AGAIN),)
    place = Place(Phase.FORM, (question,), talk_of(script, progress), form=replace(progress, draft="", slot=slot.id))
    return enter(state, place, *before)


def pass_over(script: Script, state: State) -> Reply:
    """Go on without the slot."""
    _, progress = in_hand(script, state)
    skipped = replace(
        progress, skipped=(*progress.skipped, progress.slot), slot="", draft="", parts=(), last="", rung=0,
        offered="", untouched=False,
    )  # fmt: skip
    return proceed(script, state, skipped)
