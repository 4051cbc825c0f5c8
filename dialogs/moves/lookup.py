"""Moves around a registry look-up: its answer in plain words, and what is said while it is awaited."""

from dataclasses import replace

from call.acts import Register
from call.events import Expect, Outcome
from call.lookups import (
    Application,
    Found,
    Incident,
    NotConfigured,
    NothingFound,
    NotProven,
    OwnRequest,
    Registry,
    Unavailable,
)
from call.slots.types import SlotType
from dialogs.event import DialogEvent, FoundAnswer
from dialogs.forms.form import Form
from dialogs.forms.form_state import FormState
from dialogs.hotline import Hotline
from dialogs.line import Fixed, FormText, Line, StageText, Value
from dialogs.moves.answers.answer import ask_more, close_topic
from dialogs.moves.answers.article_lines import code_lines
from dialogs.moves.case import missing_lines
from dialogs.moves.forms.complete import handover_of, remember
from dialogs.moves.forms.next import ask_place
from dialogs.moves.forms.progress import talk_of, without_slot
from dialogs.moves.move import leads_to
from dialogs.moves.own_request import not_recorded, recorded
from dialogs.moves.places import append_words, enter
from dialogs.moves.resume import call_found
from dialogs.moves.transfer import TOLD, offer
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.state import Place, Reply, State

ELSEWHERE = tuple(phase for phase in Phase if phase not in (Phase.ENDED, Phase.RESUME, Phase.LOOKUP))
MOST_PATIENCE = 1
"""How often a caller is asked for patience. After that a silent registry counts as unavailable."""
MOST_PROOFS = 2
"""Wrong facts in one call after which no application is told any more, so that nobody can try them out."""
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
    if isinstance(answer, OwnRequest):
        return recorded(hotline, _answered(hotline, state, form), answer)
    own = not_recorded(hotline, state, form, progress, answer) if form.look_up is Registry.REQUEST else None
    return own or _told(hotline, state, form, progress, answer)


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
        case Application() if state.wrong_proofs >= MOST_PROOFS:
            return offer(state, Fixed(Prompt.NOT_PROVEN_TWICE))
        case Application():
            return _application(hotline, state, form, answer)
        case Incident():
            return ask_more(_answered(hotline, state, form), *_incident(answer))
        case NotConfigured() if form.look_up is Registry.SERVICE:
            return _no_known_failure(
                hotline, state, form, progress, *_meaning(hotline, state, progress.value(form.key))
            )
        case NotConfigured():
            where = () if form.topic in state.told else (Fixed(Prompt.NO_CASES_WHERE),)
            return close_topic(hotline, _answered(hotline, state, form), Fixed(Prompt.NO_CASES), *where)
        case NotProven():
            return _not_proven(hotline, state, form, progress)
        case NothingFound() if form.look_up is Registry.SERVICE:
            return _no_known_failure(hotline, state, form, progress)
        case NothingFound():
            return _nothing(hotline, state, form, progress)
        case _:
            return _unavailable(hotline, state, form, progress)


def _no_known_failure(hotline: Hotline, state: State, form: Form, progress: FormState, *before: Line) -> Reply:
    """Offer the request."""
    question = FormText(form.id, "trouble", Expect.YES_NO)
    place = Place(Phase.FORM_OFFER, (question,), talk_of(hotline, progress), matter=progress)
    return enter(_answered(hotline, state, form), place, *before)


def _not_proven(hotline: Hotline, state: State, form: Form, progress: FormState) -> Reply:
    """Nothing is told: ask for the fact once more, then offer a person. Later tries in the call count on."""
    asked = [slot for slot in form.slots if slot.id == state.start.configured.proof]
    state = replace(state, misses=0, wrong_proofs=state.wrong_proofs + 1)
    if state.wrong_proofs >= MOST_PROOFS or not asked:
        return offer(state, Fixed(Prompt.NOT_PROVEN_TWICE))
    again_from = replace(without_slot(progress, asked[0].id), looked_up=False)
    return enter(state, ask_place(hotline, state, again_from, asked[0]), Fixed(Prompt.NOT_PROVEN))


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
    lines = code_lines(hotline, state.language, code)
    told = any(reading and reading.value == code for reading in readings) or (lines and lines[0].prompt in state.told)
    return () if told else lines
