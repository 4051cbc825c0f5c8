"""The progress of a form: a frozen value inside `Place`."""

from dataclasses import dataclass

from call.events import Slot


@dataclass(frozen=True, slots=True)
class FormState:
    """One form in one call."""

    form: str
    """Id of the form."""
    topic: str = ""
    """The topic of the call when the form began: a request category."""
    about: str = ""
    """Id of the article that was said before the form began."""
    slot: str = ""
    """Id of the slot that is asked or checked."""
    values: tuple[Slot, ...] = ()
    """The known values in canonical form. The name of each is a slot id."""
    checked: tuple[str, ...] = ()
    """Ids of the slots that the caller has confirmed."""
    skipped: tuple[str, ...] = ()
    draft: str = ""
    """The digits so far, or the value to be confirmed."""
    parts: tuple[str, ...] = ()
    """The groups in which the draft was said."""
    last: str = ""
    """The draft that the caller refused. «нет, не двадцать, а двадцать два» may follow a turn later."""
    said: str = ""
    """The draft without the digit that was doubled to complete it (`amendments.doubled`); empty if none was."""
    instead: str = ""
    """New digits whose place is being asked: «какие цифры заменить?»."""
    offered: str = ""
    """The caller's own number while it is offered."""
    another: bool = False
    """The caller wants another number than their own."""
    prompt_level: int = 0
    """How often this slot was asked again. Each level asks in an easier way (docs/reference/forms.md)."""
    untouched: bool = False
    """The question of the form followed an answer, and the caller has not responded to it yet."""
    begun: bool = False
    """The caller has answered a question of the form."""
    cancelled: bool = False
    """The caller wants to drop the form, and is asked whether that was meant."""
    looked_up: bool = False
    misses: int = 0
    """How often the look-up found nothing."""
    calls: bool = False
    """The caller wants to be called: «пусть мне перезвонят»."""
    leaving: bool = False
    """The call ends after the form."""

    def value(self, slot_id: str) -> str:
        """The known value of a slot; empty if not known."""
        return next((slot.value for slot in self.values if slot.name == slot_id), "")
