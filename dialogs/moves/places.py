"""How a move asks a new question or the same one again, and how it keeps the caller's words."""

from dataclasses import replace

from dialogs.event import DialogEvent, Event
from dialogs.line import Line
from dialogs.phase import Phase
from dialogs.state import Place, Reply, State

MOST_PLACES = 8
"""How many questions a caller can go back."""
MOST_WORDS = 3
"""How many phrases are kept for the person who takes over."""


def enter(state: State, place: Place, *before: Line) -> Reply:
    """Ask a new question. `before` is said once and not repeated with the question."""
    return Reply(replace(_leave(state), place=place), (*before, *place.asked))


def turn_to(state: State, intent: str, article: str) -> State:
    """Go over to another subject, of which nothing is told yet. «назад» leads to what was asked before."""
    return replace(_leave(state), place=Place(Phase.HELPED, (), intent, article=article))


def _leave(state: State) -> State:
    """Keep the question to come back to, if one was asked."""
    if state.place.phase.traits.passing or not state.place.asked:
        return state
    return replace(state, back=(*state.back, state.place)[-MOST_PLACES:])


def again(state: State, *before: Line) -> Reply:
    """Ask the same question again, with its options or number but without the answer that led to it."""
    place = state.place
    return Reply(state, (*before, *(place.asked if place.phase.traits.repeat_whole else place.asked[-1:])))


def note(state: State, heard: DialogEvent) -> State:
    """Keep the words of a new request."""
    return append_words(replace(state, said=()) if state.place.phase.traits.after_answer else state, heard)


def queued(state: State, heard: DialogEvent) -> tuple[str, ...]:
    """The requests that are still to be answered: those of this phrase.

    Those that were waiting too, while the caller only says more of what he is asked. With a new request after an answer
    he has gone on by himself, and to come back to what may never have been asked is no help.
    """
    waiting = () if heard.event is Event.REQUEST and state.place.phase.traits.after_answer else state.pending
    return tuple(dict.fromkeys((*heard.words.further, *waiting)))


def append_words(state: State, heard: DialogEvent) -> State:
    """Add words to those that were kept before."""
    text = heard.words.text
    return replace(state, said=(*state.said, text)[-MOST_WORDS:]) if text else state
