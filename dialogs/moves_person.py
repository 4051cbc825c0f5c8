"""Moves towards a person: offer one, ask what it is about, put the caller through."""

from dataclasses import replace

from call.events import Expect, Handover, HangUp, Outcome, Slot, Transfer
from call.record import COMMENT, RATING
from dialogs.heard import Heard
from dialogs.intake import take_in
from dialogs.move import leads_to
from dialogs.prompts import Prompt
from dialogs.state import Line, Phase, Place, Reply, Script, State, append_words, enter, note

GENERAL = "general"
"""Who takes what belongs to no other department; an id of departments.toml."""


def handover(script: Script, state: State, topic: str) -> Handover:
    """What the person who takes over must know."""
    about = state.place.about if topic == state.place.topic else topic
    known = topic in script.knowledge.intents
    department = script.knowledge.article(state.language, about).department if known else GENERAL
    intake = take_in(state.said, state.language, script.phrases)
    return Handover(department, topic, intake.problem, intake.wanted, without_feedback(state.slots))


def without_feedback(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Without the caller's opinion of us, which goes its own way."""
    return tuple(slot for slot in slots if slot.name not in (RATING, COMMENT))


def topic_of(state: State) -> str:
    """What the call is about as far as it is known: a candidate counts before it is confirmed."""
    return state.place.candidate or state.place.topic


def with_topic(state: State, heard: Heard) -> State:
    """The request category that was just said, if any, goes before what the call was about until now."""
    topic = heard.intent or next(iter(heard.candidates), "")
    return replace(state, place=replace(state.place, candidate=topic)) if topic else state


def transfer(script: Script, state: State, confirmation: Prompt, *before: Line) -> Reply:
    """Hand the caller over, confirm it, hang up: the act comes before the words that promise it."""
    return _put_through(state, handover(script, state, topic_of(state)), "transferred", confirmation, *before)


def _put_through(state: State, content: Handover, reason: str, confirmation: Prompt, *before: Line) -> Reply:
    blank = confirmation is Prompt.TRANSFER and not (content.topic or content.problem)
    said = Line(Prompt.TRANSFER_BRIEF if blank else confirmation)
    ended = replace(
        state,
        place=Place(Phase.ENDED, (said,), content.topic),
        back=(),
        outcome=Outcome.TRANSFERRED,
        department=content.department,
    )
    return Reply(ended, (*before, Transfer(content), said, HangUp(reason)))


def offer(state: State, *before: Line) -> Reply:
    """Shall I put you through?"""
    question = Line(Prompt.OFFER_PERSON, Expect.YES_NO)
    return enter(state, replace(state.place, phase=Phase.OFFER, asked=(question,), form=None), *before)


@leads_to(Phase.ENDED)
def put_through(script: Script, state: State, heard: Heard) -> Reply:
    """Put the caller through."""
    return transfer(script, state, Prompt.TRANSFER)


@leads_to(Phase.ENDED)
def put_through_with_words(script: Script, state: State, heard: Heard) -> Reply:
    """Put the caller through with what was just said, whether understood or not."""
    return transfer(script, with_topic(append_words(state, heard), heard), Prompt.TRANSFER)


@leads_to(Phase.ENDED, Phase.TOPIC)
def operator(script: Script, state: State, heard: Heard) -> Reply:
    """Put the caller through; if nothing is known of the matter, ask about it once."""
    if heard.intent:
        return put_through_with_words(script, note(state, heard), replace(heard, text=""))
    if topic_of(state):
        return transfer(script, state, Prompt.TRANSFER)
    return enter(state, Place(Phase.TOPIC, (Line(Prompt.TOPIC, Expect.OPEN),)))


@leads_to(Phase.ENDED)
def fail(script: Script, state: State, heard: Heard) -> Reply:
    """Apologise and put the caller through to whoever is there."""
    content = replace(handover(script, state, topic_of(state)), department=GENERAL)
    return _put_through(state, content, "failed", Prompt.TRANSFER, Line(Prompt.FAILURE))
