"""Words -> the value of one slot of a form."""

from call.slots import Reading, SlotType
from nlu.normalizer import normalize
from nlu.slots import longest_number

_DIGITS = {SlotType.APPLICATION_NUMBER, SlotType.SNILS, SlotType.INN, SlotType.PHONE}


class WordReader:
    """Implements call.stages.SlotReader; immutable, shared by all calls."""

    def read(self, kind: SlotType, text: str, language: str) -> Reading | None:
        spoken = normalize(text, language)
        if kind in _DIGITS:
            digits = longest_number(spoken, language)
            return Reading(digits, (digits,)) if digits else None
        return Reading(spoken) if kind is SlotType.FREE_TEXT and spoken else None
