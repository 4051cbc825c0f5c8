"""The snapshot of a call as text, so that another call can resume it: its last question and what it knew."""

import hashlib
import json

from pydantic import TypeAdapter, ValidationError

from call.start import CallStart, Snapshot
from dialogs.forget import UNASKED, masked
from dialogs.forms.form_book import RATING
from dialogs.state import Place, Saved, State

VERSION = "2"
"""Version of `Saved`. Raise it when an older snapshot would be misread; then calls with one are not resumed."""
NUMBERS = range(10, 100)
"""The second parts of resume words: two digits."""
_SAVED = TypeAdapter(Saved)


def snapshot(state: State, place: Place) -> Snapshot:
    """The snapshot of a state at that place; empty if there is nothing to resume."""
    form = place.form
    if place.phase.traits.nothing_begun or (form and form.form == RATING):
        return Snapshot()
    saved = Saved(
        VERSION,
        state.language,
        place,
        state.said,
        tuple(slot for slot in state.slots if slot.name != UNASKED),
        state.pending,
        state.requests,
        state.interrupted,
        state.recorded,
    )
    kept = masked(_SAVED.dump_python(saved, mode="json"))
    return Snapshot(json.dumps(kept, ensure_ascii=False, separators=(",", ":")), state.resume_word)


def read_saved(text: str) -> Saved | None:
    """The saved state; None if the text is empty, or from another version of the program."""
    try:
        saved = _SAVED.validate_json(text) if text else None
    except ValidationError:
        return None
    return saved if saved and saved.version == VERSION else None


def resume_word(start: CallStart, words: int) -> str:
    """The resume word of a call, `word-number`: the index of one of so many words, and a number of two digits.

    The same call always gets the same one. It is no secret: it opens no data. If two calls of a day have the same one,
    it is not accepted.
    """
    code = hashlib.sha256(f"{start.at.isoformat()} {start.line} {start.caller}".encode()).digest()
    return f"{int.from_bytes(code[:4]) % words}-{NUMBERS[int.from_bytes(code[4:8]) % len(NUMBERS)]}"
