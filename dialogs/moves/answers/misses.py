"""Moves after a turn that was not understood, an idea that was refused, and a thing that is not known."""

from dataclasses import replace

from call.events import Expect
from dialogs.event import DialogEvent, NotKnown
from dialogs.hotline import Hotline
from dialogs.line import Fixed, NotKnownText
from dialogs.moves.answers.answer import MOST_MISSES, ask_more
from dialogs.moves.move import leads_to
from dialogs.moves.places import again, append_words, enter
from dialogs.moves.transfer import offer, transfer
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.state import Place, Reply, State

AFTER_MISS = (Phase.REQUEST, Phase.OFFER, Phase.ENDED, Phase.NOBODY)
"""Where a turn that was not understood leads, unless the same question is asked again."""


@leads_to(Phase.REQUEST, Phase.ENDED, Phase.NOBODY)
def denied(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """The caller denies what was proposed: ask in other words; the second time a person takes over."""
    return _dropped(hotline, state, state.place)


def _dropped(hotline: Hotline, state: State, left: Place | None = None) -> Reply:
    """Leads to REQUEST, ENDED, NOBODY. What was refused is no topic; `left`: where the one is that stays."""
    state = replace(state, misses=state.misses + 1, pending=())
    asked = (Fixed(Prompt.REPHRASE, Expect.OPEN),)
    place = Place(Phase.REQUEST, asked, left.topic, article=left.article) if left else Place(Phase.REQUEST, asked)
    if state.misses >= MOST_MISSES:
        return transfer(hotline, replace(state, place=place), Prompt.TRANSFER_NOT_UNDERSTOOD)
    return enter(state, place)


@leads_to(Phase.REQUEST, Phase.ENDED, Phase.NOBODY)
def refused(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """It is not about this: drop the topic and ask in other words; the second time a person takes over."""
    return _dropped(hotline, append_words(state, heard))


@leads_to(*AFTER_MISS, stays=True)
def miss(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Not understood: ask in other words; the second time a person takes over, or is offered after an answer."""
    return not_understood(hotline, state, heard)


def not_understood(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Leads to AFTER_MISS, or stays."""
    phase, expects = state.place.phase, state.place.asked[-1].expects
    state = append_words(replace(state, misses=state.misses + 1), heard)
    if state.misses >= MOST_MISSES:
        answered = phase.traits.after_answer and phase is not Phase.OFFER
        if answered and state.misses == MOST_MISSES:
            return offer(state)
        return transfer(hotline, state, Prompt.TRANSFER_NOT_UNDERSTOOD)
    if expects is Expect.YES_NO:
        return again(state, Fixed(Prompt.SAY_YES_OR_NO))
    if expects is Expect.CHOICE and phase is not Phase.STEPS:
        return again(state, Fixed(Prompt.SAY_OPTION))
    if expects is Expect.CHOICE:
        return Reply(state, (Fixed(Prompt.STEP_FIRST, Expect.CHOICE),))
    place = state.place
    asked = (Fixed(Prompt.REPHRASE, Expect.OPEN),)
    return enter(state, Place(Phase.REQUEST, asked, place.topic, article=place.article))


@leads_to(Phase.MORE, Phase.OFFER)
def not_known(hotline: Hotline, state: State, heard: NotKnown) -> Reply:
    """No article is about the thing: say so and what there is instead; the second time in a row offer a person."""
    tries = max(state.misses, state.not_known) + 1
    state = append_words(replace(state, not_known=tries), heard)
    if tries >= MOST_MISSES:
        return offer(state, NotKnownText(heard.thing))
    return ask_more(state, NotKnownText(heard.thing), Fixed(Prompt.WHAT_I_KNOW))
