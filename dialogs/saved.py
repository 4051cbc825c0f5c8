"""What a call leaves for another one that goes on with it, as text: the question it stood at and what it knew."""

import hashlib

from pydantic import TypeAdapter, ValidationError

from call.start import CallStart, Snapshot
from dialogs.forms.form_book import RATING
from dialogs.state import Place, Saved, State

VERSION = "2"
"""Of `Saved`: raise it when an older snapshot would be misread. What cannot be read is not gone on with."""
NUMBERS = range(10, 100)
"""The second part of a resume word, said in two digits."""
_SAVED = TypeAdapter(Saved)


def snapshot(state: State, place: Place) -> Snapshot:
    """Of a state that stands at that place; empty where nothing was begun that could be gone on with."""
    form = place.form
    if place.phase.traits.nothing_begun or (form and form.form == RATING):
        return Snapshot()
    saved = Saved(
        VERSION,
        state.language,
        place,
        state.said,
        state.slots,
        state.pending,
        state.requests,
        state.interrupted,
        state.recorded,
    )
    return Snapshot(_SAVED.dump_json(saved).decode(), state.resume_word)


def read_saved(text: str) -> Saved | None:
    """None for a text that is empty, or of another version of the program."""
    try:
        saved = _SAVED.validate_json(text) if text else None
    except ValidationError:
        return None
    return saved if saved and saved.version == VERSION else None


def resume_word(start: CallStart, words: int) -> str:
    """`word-number`: which of so many words, and a number of two digits. The same call gets the same one.

    Not a secret: it opens no data, and it is not accepted when two calls of a day were given the same.
    """
    code = hashlib.sha256(f"{start.at.isoformat()} {start.line} {start.caller}".encode()).digest()
    return f"{int.from_bytes(code[:4]) % words}-{NUMBERS[int.from_bytes(code[4:8]) % len(NUMBERS)]}"
