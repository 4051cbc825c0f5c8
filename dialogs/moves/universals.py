"""Moves that belong to every talk: repeat, slower, back, other language, thanks, silence, rudeness, the end."""

from dataclasses import replace

from call.acts import HangUp
from call.events import Expect
from dialogs.event import DialogEvent, SwitchLanguage
from dialogs.hotline import Hotline
from dialogs.line import Fixed, Line, RequestNumber
from dialogs.moves.answer import answer_request, ask_menu, ask_more, close_topic
from dialogs.moves.form_next import AFTER_ANSWER
from dialogs.moves.move import leads_to
from dialogs.moves.places import again, append_words, enter
from dialogs.moves.transfer import said_topic, transfer
from dialogs.phase import Phase
from dialogs.phrases.prompts import Menu, Prompt
from dialogs.state import Place, Reply, State

SLOW = 0.75
"""Speech rate for the rest of the call once the caller asked for it."""
MENU_SILENCE, LAST_SILENCE = 2, 3
"""The silence ladder: asked again, the menu with keys, goodbye."""


@leads_to(stays=True)
def repeat(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Say it all again, with the number of the request where that was said last."""
    return Reply(state, (*_number_again(state), *state.place.asked))


def _number_again(state: State) -> tuple[Line, ...]:
    """After a request was recorded only "what else" is asked: who wants that repeated has missed the number."""
    told = state.place.phase is Phase.MORE and state.requests and not state.back
    return (Fixed(Prompt.RECAP_NUMBER), RequestNumber()) if told else ()


@leads_to(stays=True)
def ask_again(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Ask the question again."""
    return again(state)


@leads_to(stays=True)
def slower(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Say it all again, more slowly from now on."""
    return Reply(replace(state, rate=SLOW), (Fixed(Prompt.SLOWER), *_number_again(state), *state.place.asked))


@leads_to(*(phase for phase in Phase if phase is not Phase.ENDED))
def back(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Return to the question before."""
    if not state.back:
        return again(state)
    place = state.back[-1]
    state = replace(state, place=place, back=state.back[:-1])
    return Reply(state, (Fixed(Prompt.GOING_BACK), *place.asked))


@leads_to(stays=True)
def language(hotline: Hotline, state: State, heard: SwitchLanguage) -> Reply:
    """Say it all again in the other language and go on in it."""
    asked = state.place.asked
    return Reply(replace(state, language=heard.language), (Fixed(Prompt.LANGUAGE_SWITCHED), *asked))


@leads_to(stays=True)
def greet_back(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Return the greeting and ask again."""
    return again(state, Fixed(Prompt.HELLO))


@leads_to(stays=True)
def note_number(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """A number nobody asked for is kept for the person who takes over."""
    return again(state, Fixed(Prompt.NUMBER_NOTED))


@leads_to(Phase.MORE)
def thanks(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """You are welcome; what else?"""
    return ask_more(state, Fixed(Prompt.WELCOME))


@leads_to(Phase.REQUEST)
def cancel(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Drop what was begun and listen."""
    return drop(state)


def drop(state: State) -> Reply:
    """Leads to REQUEST."""
    state = replace(state, pending=(), misses=0, interrupted=None)
    place = Place(Phase.REQUEST, (Fixed(Prompt.LISTENING, Expect.OPEN),), state.place.topic)
    return enter(state, place, Fixed(Prompt.CANCELLED))


@leads_to(*AFTER_ANSWER, Phase.ENDED, Phase.NOBODY, stays=True)
def warn(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """One calm warning, with the answer if there was a request; the second time a person takes over."""
    state = replace(state, warnings=state.warnings + 1)
    if state.warnings > 1:
        state = append_words(state, heard) if heard.words.intent or heard.words.candidates else state
        return transfer(hotline, state, Prompt.TRANSFER_ABUSE, topic=said_topic(heard))
    warning = Fixed(Prompt.ABUSE_WARNING)
    if not heard.words.intent:
        return again(state, warning)
    reply = answer_request(hotline, state, heard)
    return Reply(reply.state, (warning, *reply.acts))


@leads_to(Phase.CHOICE, Phase.ENDED, stays=True)
def silence(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Ask again, then the menu with keys, then goodbye."""
    return _silent(hotline, state)


def _silent(hotline: Hotline, state: State) -> Reply:
    state = replace(state, silences=state.silences + 1)
    if state.silences >= LAST_SILENCE:
        return hang_up(state, Prompt.GOODBYE_SILENT, "silence")
    if state.silences == MENU_SILENCE:
        return ask_menu(hotline, state, Menu.MENU)
    return again(state, Fixed(Prompt.STILL_HERE))


@leads_to(*AFTER_ANSWER, Phase.CHOICE, Phase.ENDED, stays=True)
def silence_after_answer(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Go on to the next request of the phrase; without one, as any silence."""
    if state.pending:
        return close_topic(hotline, replace(state, silences=state.silences + 1))
    return _silent(hotline, state)


@leads_to(stays=True)
def warn_of_time(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Two minutes are left."""
    return Reply(replace(state, time_warned=True), (Fixed(Prompt.TIME_WARNING),))


@leads_to(stays=True)
def nothing(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """The call is over."""
    return Reply(state)


@leads_to(stays=True)
def not_awaited(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Nobody waits for this."""
    return Reply(state)


@leads_to(Phase.MORE)
def what_else(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """A person has spoken with the caller; what else?"""
    return ask_more(replace(state, pending=(), interrupted=None))


def hang_up(state: State, words: Prompt, reason: str, *before: Line) -> Reply:
    """Say it and end the call."""
    said = Fixed(words)
    ended = replace(state, place=Place(Phase.ENDED, (said,), state.place.topic), back=())
    return Reply(ended, (*before, said, HangUp(reason)))
