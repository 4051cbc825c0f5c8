"""Carries out a complete form: records it, promises it, says its number. Also what happens to a form that is left."""

from collections.abc import Callable
from dataclasses import replace

from call.acts import CallBack, Channel, Handing, Handover, Notify, Register, TakeMessage
from call.events import Outcome
from call.record import COMMENT, RATING
from call.slots.types import SlotType
from dialogs.forms.form import Deed, Fill, Form
from dialogs.forms.form_state import FormState
from dialogs.hotline import Hotline
from dialogs.line import Fixed, FormText, Line
from dialogs.moves.answers.answer import close_topic
from dialogs.moves.forms.next import next_step, ready
from dialogs.moves.forms.progress import begun, with_slot
from dialogs.moves.forms.wished_time import said_back
from dialogs.moves.no_operator import promise, seen
from dialogs.moves.transfer import TOLD, handover
from dialogs.moves.universals import hang_up
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.state import Place, Reply, State

CALL_BACK_KEY = (SlotType.PHONE, SlotType.DATE, SlotType.TIME)
"""Of a call back, what makes it another one."""
OUTCOMES = {CallBack: Outcome.CALLBACK, TakeMessage: Outcome.MESSAGE}
"""Outcomes of acts. Any other form answers the call, unless more was promised before."""


def remember(hotline: Hotline, state: State, progress: FormState) -> State:
    """Keep the values of a form for the call. The caller's story goes to the problem and the wish, not to the slots.

    What was asked as a proof is compared and not kept.
    """
    form = hotline.forms.form(progress.form)
    own = {
        slot.id
        for slot in form.slots
        if slot.fill or slot.proof or (form.do is Deed.TAKE_MESSAGE and _words(form, slot.id))
    }
    known = {slot.name: slot for slot in (*state.slots, *progress.values) if slot.name not in own}
    return replace(state, slots=tuple(known.values()))


def _words(form: Form, slot_id: str) -> bool:
    return form.slot(slot_id).type is SlotType.FREE_TEXT


def complete(hotline: Hotline, state: State, progress: FormState, *before: Line) -> Reply:
    """Carry the form out, then go to the form that follows, to goodbye, or to «what else?»."""
    form = hotline.forms.form(progress.form)
    if not progress.values and form.do is not Deed.ANSWER:
        return _after(hotline, state, progress, *before, Fixed(Prompt.FORM_SKIPPED))
    if _key(form, progress) in state.carried_out:
        return _after(hotline, state, progress, *before, Fixed(Prompt.ALREADY_RECORDED))
    moved = form.do is Deed.CALL_BACK and _called_before(form, progress, state)
    state, acts = carry_out(hotline, state, progress)
    noted = form.do is Deed.CALL_BACK and not state.start.configured.dialler
    told = TOLD if form.number or noted else ()
    done = Fixed(Prompt.CALLBACK_MOVED) if moved else FormText(form.id, "done")
    when = _when(hotline, state, form, progress) if form.do is Deed.CALL_BACK and not noted else ()
    said = () if form.do is Deed.ANSWER else (done, *when, *told)
    if form.follow:
        following = replace(begun(hotline, state, form.follow, progress.topic), leaving=progress.leaving)
        reply = next_step(hotline, state, following, *before, *said)
    else:
        reply = None
    reply = reply or _after(hotline, state, progress, *before, *said)
    return Reply(replace(reply.state, back=()), (*acts, *reply.acts))  # going back must not repeat the act


def _key(form: Form, progress: FormState) -> str:
    """What makes two requests the same: all that was told, and of a call back the number and the time."""
    values = progress.values
    if form.do is Deed.CALL_BACK:
        values = tuple(each for each in values if form.slot(each.name).type in CALL_BACK_KEY)
    return " ".join((form.id, *(each.value for each in values)))


def _called_before(form: Form, progress: FormState, state: State) -> bool:
    """Is a call back to this number recorded already, for another time?"""
    number = _value(form, progress, SlotType.PHONE)
    return any(key == form.id and number in values for key, *values in map(str.split, state.carried_out))


def _when(hotline: Hotline, state: State, form: Form, progress: FormState) -> tuple[Line, ...]:
    """When the call will come: at the wished time or on the wished day, else as soon as somebody is free."""
    wished = {form.slot(each.name).type: each.value for each in progress.values}
    day, opening = wished.get(SlotType.DATE), seen(hotline, state, state.department).next_opening
    vague = SlotType.TIME not in wished and opening and opening.date().isoformat() == day
    if (day or SlotType.TIME in wished) and not vague:
        return said_back(state, form, progress.values)
    return promise(hotline, state, state.department)


def _after(hotline: Hotline, state: State, progress: FormState, *before: Line) -> Reply:
    state = replace(state, place=Place(Phase.MORE, state.place.asked, progress.topic))
    if progress.leaving:
        reply = hang_up(state, Prompt.GOODBYE, "goodbye")
        return Reply(reply.state, (*before, *reply.acts))
    return close_topic(hotline, state, *before)


def carry_out(hotline: Hotline, state: State, progress: FormState) -> tuple[State, tuple[Handing | Notify, ...]]:
    """The act of the form, and the state after it. The act comes before the words that promise it."""
    form = hotline.forms.form(progress.form)
    state = remember(hotline, state, progress)
    content = handover_of(hotline, state, form, progress)
    act = _act(hotline, state, form, progress, content)
    first = Outcome.ANSWERED if state.outcome is Outcome.ABANDONED else state.outcome
    noted = form.do is Deed.CALL_BACK and isinstance(act, Register)
    state = replace(state, message=progress) if form.do is Deed.TAKE_MESSAGE else state
    state = replace(state, outcome=Outcome.MESSAGE if noted else OUTCOMES.get(type(act), first))
    if isinstance(act, CallBack | TakeMessage | Register) and form.do is not Deed.RATE:
        done = (*state.carried_out, _key(form, progress))
        recorded = (*state.recorded, form.id)
        state = replace(
            state, department=content.department, recorded=recorded, carried_out=done, steps_left=None
        )  # a person goes on with it, not the steps
    return state, (act,) if act else ()


def with_phone(hotline: Hotline, state: State, number: str) -> Reply | None:
    """The message that was recorded last once more, with a telephone that is told behind it; None if it has one."""
    form = hotline.forms.form(state.message.form) if state.message else None
    slot = next((each for each in form.slots if each.type is SlotType.PHONE), None) if form else None
    if slot is None or state.message is None or state.message.value(slot.id):
        return None
    after, acts = carry_out(hotline, state, with_slot(state.message, slot, number))
    return Reply(replace(after, back=()), acts)


def _act(
    hotline: Hotline, state: State, form: Form, progress: FormState, content: Handover
) -> CallBack | TakeMessage | Register | Notify | None:
    match form.do:
        case Deed.CALL_BACK if not state.start.configured.dialler:
            return Register(content)
        case Deed.CALL_BACK:
            return CallBack(content, _value(form, progress, SlotType.PHONE))
        case Deed.TAKE_MESSAGE:
            return TakeMessage(content, _value(form, progress, SlotType.FREE_TEXT))
        case Deed.REGISTER | Deed.RATE:
            return Register(content)
        case Deed.SEND:
            channel = Channel(_value(form, progress, SlotType.CHANNEL))
            kind = SlotType.PHONE if channel is Channel.SMS else SlotType.EMAIL
            return Notify(channel, _value(form, progress, kind), article_text(hotline, state, progress))
        case Deed.ANSWER:
            return None


def _value(form: Form, progress: FormState, kind: SlotType) -> str:
    found = (progress.value(slot.id) for slot in form.slots if slot.type is kind and progress.value(slot.id))
    return next(found, "")


def article_text(hotline: Hotline, state: State, progress: FormState) -> str:
    """The answer and its steps as text to read."""
    article = hotline.knowledge.article(state.language, progress.about or progress.topic)
    steps = (f"{number}. {step.say}" for number, step in enumerate(article.steps, start=1))
    return "\n".join([article.answer, *steps])


def handover_of(hotline: Hotline, state: State, form: Form, progress: FormState) -> Handover:
    """What the person who takes over must know. A rating carries no problem and no wish."""
    base = handover(hotline, state, form.topic or progress.topic)
    department = form.department or base.department
    if form.do is Deed.RATE:
        rated = tuple(slot for slot in state.slots if slot.name in (RATING, COMMENT))
        return Handover(department, base.topic, "", "", rated)
    filled = {slot.fill: progress.value(slot.id) for slot in form.slots if slot.fill}
    message = _value(form, progress, SlotType.FREE_TEXT) if form.do is Deed.TAKE_MESSAGE else ""
    return replace(
        base,
        department=department,
        problem=filled.get(Fill.PROBLEM) or base.problem or message,
        wanted=filled.get(Fill.WANTED) or base.wanted,
    )


def leave(hotline: Hotline, state: State, then: Callable[[State], Reply]) -> Reply:
    """Leave the forms for good. Those with all required slots are recorded without the optional ones.

    That holds for the form in hand and for one that another request interrupted: what was told is not lost.
    """
    acts: tuple[Handing | Notify, ...] = ()
    for progress in _told(hotline, state):
        state, done = carry_out(hotline, replace(state, interrupted=None), progress)
        acts = (*acts, *done)
    reply = then(state)
    return Reply(reply.state, (*acts, *reply.acts))


def _told(hotline: Hotline, state: State) -> tuple[FormState, ...]:
    """The forms in which the caller has told all that is required. A form that was only offered is none."""
    place = state.place
    answered = place.form is not None and (place.phase.traits.in_form or place.form.begun)
    in_hand = place.form if answered and place.phase is not Phase.LOOKUP else None
    begun_ones = [each for each in (in_hand, state.interrupted) if each is not None]
    meant = [each for each in begun_ones if not each.cancelled]
    whole = {each.form: each for each in reversed(meant) if ready(hotline.forms.form(each.form), each)}
    return tuple(whole.values())


def with_told(hotline: Hotline, reply: Reply) -> Reply:
    """The reply that ends the call, with the form recorded that something else had interrupted."""
    ended = reply.state
    if ended.place.phase is not Phase.ENDED or ended.interrupted is None:
        return reply
    whole = leave(hotline, ended, lambda after: Reply(after, reply.acts))
    return Reply(replace(whole.state, outcome=ended.outcome, department=ended.department), whole.acts)


def recorded_when_gone(hotline: Hotline, state: State) -> Reply:
    """The caller hung up: record the forms that have all their required slots. Other calls can be resumed."""
    if not state.place.phase.traits.in_form and not _told(hotline, state):
        return Reply(state)
    return leave(hotline, state, lambda after: Reply(replace(after, place=replace(after.place, phase=Phase.ENDED))))
