"""Requests that the hotline recorded: their number and day, from this call or an earlier one. No moves here."""

from dataclasses import replace

from call.lookups import Found, NotConfigured, NothingFound, OwnRequest
from call.slots.types import SlotType
from dialogs.forms.form import Form
from dialogs.forms.form_state import FormState
from dialogs.hotline import Hotline
from dialogs.line import Fixed, Value
from dialogs.moves.answers.answer import close_topic
from dialogs.moves.forms.next import ask_place, next_step
from dialogs.moves.forms.progress import begun, with_slot
from dialogs.moves.places import enter
from dialogs.moves.transfer import offer
from dialogs.phrases.prompts import Prompt
from dialogs.state import Reply, State

APPLICATION = "application_status"
"""The form of another registry, in which a number of no request is looked up."""


def recorded(hotline: Hotline, state: State, request: OwnRequest) -> Reply:
    """Tell what is known of the request."""
    number = Value(SlotType.APPLICATION_NUMBER, request.number)
    day = Value(SlotType.DATE, request.recorded_on, Prompt.OWN_REQUEST_ON)
    lines = (Fixed(Prompt.OWN_REQUEST), number, day, Fixed(Prompt.OWN_REQUEST_STATE))
    return close_topic(hotline, state, *lines)


def of_this_call(hotline: Hotline, state: State) -> Reply | None:
    """The request that was recorded last in this call; None if there is none."""
    if not state.requests:
        return None
    return recorded(hotline, state, OwnRequest(state.requests[-1], state.today.isoformat()))


def not_recorded(hotline: Hotline, state: State, form: Form, progress: FormState, answer: Found) -> Reply | None:
    """Without a number it is asked for. A number may be that of an application. None: there is another answer."""
    if not isinstance(answer, NothingFound | NotConfigured):
        return None
    number = progress.value(form.key)
    if not number and (isinstance(answer, NothingFound) or state.start.configured.cases):
        again = replace(progress, looked_up=False)
        told = (Fixed(Prompt.NO_OWN_REQUEST),) if isinstance(answer, NothingFound) else ()
        return enter(state, ask_place(hotline, state, again, form.slot(form.key)), *told)
    if number and state.start.configured.cases:
        other = hotline.forms.form(APPLICATION)
        named = with_slot(begun(hotline, state, other.id, other.topic), other.slot(other.key), number)
        return next_step(hotline, state, named)
    return None if isinstance(answer, NothingFound) else offer(state, Fixed(Prompt.NO_REQUESTS))
