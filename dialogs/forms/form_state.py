"""How far a form has come: a frozen value inside `Place`."""

from dataclasses import dataclass

from call.events import Slot


@dataclass(frozen=True, slots=True)
class FormState:
    """One form of one call."""

    form: str
    """Its id."""
    topic: str = ""
    """The request category that the talk was about when it began."""
    about: str = ""
    """Id of the article that was told before it began."""
    slot: str = ""
    """Id of the slot that is asked or checked."""
    values: tuple[Slot, ...] = ()
    """What is known, by slot id; canonical."""
    checked: tuple[str, ...] = ()
    """Ids of the slots that the caller has confirmed."""
    skipped: tuple[str, ...] = ()
    draft: str = ""
    """Digits so far, or the value to be checked."""
    parts: tuple[str, ...] = ()
    """The groups in which the draft was said."""
    last: str = ""
    """The draft that was refused: «нет, не двадцать, а двадцать два» may come a turn later."""
    offered: str = ""
    """The caller's own number, while it is offered."""
    another: bool = False
    """Not the caller's own number."""
    rung: int = 0
    """Failed tries of this slot: the ladder of docs/reference/forms.md."""
    untouched: bool = False
    """Its question followed an answer, and the caller has not taken it up yet."""
    looked_up: bool = False
    misses: int = 0
    """How often the look-up found nothing."""
    leaving: bool = False
    """The call ends after it."""

    def value(self, slot_id: str) -> str:
        """Empty when it is not known."""
        return next((slot.value for slot in self.values if slot.name == slot_id), "")
