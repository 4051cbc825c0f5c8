"""Moves around a registry look-up: its answer in plain words, and what is said while it is awaited."""

from dataclasses import replace

from call.acts import Register
from call.events import Expect, Outcome
from call.lookups import Application, Found, Incident, NothingFound, Registry, Unavailable
from call.slots.types import SlotType
from dialogs.event import DialogEvent, FoundAnswer
from dialogs.forms.form import Form
from dialogs.forms.form_state import FormState
from dialogs.hotline import Hotline
from dialogs.line import Fixed, FormText, Line, StageText, Value
from dialogs.moves.answer import ask_more
from dialogs.moves.article_lines import code_lines
from dialogs.moves.case import missing_lines
from dialogs.moves.forms.complete import TOLD, handover_of, remember
from dialogs.moves.forms.next import ask_place, talk_of, without_slot
from dialogs.moves.move import leads_to
from dialogs.moves.places import append_words, enter
from dialogs.moves.resume import call_found
from dialogs.moves.transfer import offer
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.state import Place, Reply, State

ELSEWHERE = tuple(phase for phase in Phase if phase not in (Phase.ENDED, Phase.RESUME, Phase.LOOKUP))
MOST_PATIENCE = 1
"""How often a caller is asked for patience. After that a silent registry counts as unavailable."""
MOST_SEARCHES = 2
"""Look-ups of a number that is not found: the number is asked once more, then a person is offered."""


@leads_to(*ELSEWHERE)
def found(hotline: Hotline, state: State, heard: FoundAnswer) -> Reply:
    """Say what the registry answered."""
    return _found(hotline, state, heard.found)


def _found(hotline: Hotline, state: State, answer: Found) -> Reply:
    progress = state.place.form
    if progress is None:
        return call_found(hotline, state, answer)
    form = hotline.forms.form(progress.form)
    state = replace(remember(hotline, state, progress), idle=0, sounds=0)
    return _told(hotline, state, form, progress, answer)


@leads_to(*ELSEWHERE, stays=True)
def still_looking(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """The registry is slow: ask for patience once; then it counts as unavailable."""
    if state.misses >= MOST_PATIENCE:
        return _found(hotline, state, Unavailable())
    return Reply(replace(state, misses=state.misses + 1), (Fixed(Prompt.STILL_CHECKING),))


@leads_to(stays=True)
def keep_for_later(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Keep another request and answer it after this one."""
    pending = tuple(dict.fromkeys((*state.pending, heard.words.intent, *heard.words.further)))
    return Reply(replace(append_words(state, heard), pending=pending), (Fixed(Prompt.AFTER_CHECKING),))


@leads_to(stays=True)
def too_late(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Drop the answer, because the caller asked for something else meanwhile."""
    return Reply(state)


def _told(hotline: Hotline, state: State, form: Form, progress: FormState, answer: Found) -> Reply:
    match answer:
        case Application():
            return _application(hotline, state, form, answer)
        case Incident():
            return ask_more(_answered(hotline, state, form), *_incident(answer))
        case NothingFound() if form.look_up is Registry.SERVICE:
            question = FormText(form.id, "trouble", Expect.YES_NO)
            place = Place(Phase.FORM_OFFER, (question,), talk_of(hotline, progress), matter=progress)
            return enter(_answered(hotline, state, form), place)
        case NothingFound():
            return _nothing(hotline, state, form, progress)
        case _:
            return _unavailable(hotline, state, form, progress)


def _answered(hotline: Hotline, state: State, form: Form) -> State:
    outcome = Outcome.ANSWERED if state.outcome is Outcome.ABANDONED else state.outcome
    topic = state.place.topic or form.topic
    known = topic in hotline.knowledge.intents
    department = form.department or (hotline.knowledge.article(state.language, topic).department if known else "")
    return replace(state, outcome=outcome, department=department or state.department, misses=0)


def _application(hotline: Hotline, state: State, form: Form, answer: Application) -> Reply:
    lines: list[Line] = [Fixed(Prompt.FOUND_SERVICE)]
    if answer.service:
        lines.append(Value(SlotType.SERVICE, answer.service))
    lines += [StageText(answer.stage), StageText(answer.stage, explained=True)]
    lines += missing_lines(answer)
    if answer.due:
        lines.append(Value(SlotType.DATE, answer.due, Prompt.DUE))
    question = Prompt.HELPED_NEXT if state.pending else Prompt.HELPED
    asked = (*lines, Fixed(question, Expect.YES_NO))
    kept = replace(_answered(hotline, state, form), case=answer, case_topic=state.place.topic)
    return enter(kept, Place(Phase.HELPED, asked, state.place.topic))


def _incident(answer: Incident) -> tuple[Line, ...]:
    until = Value(SlotType.DATE, answer.until, Prompt.INCIDENT_UNTIL)
    return (
        Fixed(Prompt.INCIDENT),
        Value(SlotType.DATE, answer.since, Prompt.INCIDENT_SINCE),
        until if answer.until else Fixed(Prompt.INCIDENT_OPEN),
    )


def _nothing(hotline: Hotline, state: State, form: Form, progress: FormState) -> Reply:
    key = form.slot(form.key)
    looked_for = progress.value(key.id)
    if progress.misses + 1 >= MOST_SEARCHES:
        return offer(state, Fixed(Prompt.NOT_FOUND_TWICE))
    again_from = replace(
        without_slot(progress, key.id), misses=progress.misses + 1, looked_up=False, last=looked_for, another=True
    )
    place = ask_place(hotline, state, again_from, key)
    question = Fixed(Prompt.NOT_FOUND_AGAIN, place.asked[-1].expects)
    before: tuple[Line, ...] = (Fixed(Prompt.NOT_FOUND), *((Value(key.type, looked_for),) if looked_for else ()))
    return enter(state, replace(place, asked=(*before, question)))


def _unavailable(hotline: Hotline, state: State, form: Form, progress: FormState) -> Reply:
    """Record a request to check the number when the registry answers again. An error code is explained anyway."""
    state = _answered(hotline, state, form)
    content = handover_of(hotline, state, form, progress)
    state = replace(state, recorded=(*state.recorded, form.id), department=content.department)
    if form.look_up is Registry.SERVICE:
        told = (*_meaning(hotline, state, progress.value(form.key)), Fixed(Prompt.UNAVAILABLE_FAULTS))
    else:
        told = (Fixed(Prompt.UNAVAILABLE),)
    reply = ask_more(state, *told, *TOLD)
    return Reply(replace(reply.state, back=()), (Register(content), *reply.acts))


def _meaning(hotline: Hotline, state: State, code: str) -> tuple[Line, ...]:
    """The meaning of an error code; empty if the answer to the request has already explained it."""
    readings = (hotline.reader.read(SlotType.ERROR_CODE, text, state.language, state.today) for text in state.said)
    told = any(reading and reading.value == code for reading in readings)
    return () if told else code_lines(hotline, state.language, code)
