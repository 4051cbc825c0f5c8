"""The move that answers «вы жалобу записали или нет?»."""

from dialogs.event import DialogEvent
from dialogs.forms.form import Deed, Start
from dialogs.forms.form_book import CALLBACK
from dialogs.hotline import Hotline
from dialogs.line import Fixed, FormText, Line, RequestNumber
from dialogs.moves.forms.next import offer_place, resume
from dialogs.moves.forms.progress import begun
from dialogs.moves.forms.wished_time import said_back
from dialogs.moves.move import leads_to
from dialogs.moves.places import again, enter
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.state import Reply, State


@leads_to(Phase.FORM_OFFER, stays=True)
def is_recorded(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Say what is recorded, or that it is not yet: then the form goes on, or is offered again."""
    place, not_yet = state.place, Fixed(Prompt.NOT_YET)
    waits = place.form is not None and place.phase.traits.of_form
    if waits and place.form and hotline.forms.form(place.form.form).do is not Deed.RATE:
        return again(state, not_yet)
    if reply := resume(state, not_yet):
        return reply
    if state.recorded:
        return again(state, *_told(hotline, state))
    form = hotline.forms.starting(place.topic, Start.OFFER)
    if form is None:
        return again(state, not_yet)
    return enter(state, offer_place(begun(hotline, state, form.id, place.topic), not_yet))


def _told(hotline: Hotline, state: State) -> tuple[Line, ...]:
    """What was recorded in this call, its number, and when the call back is to come."""
    forms = [form for form in dict.fromkeys(state.recorded) if hotline.forms.wording(state.language, form).recap]
    when = said_back(state, hotline.forms.form(CALLBACK), state.slots) if CALLBACK in state.recorded else ()
    number = (Fixed(Prompt.RECAP_NUMBER), RequestNumber()) if state.requests else ()
    return (*(FormText(form, "recap") for form in forms), *when, *number)
