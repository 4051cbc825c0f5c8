"""Nobody can take the call: say so with the next opening, and offer the alternatives."""

from dataclasses import replace

from call.events import Expect
from dialogs.forms.form_book import CALLBACK
from dialogs.hotline import Hotline
from dialogs.hours.availability import Availability, availability, instead_of
from dialogs.line import Fixed, Line, LineText, Moment
from dialogs.moves.opening_hours import closed_lines, peak_lines
from dialogs.moves.places import enter
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.state import NobodyFree, Place, Reply, State


def seen(hotline: Hotline, state: State, department: str) -> Availability:
    """The availability of the department at this moment of the call."""
    return availability(hotline.lines, department, state.now, operators(state))


def operators(state: State) -> int | None:
    """How many operators are free; None: as many as the schedule says. Without a desk nobody ever is."""
    return state.start.operators if state.start.configured.desk else 0


def nobody(hotline: Hotline, state: State, department: str, topic: str, *before: Line) -> Reply:
    """Offer another department if one is free, a call back, a message. The form in progress is kept.

    Only what is configured is offered, and without a desk no opening hours are told: nobody comes back.
    """
    there = seen(hotline, state, department)
    other = instead_of(hotline.lines, department, state.start.line, state.now, operators(state))
    if not state.start.configured.desk:
        about: tuple[Line, ...] = (Fixed(Prompt.NO_DESK),)
    elif there.open:
        about = (Fixed(Prompt.ALL_BUSY), *peak_lines(hotline.lines, state.start.line, state.now))
    else:
        about = closed_lines(department, there.next_opening)
    offer = (LineText(other, "instead"),) if other else ()
    form = state.place.form
    misheard = form is not None and form.form == CALLBACK and form.prompt_level > 0
    no_number = misheard or not state.start.configured.dialler
    asked = (*about, *offer, _question(there, other, no_number))
    place = Place(Phase.NOBODY, asked, topic, matter=NobodyFree(other, no_number))
    return enter(replace(state, department=department, misses=0), place, *before)


def promise(hotline: Hotline, state: State, department: str) -> tuple[Line, ...]:
    """When the promised call will come; said after the promise."""
    there = seen(hotline, state, department)
    if there.free or not state.start.configured.desk:
        return ()
    if there.open:
        return (Fixed(Prompt.WITHIN_MINUTES),)
    return (Moment("call_then", there.next_opening),) if there.next_opening else ()


def _question(there: Availability, other: str, no_number: bool) -> Line:
    if no_number:
        return Fixed(Prompt.OTHER_OR_MESSAGE if other else Prompt.ONLY_MESSAGE, Expect.YES_NO)
    if other:
        return Fixed(Prompt.OTHER_OR_LATER, Expect.CHOICE)
    return Fixed(Prompt.CALL_SOON if there.open else Prompt.CALL_LATER, Expect.CHOICE)
