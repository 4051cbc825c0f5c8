"""The move for a number that nobody asked for."""

from dataclasses import replace

from call.events import Slot
from call.slots.phones import NATIONAL_DIGITS, phone_ok
from call.slots.types import SlotType
from dialogs.event import DialogEvent
from dialogs.hotline import Hotline
from dialogs.line import Fixed, Value
from dialogs.moves.forms.complete import with_phone
from dialogs.moves.move import leads_to
from dialogs.moves.places import again
from dialogs.phrases.prompts import Prompt
from dialogs.state import Reply, State

MOBILE = "9"
"""The first digit of a Russian mobile number without its prefix; that of a passport is hardly ever this one."""


@leads_to(stays=True)
def note_number(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Keep the number for the person who takes over. One that is said to be of a passport or a card is not kept.

    The first mobile number of the call is read back; behind a message it goes to those who read that. Ten other digits
    may be a passport's as well.
    """
    if heard.words.withheld:
        return again(state, Fixed(Prompt.NUMBER_NOT_KEPT))
    phone = hotline.reader.read(SlotType.PHONE, heard.words.text, state.language, state.today)
    if phone is None or not _is_mobile(phone.value) or _another_is_known(state, phone.value):
        return again(state, *((Fixed(Prompt.NUMBER_NOTED),) if heard.words.slots else ()))
    others = (each for each in state.slots if each.name != SlotType.PHONE)
    kept = replace(state, slots=(*others, Slot(str(SlotType.PHONE), phone.value)))
    done = with_phone(hotline, kept, phone.value) or Reply(kept)
    reply = again(done.state, Fixed(Prompt.NUMBER_NOTED), Value(SlotType.PHONE, phone.value))
    return Reply(reply.state, (*done.acts, *reply.acts))


def _is_mobile(number: str) -> bool:
    return phone_ok(number) and number[-NATIONAL_DIGITS:].startswith(MOBILE)


def _another_is_known(state: State, number: str) -> bool:
    """Was another telephone confirmed in this call?"""
    known = (each.value[-NATIONAL_DIGITS:] for each in state.slots if each.name == SlotType.PHONE)
    return any(each != number[-NATIONAL_DIGITS:] for each in known)
