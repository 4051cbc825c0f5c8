"""Moves after «nobody can take the call»: another department, a call back, a message, or none of these."""

from collections.abc import Callable
from dataclasses import replace

from call.acts import HangUp
from dialogs.event import DialogEvent, Pick
from dialogs.forms.form_book import CALLBACK, MESSAGE
from dialogs.hotline import Hotline
from dialogs.line import Fixed
from dialogs.moves.answers.answer import ask_more, ask_whether
from dialogs.moves.answers.choices import ask_which
from dialogs.moves.forms.begin import open_form
from dialogs.moves.forms.fill import BEGINNING
from dialogs.moves.forms.next import AFTER_ANSWER
from dialogs.moves.move import leads_to
from dialogs.moves.no_operator import nobody, seen
from dialogs.moves.places import again
from dialogs.moves.transfer import called_topic, connect, handover, transfer
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.state import NobodyFree, Place, Reply, State
from dialogs.tally import matter_of

Choice = Callable[[Hotline, State, DialogEvent], Reply]


@leads_to(*BEGINNING, Phase.NOBODY, Phase.ENDED, stays=True)
def accept(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Do what was offered first."""
    return _first(hotline, state, heard)


def _first(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    return _choices(state)[0](hotline, state, heard)


@leads_to(*BEGINNING, Phase.ENDED, Phase.MORE, Phase.FORM_OFFER, stays=True)
def insist(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Put the caller through if somebody is free by now, or to a department that he names; else the first offer."""
    called = hotline.lines.department_named(heard.words.text, state.language)
    if called and called == _offered(state).instead:
        return _to_other(hotline, state, heard)
    if topic := called_topic(hotline, state, heard):
        return transfer(hotline, state, Prompt.TRANSFER, topic=topic)
    department = handover(hotline, state, matter_of(hotline, state)).department
    if seen(hotline, state, department).free:
        return transfer(hotline, state, Prompt.TRANSFER)
    return _first(hotline, state, heard)


@leads_to(*BEGINNING, Phase.NOBODY, Phase.ENDED, stays=True)
def pick(hotline: Hotline, state: State, heard: Pick) -> Reply:
    """Do the offer that was picked by its place or key."""
    choices = _choices(state)
    if not 1 <= heard.number <= len(choices):
        return _not_picked(state)
    return choices[heard.number - 1](hotline, state, heard)


@leads_to(Phase.MORE)
def decline(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Drop the offers and ask what else there is."""
    return ask_more(state)


@leads_to(*BEGINNING, Phase.ENDED, Phase.MORE, Phase.FORM_OFFER, stays=True)
def queue(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Say that there is no queue, and ask the offers again. If somebody is free by now, put the caller through."""
    department = handover(hotline, state, matter_of(hotline, state)).department
    if seen(hotline, state, department).free:
        return transfer(hotline, state, Prompt.TRANSFER)
    return again(state, Fixed(Prompt.NO_QUEUE))


@leads_to(Phase.ENDED, stays=True)
def missed(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Ask once more, then say goodbye, because nobody can take the call."""
    return _not_picked(state)


@leads_to(*AFTER_ANSWER, Phase.CONFIRM, Phase.ENDED, stays=True)
def unsure(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Ask for one of the offers first. Only words that are not about them again are taken for another request."""
    return ask_whether(hotline, state, heard) if state.misses else _not_picked(state)


@leads_to(Phase.CHOICE, stays=True)
def ambiguous(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Ask for one of the offers first, like `unsure`."""
    return ask_which(state, heard) if state.misses else _not_picked(state)


def _not_picked(state: State) -> Reply:
    if state.misses:
        said = Fixed(Prompt.CALL_AGAIN)
        ended = replace(state, place=Place(Phase.ENDED, (said,), state.place.topic), back=())
        return Reply(ended, (said, HangUp("nobody")))
    return again(replace(state, misses=1), Fixed(Prompt.SAY_OPTION))


def _choices(state: State) -> tuple[Choice, ...]:
    """The offers in the order in which they are said."""
    there = _offered(state)
    other: tuple[Choice, ...] = (_to_other,) if there.instead else ()
    later: tuple[Choice, ...] = () if there.no_number else (_call_back,)
    return (*other, *later, _take_message)


def _call_back(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    return open_form(hotline, state, CALLBACK, heard)


def _take_message(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    return open_form(hotline, state, MESSAGE, heard)


def _offered(state: State) -> NobodyFree:
    return state.place.matter if isinstance(state.place.matter, NobodyFree) else NobodyFree("", no_number=False)


def _to_other(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Put the caller through to the department that was offered, if it is still free."""
    content = handover(hotline, state, matter_of(hotline, state))
    instead = _offered(state).instead
    if not seen(hotline, state, instead).free:
        return nobody(hotline, state, content.department, content.topic)
    return connect(hotline, state, replace(content, department=instead), Prompt.TRANSFER)
