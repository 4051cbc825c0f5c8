"""Reads the value of one slot of a form from words."""

from collections.abc import Callable, Mapping
from datetime import date

from call.slots.types import SLOT_KINDS, Family, Reading, SlotType
from nlu.normalizer import normalize
from nlu.slots.named_things import last_thing
from nlu.slots.read_codes import read_code
from nlu.slots.read_dates import read_date
from nlu.slots.read_digits import RULES, read_digits
from nlu.slots.read_email import read_email
from nlu.slots.read_money import read_money
from nlu.slots.read_phone import read_phone
from nlu.slots.read_rating import read_rating
from nlu.slots.read_times import read_time

READERS: Mapping[SlotType, Callable[[str, str], Reading | None]] = {
    SlotType.PHONE: read_phone,
    SlotType.EMAIL: read_email,
    SlotType.ERROR_CODE: read_code,
    SlotType.RATING: read_rating,
    SlotType.TIME: read_time,
    SlotType.MONEY: read_money,
}
"""Slot type -> its reader of words in a language. Dates need `today` and are read below.

A family whose types are all read alike needs no entry.
"""


class WordReader:
    """Implements call.stages.SlotReader. It has no state and is shared by all calls."""

    def read(self, kind: SlotType, text: str, language: str, today: date) -> Reading | None:
        """The value in recognised or typed words; None if none (docs/reference/slots.md)."""
        if kind in READERS:
            return READERS[kind](text, language)
        if kind is SlotType.DATE:
            day = read_date(text, language, today)
            return Reading(day.isoformat()) if day else None
        match SLOT_KINDS[kind].family:
            case Family.DIGITS:
                return read_digits(text, language, RULES.get(kind, ()), kind)
            case Family.TEXT:
                return _taken(normalize(text, language))
            case Family.NAMED:
                return _taken(last_thing(kind, text, language))
            case _:
                raise LookupError(f"no reader for {kind}: add it to READERS")


def _taken(value: str) -> Reading | None:
    return Reading(value) if value else None
