"""Moves around what was read back: yes, no, a correction of a part, another slot."""

from dataclasses import replace

from call.events import Expect
from dialogs.event import DialogEvent, Filled, Fix
from dialogs.forms.amendments import taken_up
from dialogs.hotline import Hotline
from dialogs.line import Fixed
from dialogs.moves.answers.answer import MOST_MISSES
from dialogs.moves.forms.complete import complete, leave
from dialogs.moves.forms.fill import (
    AFTER_FORM,
    AFTER_SLOT,
    AFTER_VALUE,
    accept,
    ask_which,
    reprompt,
    take,
    taken,
)
from dialogs.moves.forms.next import ask_place
from dialogs.moves.forms.progress import in_hand, without_slot
from dialogs.moves.forms.wished_time import with_times
from dialogs.moves.move import leads_to
from dialogs.moves.places import again, append_words, enter, queued
from dialogs.moves.transfer import transfer
from dialogs.moves.universals import LAST_IDLE, give_up, idled, once_more
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.state import Place, Reply, State


@leads_to(*AFTER_SLOT)
def confirmed(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """The value is right: ask the next question, or carry the form out."""
    form, progress = in_hand(hotline, state)
    if heard.words.further:
        state = append_words(replace(state, pending=queued(state, heard)), heard)
    progress = with_times(hotline, state, progress, heard.words.text)
    return accept(hotline, state, progress, form.slot(progress.slot), progress.draft or progress.offered)


@leads_to(*AFTER_VALUE, stays=True)
def denied(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """The value is wrong: ask again in an easier way."""
    form, progress = in_hand(hotline, state)
    slot = form.slot(progress.slot)
    if progress.offered and not progress.draft:
        return enter(state, ask_place(hotline, state, replace(progress, another=True), slot))
    return reprompt(hotline, state, slot)


@leads_to(*AFTER_VALUE, stays=True)
def correct(hotline: Hotline, state: State, heard: Filled) -> Reply:
    """Correct the value that was read back: replace a part, add digits, or take another value."""
    if heard.adds:
        return take(hotline, state, heard)
    form, progress = in_hand(hotline, state)
    progress = with_times(hotline, state, progress, heard.words.text)
    slot = form.slot(heard.slot or progress.slot)
    if not heard.words.text and state.place.phase is Phase.FORM_CHECK:  # a number on the keys starts over
        return take(hotline, replace(state, place=_empty(state)), heard)
    if slot.id != progress.slot:
        progress = replace(progress, slot=slot.id, draft=progress.value(slot.id), parts=())
    changed = taken_up(replace(progress, offered=""), slot, heard.reading, denied=heard.denied, read_back=True)
    if changed is None:
        state = replace(state, place=replace(state.place, matter=without_slot(progress, slot.id)))
        return ask_which(hotline, state, slot, heard.reading)
    return taken(hotline, state, without_slot(changed, slot.id), slot)


def _empty(state: State) -> Place:
    """The question of the slot without its draft, so that the first key is the first digit."""
    progress = state.place.form
    question = Fixed(Prompt.FORM_GO_ON, Expect.DIGITS)
    cleared = replace(progress, draft="", parts=(), said="", offered="") if progress else None
    return replace(state.place, phase=Phase.FORM, asked=(question,), matter=cleared)


@leads_to(*AFTER_FORM)
def done(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Everything is right: carry the form out."""
    _, progress = in_hand(hotline, state)
    if heard.words.further:
        state = append_words(replace(state, pending=queued(state, heard)), heard)
    return complete(hotline, state, progress)


@leads_to(Phase.FORM_FIX)
def what_is_wrong(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Ask what is to be corrected."""
    place = replace(state.place, phase=Phase.FORM_FIX, asked=(Fixed(Prompt.FORM_FIX, Expect.OPEN),))
    return enter(state, place)


@leads_to(Phase.FORM, Phase.FORM_CHECK)
def fix(hotline: Hotline, state: State, heard: Fix) -> Reply:
    """Ask again for the slot that the caller names."""
    form, progress = in_hand(hotline, state)
    slot = form.slot(heard.slot)
    again_from = replace(
        without_slot(progress, slot.id), prompt_level=0, last=progress.value(slot.id) or progress.draft
    )
    return enter(state, ask_place(hotline, state, replace(again_from, another=True), slot))


@leads_to(Phase.ENDED, Phase.NOBODY, stays=True)
def nothing_named(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Not understood what is wrong: ask once more, then a person takes over."""
    state = replace(state, misses=state.misses + 1)
    return transfer(hotline, state, Prompt.FORM_FAILED) if state.misses >= MOST_MISSES else again(state)


@leads_to(Phase.ENDED, stays=True)
def what(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Say the question again; the second time in a row more slowly; the third time a person takes over."""
    state = idled(state, heard)
    if state.idle >= LAST_IDLE:
        return leave(hotline, state, lambda after: give_up(hotline, after))
    return once_more(state)


@leads_to(Phase.ENDED, stays=True)
def silence(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Ask again and name the keys for yes and no; the third time the call ends, or is handed over."""
    state = idled(state, heard)
    if state.idle >= LAST_IDLE:
        return leave(hotline, state, lambda after: give_up(hotline, after))
    return again(state, Fixed(Prompt.FORM_YES_NO_KEYS))
