"""The move for a number that nobody asked for."""

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

    A mobile number is read back; behind a message it goes to those who read that. Ten other digits may be a passport's.
    """
    if heard.words.withheld:
        return again(state, Fixed(Prompt.NUMBER_NOT_KEPT))
    phone = hotline.reader.read(SlotType.PHONE, heard.words.text, state.language, state.today)
    if phone is None or not _is_mobile(phone.value):
        return again(state, *((Fixed(Prompt.NUMBER_NOTED),) if heard.words.slots else ()))
    done = with_phone(hotline, state, phone.value) or Reply(state)
    reply = again(done.state, Fixed(Prompt.NUMBER_NOTED), Value(SlotType.PHONE, phone.value))
    return Reply(reply.state, (*done.acts, *reply.acts))


def _is_mobile(number: str) -> bool:
    return phone_ok(number) and number[-NATIONAL_DIGITS:].startswith(MOBILE)
