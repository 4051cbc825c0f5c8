"""The next step of a form: the slot that is due, its question, the read-back, the registry look-up. No moves here."""

from collections.abc import Iterable
from dataclasses import replace

from call.events import Expect
from call.lookups import LookUp, Registry
from call.slots.phones import international
from dialogs.forms.amendments import doubled
from dialogs.forms.form import Form, FormSlot, Start
from dialogs.forms.form_state import FormState
from dialogs.forms.form_values import canonical
from dialogs.hotline import Hotline
from dialogs.line import ChoiceName, Fixed, FormText, Line, SlotText, Value
from dialogs.moves.forms.progress import begun, holds, talk_of, without_slot
from dialogs.moves.places import enter
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.state import Place, Reply, State

AFTER_ANSWER = (Phase.HELPED, Phase.FORM, Phase.FORM_CHECK, Phase.FORM_OFFER, Phase.LOOKUP)
"""Where a short answer leads: to «did it help?», or to the form of its topic."""
PROMPT_LEVELS = (None, Prompt.FORM_GROUPS, Prompt.FORM_BY_DIGIT, Prompt.FORM_KEYS)
"""How a number is asked after each failure: in groups, digit by digit, on the keys. After that a person takes over."""


def due(form: Form, progress: FormState) -> FormSlot | None:
    """The slot to ask next."""
    for slot in form.slots:
        known = progress.value(slot.id) or slot.id in progress.skipped or (slot.unless_topic and progress.topic)
        if slot.ask and not known and holds(slot, progress):
            return slot
    return None


def ready(form: Form, progress: FormState) -> bool:
    """Are all required slots filled? If the caller hangs up now, the form is carried out all the same."""
    needed = [slot for slot in form.slots if slot.ask and slot.required and not slot.proof and holds(slot, progress)]
    confirmed = all(slot.id in progress.checked for slot in form.slots if slot.check and progress.value(slot.id))
    return bool(progress.values) and confirmed and all(progress.value(slot.id) for slot in needed)


def next_step(hotline: Hotline, state: State, progress: FormState, *before: Line) -> Reply | None:
    """Read back a value, ask the registry, or ask for the slot that is due; None if nothing of these is left."""
    form = hotline.forms.form(progress.form)
    if not progress.looked_up and (not can_look_up(state, form) or _known_by_caller(state, form, progress)):
        return look_up(state, form, progress, *before)
    for slot in form.slots:
        if slot.check and progress.value(slot.id) and slot.id not in progress.checked:
            waiting = replace(progress, slot=slot.id, draft=progress.value(slot.id), parts=())
            waiting = without_slot(waiting, slot.id)
            twice = check_doubled(hotline, state, waiting, slot, *before) if slot.lengths else None
            return twice or enter(state, check_place(hotline, state, waiting), *before)
    asked = due(form, progress)
    if form.look_up and not progress.looked_up and _keys_known(form, progress):
        return look_up(state, form, progress, *before)
    return enter(state, ask_place(hotline, state, progress, asked), *before) if asked else None


def can_look_up(state: State, form: Form) -> bool:
    """Is there a registry that knows more with the key of the form than without it?"""
    return form.look_up is not Registry.APPLICATION or state.start.configured.cases


def _known_by_caller(state: State, form: Form, progress: FormState) -> bool:
    """Can the registry answer by the number that the caller rings from, before anything is asked?"""
    own = form.look_up is Registry.REQUEST and state.start.caller
    return bool(own) and not progress.value(form.key) and not progress.slot


def _keys_known(form: Form, progress: FormState) -> bool:
    """Are the key and the proof filled or skipped?"""
    keys = (form.key, *(slot.id for slot in form.slots if slot.proof))
    return all(progress.value(each) or each in progress.skipped for each in keys)


def look_up(state: State, form: Form, progress: FormState, *before: Line) -> Reply:
    """Ask the registry. Its answer is an event of its own. Nothing is «checked» in a registry that is not there."""
    registry = form.look_up or Registry.APPLICATION
    proof = state.start.configured.proof if registry is Registry.APPLICATION else ""
    caller = state.start.caller if registry is Registry.REQUEST else ""
    question = LookUp(registry, progress.value(form.key), caller, proof_of=proof, proof=progress.value(proof))
    place = Place(Phase.LOOKUP, (Fixed(Prompt.CHECKING),), progress.topic, matter=replace(progress, looked_up=True))
    reply = enter(replace(state, misses=0), place, *before)
    configured = state.start.configured
    there = {Registry.APPLICATION: configured.cases, Registry.SERVICE: configured.incidents}.get(registry, False)
    return Reply(reply.state, (*(reply.acts if there else before), question))


def ask_place(hotline: Hotline, state: State, progress: FormState, slot: FormSlot, *before: Line) -> Place:
    """The question for a slot. Where the form allows it, the caller's own number is offered first."""
    form = hotline.forms.form(progress.form)
    topic = talk_of(hotline, progress)
    fresh = replace(progress, slot=slot.id, draft="", parts=(), said="", instead="", offered="")
    own = international(state.start.caller)
    if slot.caller and own and not progress.prompt_level and not progress.another:
        question = SlotText(form.id, slot.id, "caller", Expect.YES_NO)
        return Place(Phase.FORM_CHECK, (*before, question), topic, matter=replace(fresh, offered=own))
    question = SlotText(form.id, slot.id, "ask", expects(slot))
    return Place(Phase.FORM, (*before, question), topic, matter=fresh)


def check_place(hotline: Hotline, state: State, progress: FormState) -> Place:
    """The draft is read back for confirmation."""
    form = hotline.forms.form(progress.form)
    slot = form.slot(progress.slot)
    lines = read_back(form, slot, canonical(slot, progress.draft))
    beside = [each for each in form.slots if not (each.ask or each.check) and progress.value(each.id)]
    named = [line for each in beside for line in read_back(form, each, progress.value(each.id))]
    asked = (*lines, *named, Fixed(Prompt.FORM_RIGHT, Expect.YES_NO))
    return Place(Phase.FORM_CHECK, asked, talk_of(hotline, progress), matter=progress)


def check_doubled(hotline: Hotline, state: State, progress: FormState, slot: FormSlot, *before: Line) -> Reply | None:
    """Reads the draft back with the digit that it lacks said twice; None if it lacks none or several may be meant."""
    whole = doubled(slot, progress.draft)
    guessed = replace(progress, slot=slot.id, draft=whole, parts=(), said=progress.draft, offered="")
    return enter(state, check_place(hotline, state, guessed), *before, Fixed(Prompt.FORM_DOUBLED)) if whole else None


def summary_place(hotline: Hotline, progress: FormState) -> Place:
    """All values are read back for confirmation."""
    form = hotline.forms.form(progress.form)
    known = (slot for slot in form.slots if progress.value(slot.id))
    lines = [line for slot in known for line in read_back(form, slot, progress.value(slot.id))]
    asked = (FormText(form.id, "summary"), *lines, Fixed(Prompt.FORM_RIGHT, Expect.YES_NO))
    return Place(Phase.FORM_SUMMARY, asked, talk_of(hotline, progress), matter=replace(progress, slot=""))


def read_back(form: Form, slot: FormSlot, found: str) -> tuple[Line, Line]:
    """The name of a slot and its value."""
    value = ChoiceName(form.id, slot.id, found) if slot.choices else Value(slot.type, found)
    return SlotText(form.id, slot.id, "heard"), value


def expects(slot: FormSlot) -> Expect:
    """The kind of answer that the question of a slot waits for."""
    return Expect.CHOICE if slot.choices and not slot.kind.dictated else slot.kind.expects


def after_answer(hotline: Hotline, state: State, intent: str, answer: Iterable[Line], *before: Line) -> Reply | None:
    """The form that follows a short answer: looked up at once if the number was said, else asked or offered."""
    form = hotline.forms.starting(intent, Start.ASK, Start.OFFER)
    most = 2 if form and form.look_up and not state.case else 1  # what is looked up may be wanted again
    if form is None or state.offered.count(form.id) >= most:
        return None
    progress = begun(hotline, state, form.id, intent)
    if not can_look_up(state, form):
        return look_up(replace(state, offered=(*state.offered, form.id)), form, progress, *before, *answer)
    if form.look_up and progress.value(form.key):
        sure = replace(progress, checked=(*progress.checked, form.key)) if _usual(form, progress) else progress
        return next_step(hotline, state, sure, *before)
    if state.pending:
        return None
    state = replace(state, offered=(*state.offered, form.id))
    if form.start is Start.OFFER:
        return enter(state, offer_place(progress, *answer), *before)
    slot = due(form, progress)
    if slot is None:
        return None
    place = ask_place(hotline, state, replace(progress, untouched=True), slot, *answer)
    return enter(state, replace(place, topic=intent), *before)


def _usual(form: Form, progress: FormState) -> bool:
    return form.slot(form.key).has_length(progress.value(form.key))


def offer_place(progress: FormState, *before: Line) -> Place:
    """The form is offered."""
    question = FormText(progress.form, "offer", Expect.YES_NO)
    return Place(Phase.FORM_OFFER, (*before, question), progress.topic, matter=progress)


def resume(state: State, *before: Line) -> Reply | None:
    """Offer to resume the form that was interrupted; None if there is none."""
    progress = state.interrupted
    if progress is None:
        return None
    question = FormText(progress.form, "resume", Expect.YES_NO)
    place = Place(Phase.FORM_OFFER, (question,), progress.topic, matter=progress)
    return enter(replace(state, interrupted=None, misses=0), place, *before)
