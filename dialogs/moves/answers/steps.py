"""Moves after an answer: did it help, the steps one by one, remedies for a step that failed."""

from dataclasses import replace

from call.events import Expect
from dialogs.answers.article import Step
from dialogs.answers.sections import owner
from dialogs.event import DialogEvent, Event
from dialogs.forms.form import Start
from dialogs.hotline import Hotline
from dialogs.line import ArticlePart, Fixed, Line
from dialogs.moves.answers.answer import close_topic
from dialogs.moves.answers.article_lines import section_lines
from dialogs.moves.forms.next import AFTER_ANSWER, offer_place
from dialogs.moves.forms.progress import begun
from dialogs.moves.move import leads_to
from dialogs.moves.places import again, append_words, enter
from dialogs.moves.transfer import offer
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.prompts import Prompt
from dialogs.state import Reply, State

BEFORE_FIRST = -1
"""Index of the step before the first one: «да» to the offer of the steps tells the first."""


@leads_to(*AFTER_ANSWER, Phase.STEPS, Phase.MORE)
def helped(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """It helped: answer the next request, if the caller wants anything more, or ask what else there is.

    Thanks end the steps that another question interrupted.
    """
    said, language = heard.words.text, state.language
    declined, on = (hotline.phrases.cues(language, cue).found(said) for cue in (Cue.NOT_WANTED, Cue.GO_ON))
    thanked = heard.event is Event.THANKS and not on
    state = replace(state, pending=() if declined else state.pending)
    return close_topic(hotline, replace(state, steps_left=None) if declined or thanked else state)


@leads_to(Phase.STEPS, Phase.HELPED, Phase.OFFER, Phase.FORM_OFFER)
def not_helped(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """It did not help: say the steps once; then the next remedy, the alternatives, a person."""
    return no_help(hotline, state, heard)


def no_help(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Leads to where `not_helped` does."""
    if not state.place.advice.stepped and owner(hotline.knowledge, state.language, state.place.about, "steps"):
        state = state if heard.event is Event.DENY else append_words(state, heard)
        return show_step(hotline, state, 0, Fixed(Prompt.BY_STEPS))
    return _next_remedy(hotline, state, heard)


@leads_to(Phase.STEPS, Phase.HELPED, Phase.OFFER, Phase.FORM_OFFER)
def did_not_work(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """The step did not work: say its next remedy, then the alternatives, then offer a person."""
    return _next_remedy(hotline, state, heard)


def form_or_person(hotline: Hotline, state: State) -> Reply:
    """Offer the form of the topic once; else a person."""
    place = state.place
    wanted = hotline.knowledge.article(state.language, place.about).form if place.topic else ""
    form = hotline.forms.forms.get(wanted) or hotline.forms.starting(place.topic, Start.LATER)
    if form is None or form.id in state.offered:
        return offer(state)
    proposed = offer_place(begun(hotline, state, form.id, place.topic))
    place = replace(place, phase=proposed.phase, asked=proposed.asked, matter=proposed.matter)
    return enter(replace(state, offered=(*state.offered, form.id)), place)


@leads_to(Phase.STEPS, Phase.HELPED)
def next_step(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Say the next step; after the last one ask whether it helped."""
    return show_step(hotline, state, state.place.advice.step + 1)


@leads_to(Phase.STEPS, Phase.HELPED, stays=True)
def regain(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Go on with the steps that another question interrupted; else ask the question again."""
    if state.steps_left is None:
        return again(state)
    left = replace(state, place=replace(state.steps_left), steps_left=None)
    return show_step(hotline, left, left.place.advice.step + 1, Fixed(Prompt.BACK_TO_STEPS))


@leads_to(Phase.STEPS, Phase.HELPED)
def previous_step(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Say the previous step."""
    return show_step(hotline, state, state.place.advice.step - 1)


def show_step(hotline: Hotline, state: State, step: int, *before: Line) -> Reply:
    """Say a step, counted from 0, after `before`. Leads to STEPS; to HELPED after the last one."""
    about, steps = _steps(hotline, state)
    last = len(steps) - 1
    step = max(0, min(step, last))  # another language or newer answers may have fewer steps
    said = ArticlePart(about, "step", step + 1)
    state = replace(state, misses=0)
    advice = replace(state.place.advice, step=step, stepped=True, remedied=False)
    place = replace(state.place, phase=Phase.STEPS, advice=advice)
    if step >= last:
        question = Prompt.HELPED_NEXT if state.pending else Prompt.WORKED
        asked = (said, Fixed(Prompt.STEPS_DONE), Fixed(question, Expect.YES_NO))
        return enter(state, replace(place, phase=Phase.HELPED, asked=asked), *before)
    question = Prompt.STEP_FIRST if step == 0 else Prompt.STEP_NEXT
    return enter(state, replace(place, asked=(said, Fixed(question, Expect.CHOICE))), *before)


def _steps(hotline: Hotline, state: State) -> tuple[str, tuple[Step, ...]]:
    """Id of the article and its steps. Newer answers may have no steps any more."""
    about = owner(hotline.knowledge, state.language, state.place.about, "steps") or state.place.topic
    return about, hotline.knowledge.article(state.language, about).steps


def _next_remedy(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    state = replace(state if heard.event is Event.DENY else append_words(state, heard), misses=0)
    place, advice = state.place, state.place.advice
    about, steps = _steps(hotline, state)
    last = len(steps) - 1
    step = max(0, min(advice.step, last))
    if advice.stepped and steps and steps[step].if_not and not advice.remedied:
        asked = (ArticlePart(about, "if_not", step + 1), Fixed(Prompt.WORKED, Expect.YES_NO))
        phase = Phase.STEPS if step < last else Phase.HELPED
        return enter(state, replace(place, phase=phase, asked=asked, advice=replace(advice, remedied=True)))
    if not advice.others_told and (others := section_lines(hotline, state, "alternatives")):
        told = (*others, plain_question(state))
        advice = replace(advice, stepped=True, remedied=True, others_told=True)
        place = replace(place, phase=Phase.HELPED, asked=told, advice=advice)
        return enter(state, place, Fixed(Prompt.OTHER_WAYS))
    return form_or_person(hotline, state)


def plain_question(state: State) -> Line:
    """The question after an answer; another one if a request waits."""
    return Fixed(Prompt.HELPED_NEXT if state.pending else Prompt.HELPED, Expect.YES_NO)


@leads_to(Phase.OFFER, Phase.FORM_OFFER)
def offer_person(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Offer the form of the topic, or a person."""
    return form_or_person(hotline, state)
