"""How a move asks: a new question, the same one once more; and the caller's words that it keeps."""

from dataclasses import replace

from dialogs.event import DialogEvent
from dialogs.line import Line
from dialogs.state import Place, Reply, State

MOST_PLACES = 8
"""How many questions a caller can go back."""
MOST_WORDS = 3
"""How many phrases are kept for the person who takes over."""


def enter(state: State, place: Place, *before: Line) -> Reply:
    """Ask a new question; `before` is said once and not repeated with it."""
    back = (*state.back, state.place)[-MOST_PLACES:]
    return Reply(replace(state, place=place, back=back), (*before, *place.asked))


def again(state: State, *before: Line) -> Reply:
    """The same question once more, without the answer that led to it but with the options or the number it is about."""
    place = state.place
    return Reply(state, (*before, *(place.asked if place.phase.traits.repeat_whole else place.asked[-1:])))


def note(state: State, heard: DialogEvent) -> State:
    """Keep the words of a request."""
    return append_words(replace(state, said=()) if state.place.phase.traits.after_answer else state, heard)


def append_words(state: State, heard: DialogEvent) -> State:
    """Keep words that belong to what was said before."""
    text = heard.words.text
    return replace(state, said=(*state.said, text)[-MOST_WORDS:]) if text else state
