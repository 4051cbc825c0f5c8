"""Moves at danger to life: the number that helps, then a person."""

from dataclasses import replace

from call.events import Expect
from dialogs.event import Danger
from dialogs.hotline import Hotline
from dialogs.line import Fixed
from dialogs.moves.forms.progress import put_aside
from dialogs.moves.move import leads_to
from dialogs.moves.no_operator import seen
from dialogs.moves.places import append_words, enter
from dialogs.moves.transfer import handover, transfer
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.state import Place, Reply, State


@leads_to(Phase.OFFER, Phase.REQUEST, Phase.ENDED, Phase.NOBODY)
def danger(hotline: Hotline, state: State, heard: Danger) -> Reply:
    """Say where to call at once, and offer a person; the second time put the caller through without a question."""
    known = state.in_danger
    form = state.place.form if state.place.phase.traits.in_form else None
    kept = (put_aside(form) if form else None) or state.interrupted
    state = append_words(replace(state, in_danger=True, misses=0, pending=(), interrupted=kept), heard)
    where = Fixed(heard.told)
    if not seen(hotline, state, handover(hotline, state, "").department).free:
        return enter(state, Place(Phase.REQUEST, (where, Fixed(Prompt.LISTENING, Expect.OPEN))))
    person = Place(Phase.OFFER, (Fixed(Prompt.OFFER_PERSON, Expect.YES_NO),))
    if known:
        return transfer(hotline, replace(state, place=person), Prompt.TRANSFER, where)
    return enter(state, person, where)
