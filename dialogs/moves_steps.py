"""Moves after an answer: did it help, the steps one by one, the documents, the terms."""

from dataclasses import replace

from call.events import Expect
from dialogs.form import Start
from dialogs.form_steps import AFTER_ANSWER, begun, offer_place
from dialogs.heard import Event, Heard
from dialogs.move import leads_to
from dialogs.moves_answer import answer, close_topic
from dialogs.moves_person import offer
from dialogs.prompts import Cue, Prompt
from dialogs.state import Line, Phase, Place, Reply, Script, State, append_words, enter


@leads_to(*AFTER_ANSWER, Phase.MORE)
def helped(script: Script, state: State, heard: Heard) -> Reply:
    """It helped: on to the next request, or what else?"""
    return close_topic(script, state)


@leads_to(Phase.STEPS, Phase.HELPED, Phase.OFFER, Phase.FORM_OFFER)
def not_helped(script: Script, state: State, heard: Heard) -> Reply:
    """It did not help: the steps, once; then a person is offered."""
    state = state if heard.event is Event.DENY else append_words(state, heard)
    article = script.knowledge.article(state.language, state.place.topic)
    if article.steps and not state.place.stepped:
        return _show_step(script, state, 0, Line(Prompt.BY_STEPS))
    return form_or_person(script, state)


def form_or_person(script: Script, state: State) -> Reply:
    """The form of the topic is offered, once; else a person."""
    form = script.forms.starting(state.place.topic, Start.LATER)
    if form is None or form.id in state.offered:
        return offer(state)
    progress = begun(script, state, form.id, state.place.topic)
    place = replace(offer_place(progress), stepped=state.place.stepped)
    return enter(replace(state, offered=(*state.offered, form.id)), place)


@leads_to(*AFTER_ANSWER, Phase.STEPS, Phase.OFFER)
def new_request(script: Script, state: State, heard: Heard) -> Reply:
    """Answer the new request; the same one again means that the answer did not help."""
    if heard.intent == state.place.topic and not heard.further:
        return not_helped(script, state, heard)
    return answer(script, state, heard)


@leads_to(Phase.HELPED, Phase.STEPS, Phase.OFFER)
def detail(script: Script, state: State, heard: Heard) -> Reply:
    """The steps, documents or terms of the topic; where the article has none, a person is offered."""
    topic = state.place.topic
    article = script.knowledge.article(state.language, topic)
    if heard.detail is Cue.STEPS and article.steps:
        return _show_step(script, state, 0, Line(Prompt.BY_STEPS))
    part, sentences = ("document", article.documents) if heard.detail is Cue.DOCUMENTS else ("term", article.terms)
    if heard.detail is Cue.STEPS or not sentences:
        return offer(state, Line(Prompt.NO_DETAILS))
    lines = tuple(Line(f"{topic}.{part}{number}") for number in range(1, len(sentences) + 1))
    place = replace(state.place, phase=Phase.HELPED, asked=(*lines, _plain_question(state)))
    return enter(replace(state, misses=0), place)


@leads_to(Phase.STEPS, Phase.HELPED)
def next_step(script: Script, state: State, heard: Heard) -> Reply:
    """The next step; after the last, did it help?"""
    return _show_step(script, state, state.place.step + 1)


@leads_to(Phase.STEPS, Phase.HELPED)
def previous_step(script: Script, state: State, heard: Heard) -> Reply:
    """The step before."""
    return _show_step(script, state, state.place.step - 1)


def _show_step(script: Script, state: State, step: int, *before: Line) -> Reply:
    topic = state.place.topic
    last = len(script.knowledge.article(state.language, topic).steps) - 1
    step = max(0, min(step, last))  # a switch of language may have shortened the list
    said = Line(f"{topic}.step{step + 1}")
    state = replace(state, misses=0)
    if step >= last:
        question = Prompt.HELPED_NEXT if state.pending else Prompt.WORKED
        asked = (said, Line(Prompt.STEPS_DONE), Line(question, Expect.YES_NO))
        return enter(state, Place(Phase.HELPED, asked, topic, step=step, stepped=True), *before)
    question = Prompt.STEP_FIRST if step == 0 else Prompt.STEP_NEXT
    place = Place(Phase.STEPS, (said, Line(question, Expect.CHOICE)), topic, step=step, stepped=True)
    return enter(state, place, *before)


def _plain_question(state: State) -> Line:
    return Line(Prompt.HELPED_NEXT if state.pending else Prompt.HELPED, Expect.YES_NO)


@leads_to(Phase.OFFER, Phase.FORM_OFFER)
def offer_person(script: Script, state: State, heard: Heard) -> Reply:
    """Offer the form of the topic, or a person."""
    return form_or_person(script, state)
