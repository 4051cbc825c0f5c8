"""Moves at side questions in a form: why is it asked, no value, start over, another request, thanks, no."""

from dataclasses import replace

from call.events import Expect
from dialogs.event import Detail, DialogEvent
from dialogs.forms.form import Form
from dialogs.forms.form_state import FormState
from dialogs.hotline import Hotline
from dialogs.line import ArticlePart, Fixed, FormText, SlotText
from dialogs.moves.answers.answer import answer_request, ask_more, close_topic
from dialogs.moves.answers.article_lines import piece_lines
from dialogs.moves.answers.details import tell_detail
from dialogs.moves.forms.complete import leave
from dialogs.moves.forms.fill import AFTER_SLOT, pass_over, without_unwanted
from dialogs.moves.forms.next import AFTER_ANSWER, ask_place
from dialogs.moves.forms.progress import in_hand, put_aside
from dialogs.moves.move import leads_to
from dialogs.moves.places import again, enter
from dialogs.moves.transfer import offer
from dialogs.moves.universals import drop
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.state import Place, Reply, State


@leads_to(stays=True)
def explain(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Say why the slot is asked, and ask again."""
    form, progress = in_hand(hotline, state)
    return again(state, SlotText(form.id, progress.slot, "why"))


@leads_to(*AFTER_SLOT, Phase.OFFER, stays=True)
def no_value(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """The caller has no value: skip an optional slot; else say how to find the value, then offer a person.

    Who refuses another slot than the one that is asked, «звонить мне не надо», is asked again without it.
    """
    _, progress = in_hand(hotline, state)
    without = without_unwanted(hotline, state, progress, heard.words.text)
    if set(without.skipped) - {*progress.skipped, progress.slot}:
        return again(replace(state, place=replace(state.place, matter=without)))
    return _without_value(hotline, state)


def _without_value(hotline: Hotline, state: State) -> Reply:
    form, progress = in_hand(hotline, state)
    slot = form.slot(progress.slot)
    if not slot.required:
        return pass_over(hotline, state)
    how = SlotText(form.id, slot.id, "missing")
    if form.look_up:  # a caller without the number was answered; nothing is left to fill in
        return ask_more(state, Fixed(Prompt.FORM_WITHOUT), how)
    if progress.prompt_level:
        return offer(state, how)
    raised = replace(progress, prompt_level=progress.prompt_level + 1)
    return again(replace(state, place=replace(state.place, matter=raised)), Fixed(Prompt.FORM_WITHOUT), how)


@leads_to(Phase.REQUEST, *AFTER_SLOT, Phase.OFFER, stays=True)
def refuse(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """The caller says «нет»: skip an optional slot, else drop the form."""
    form, progress = in_hand(hotline, state)
    if form.slot(progress.slot).required and progress.untouched:
        return _without_value(hotline, state)
    return pass_over(hotline, state) if not form.slot(progress.slot).required else drop(state)


@leads_to(Phase.FORM)
def over(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Start the number over."""
    form, progress = in_hand(hotline, state)
    fresh = replace(progress, last="", another=True)
    return enter(state, ask_place(hotline, state, fresh, form.slot(progress.slot)), Fixed(Prompt.FORM_OVER))


@leads_to(Phase.REQUEST, Phase.FORM_OFFER)
def cancel(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Drop the form; if the caller has told something that would be lost, ask first."""
    form, progress = in_hand(hotline, state)
    told = [slot for slot in form.slots if progress.value(slot.id) and (slot.fill or slot.kind.dictated)]
    if form.look_up or not told:
        return drop(state)
    return whether_to_go_on(state, form, progress)


def whether_to_go_on(state: State, form: Form, progress: FormState) -> Reply:
    """Leads to FORM_OFFER: shall the form go on that the caller wants to drop? Until a yes it is not recorded."""
    kept = replace(progress, draft="", parts=(), offered="", last="", begun=True, cancelled=True)
    question = FormText(form.id, "resume", Expect.YES_NO)
    return enter(state, Place(Phase.FORM_OFFER, (question,), progress.topic, matter=kept))


@leads_to(Phase.REQUEST, *AFTER_ANSWER)
def refused(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """The caller does not want the form: drop it without recording anything, and answer what is wanted instead."""
    form, _ = in_hand(hotline, state)
    dropped = replace(state, interrupted=None)
    another = heard.words.intent and heard.words.intent not in (form.topic, *form.starts_with)
    return answer_request(hotline, replace(dropped, said=()), heard) if another else drop(dropped)


@leads_to(*AFTER_SLOT, stays=True)
def thank(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """At thanks close the topic if the caller has not responded to its form; else skip an optional slot or leave."""
    form, progress = in_hand(hotline, state)
    if progress.untouched:
        return close_topic(hotline, state)
    if progress.slot and not form.slot(progress.slot).required:
        return pass_over(hotline, state)
    return leave(hotline, state, lambda after: ask_more(after, Fixed(Prompt.WELCOME)))


@leads_to(Phase.HELPED, Phase.STEPS, Phase.OFFER, Phase.MORE, stays=True)
def tell(hotline: Hotline, state: State, heard: Detail) -> Reply:
    """Answer a question in passing, and ask the question of the form again. A form without a value gives way."""
    _, progress = in_hand(hotline, state)
    if progress.untouched:
        return tell_detail(hotline, state, heard)
    about = heard.article.partition("/")[0], heard.article if "/" in heard.article else ""
    place = replace(state.place, topic=about[0], article=about[1]) if heard.article else state.place
    asked = replace(state, place=place)
    if not place.about:
        return again(state)
    text, of = heard.words.text, heard.article or place.about
    lines = [line for piece in heard.pieces for line in piece_lines(hotline, asked, piece, text, of)]
    return Reply(replace(state, misses=0), (*lines, state.place.asked[-1]))


@leads_to(*AFTER_ANSWER, stays=True)
def interrupt(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Answer the other request and keep the form. If it is the same request, ask the question again.

    A question about what the form is for is answered in passing: «а кто это прочитает?».
    """
    form, progress = in_hand(hotline, state)
    if heard.words.intent in form.starts_with:
        if heard.words.article and heard.words.article != heard.words.intent:
            return Reply(state, (ArticlePart(heard.words.article, "answer"), state.place.asked[-1]))
        return again(state)
    return answer_request(hotline, replace(state, interrupted=put_aside(progress), said=()), heard)
