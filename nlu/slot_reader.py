"""Words -> the value of one slot of a form."""

from datetime import date

from call.slots import Reading, SlotType
from nlu.named_things import last_thing
from nlu.normalizer import normalize
from nlu.read_codes import read_code
from nlu.read_dates import read_date
from nlu.read_digits import RULES, read_digits
from nlu.read_email import read_email
from nlu.read_rating import read_rating


class WordReader:
    """Implements call.stages.SlotReader; it holds nothing and is shared by all calls."""

    def read(self, kind: SlotType, text: str, language: str, today: date) -> Reading | None:
        """Digits and letters as recognised or typed; see docs/reference/slots.md."""
        if kind in RULES:
            return read_digits(text, language, RULES[kind])
        match kind:
            case SlotType.EMAIL:
                return read_email(text, language)
            case SlotType.ERROR_CODE:
                return read_code(text, language)
            case SlotType.RATING:
                return read_rating(text, language)
            case SlotType.DATE:
                day = read_date(text, language, today)
                return Reading(day.isoformat()) if day else None
            case SlotType.FREE_TEXT:
                spoken = normalize(text, language)
                return Reading(spoken) if spoken else None
            case _:
                thing = last_thing(kind, text, language)
                return Reading(thing) if thing else None
