"""The universals, moves that every phase has: repeat, slower, back, language, thanks, silence, abuse, the end."""

from dataclasses import replace

from call.acts import HangUp
from call.events import Expect
from dialogs.event import DialogEvent, Event, SwitchLanguage
from dialogs.hotline import Hotline
from dialogs.line import Fixed, Line, RequestNumber
from dialogs.moves.answers.answer import SLOW, answer_request, ask_more, close_topic, waiting
from dialogs.moves.answers.choices import ask_menu
from dialogs.moves.forms.next import AFTER_ANSWER
from dialogs.moves.move import leads_to
from dialogs.moves.no_operator import seen
from dialogs.moves.places import again, append_words, enter
from dialogs.moves.transfer import handover, said_topic, transfer
from dialogs.phase import Phase
from dialogs.phrases.prompts import Menu, Prompt
from dialogs.state import Place, Reply, State
from dialogs.tally import matter_of

MENU_IDLE, LAST_IDLE = 2, 3
"""Turns in a row without a word of sense, whether silence, noise or «что?» (`event.SENSELESS`).

At the first the question is asked again; at the second more help is given: the menu with keys, or slower speech; at the
third the call is handed over if somebody was heard, else it ends. A greeting, or a yes or no where nothing was asked,
has sense, but at the third in a row the call is handed over too.
"""


@leads_to(stays=True)
def repeat(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Say everything again, with the number of the request if that was said last."""
    return Reply(state, (*_number_again(state), *state.place.asked))


def _number_again(state: State) -> tuple[Line, ...]:
    """The number of the request again. After it only "what else" is asked, so a caller who says «repeat» missed it."""
    told = state.place.phase is Phase.MORE and state.requests and not state.back
    return (Fixed(Prompt.RECAP_NUMBER), RequestNumber()) if told else ()


@leads_to(stays=True)
def ask_again(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Ask the question again."""
    return again(state)


@leads_to(stays=True)
def slower(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Say everything again, and speak more slowly from now on."""
    return _slower(state)


def _slower(state: State) -> Reply:
    return Reply(replace(state, rate=SLOW), (Fixed(Prompt.SLOWER), *_number_again(state), *state.place.asked))


@leads_to(*(phase for phase in Phase if phase is not Phase.ENDED))
def back(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Return to the previous question."""
    if not state.back:
        return again(state)
    place = state.back[-1]
    state = replace(state, place=place, back=state.back[:-1])
    return Reply(state, (Fixed(Prompt.GOING_BACK), *place.asked))


@leads_to(stays=True)
def language(hotline: Hotline, state: State, heard: SwitchLanguage) -> Reply:
    """Say everything again in the other language, and keep that language."""
    asked = state.place.asked
    return Reply(replace(state, language=heard.language), (Fixed(Prompt.LANGUAGE_SWITCHED), *asked))


@leads_to(Phase.ENDED, stays=True)
def what(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Say everything again; the second time in a row more slowly; the third time a person takes over."""
    state = idled(state, heard)
    return give_up(hotline, state) if state.idle >= LAST_IDLE else once_more(state)


def once_more(state: State) -> Reply:
    """Say everything again, more slowly if it was not caught before."""
    return _slower(state) if state.idle >= MENU_IDLE else Reply(state, (*_number_again(state), *state.place.asked))


@leads_to(Phase.ENDED, stays=True)
def greet_back(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Return the greeting and ask again; at the third in a row a person takes over."""
    state = replace(state, stalls=state.stalls + 1)
    return _not_heard(hotline, state) if state.stalls >= LAST_IDLE else again(state, Fixed(Prompt.HELLO))


@leads_to(Phase.REQUEST, Phase.ENDED)
def listen(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Invite the request; at the third yes or no in a row a person takes over."""
    state = replace(state, stalls=state.stalls + 1)
    if state.stalls >= LAST_IDLE:
        return _not_heard(hotline, state)
    return enter(state, Place(Phase.REQUEST, (Fixed(Prompt.LISTENING, Expect.OPEN),), state.place.topic))


@leads_to(stays=True)
def wait(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """The caller looks for something: wait without asking again. It is no failed try."""
    return Reply(state, (Fixed(Prompt.NO_HURRY, state.place.asked[-1].expects or Expect.OPEN),))


@leads_to(Phase.MORE)
def thanks(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """You are welcome; what else?"""
    return ask_more(state, Fixed(Prompt.WELCOME))


@leads_to(Phase.REQUEST)
def cancel(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Drop what was begun and ask for the request."""
    return drop(state)


def drop(state: State) -> Reply:
    """Leads to REQUEST."""
    state = replace(state, pending=(), misses=0, interrupted=None)
    place = Place(Phase.REQUEST, (Fixed(Prompt.LISTENING, Expect.OPEN),), state.place.topic)
    return enter(state, place, Fixed(Prompt.CANCELLED))


@leads_to(*AFTER_ANSWER, Phase.ENDED, Phase.NOBODY, stays=True)
def warn(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Warn once, and answer the request if there was one; the second time a person takes over."""
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
    """Ask again, then name the menu with keys. Then say goodbye, or hand over a caller who was heard."""
    return _idle(hotline, state, heard)


@leads_to(*AFTER_ANSWER, Phase.CHOICE, Phase.ENDED, stays=True)
def silence_after_answer(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Answer the next request of the phrase; without one, as at any silence."""
    if waiting(hotline, state):
        return close_topic(hotline, idled(state, heard))
    return _idle(hotline, state, heard)


def _idle(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    state = idled(state, heard)
    if state.idle >= LAST_IDLE:
        return give_up(hotline, state)
    if state.idle == MENU_IDLE:
        return ask_menu(hotline, state, Menu.MENU)
    return again(state, Fixed(Prompt.STILL_HERE if heard.event is Event.SILENCE else Prompt.NOT_HEARD))


def idled(state: State, heard: DialogEvent) -> State:
    """One more turn without a word of sense."""
    sounds = state.sounds + (heard.event is not Event.SILENCE)
    return replace(state, idle=state.idle + 1, sounds=sounds, sensed=state.sensed or heard.event is Event.WHAT)


def give_up(hotline: Hotline, state: State) -> Reply:
    """Leads to ENDED. Goodbye to silence; a caller who was heard gets a person, or is told how to come back.

    Sounds without any word in the whole call may be a television, and no person is called to that.
    """
    if not state.sounds:
        return hang_up(state, Prompt.GOODBYE_SILENT, "silence")
    return _not_heard(hotline, state) if state.sensed else hang_up(state, Prompt.GOODBYE_NOISE, "unheard")


def _not_heard(hotline: Hotline, state: State) -> Reply:
    if seen(hotline, state, handover(hotline, state, matter_of(hotline, state)).department).free:
        return transfer(hotline, state, Prompt.TRANSFER_UNHEARD)
    return hang_up(state, Prompt.GOODBYE_UNHEARD, "unheard")


@leads_to(stays=True)
def warn_of_time(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Say that two minutes are left."""
    return Reply(replace(state, time_warned=True), (Fixed(Prompt.TIME_WARNING),))


@leads_to(stays=True)
def nothing(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Do nothing, because the call is over."""
    return Reply(state)


@leads_to(stays=True)
def not_awaited(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Do nothing, because no move waits for this event."""
    return Reply(state)


@leads_to(Phase.MORE)
def what_else(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """After a person has spoken with the caller, ask what else there is."""
    return ask_more(replace(state, pending=(), interrupted=None))


def hang_up(state: State, words: Prompt, reason: str, *before: Line) -> Reply:
    """Say the prompt and end the call."""
    said = Fixed(words)
    ended = replace(state, place=Place(Phase.ENDED, (said,), state.place.topic), back=())
    return Reply(ended, (*before, said, HangUp(reason)))
