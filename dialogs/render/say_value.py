"""The value of a slot in words: digits in groups, letters one by one, things and days by their names."""

from call.acts import BargeIn
from call.slots.types import SLOT_KINDS, ReadBack, SlotKind, SlotType
from dialogs.hotline import Hotline
from dialogs.line import ChoiceName
from dialogs.phrases.amounts import say_sum
from dialogs.state import State


def say_value(kind: SlotType, value: str, state: State, hotline: Hotline) -> tuple[str, BargeIn]:
    """The words and their barge-in. Numbers have none, because the caller writes them down."""
    row = SLOT_KINDS[kind]
    return _slot_value(row, kind, value, state, hotline), BargeIn.OFF if row.dictated else BargeIn.FREE


def say_choice(line: ChoiceName, language: str, hotline: Hotline) -> str:
    return hotline.forms.wording(language, line.form).slots[line.slot].choices[line.choice].name


def _slot_value(row: SlotKind, kind: SlotType, value: str, state: State, hotline: Hotline) -> str:
    language = state.language
    match row.said:
        case ReadBack.GROUPS:
            return _digits(row, value, language, hotline)
        case ReadBack.SIGNS:
            return _signs(value, language, hotline)
        case ReadBack.NAME:
            return hotline.things.name(language, kind, value)
        case ReadBack.DAY:
            return hotline.things.day(language, value, state.today)
        case ReadBack.SUM:
            return _sentence(say_sum(int(value), language))
        case ReadBack.CLOCK | ReadBack.PLAIN:  # the voices read «15:30» as «пятнадцать тридцать»
            return _sentence(value)


def _sentence(value: str) -> str:
    return value if value[-1:] in ".?!" else f"{value}."


def _digits(row: SlotKind, value: str, language: str, hotline: Hotline) -> str:
    if row.prefixed and len(value) == sum(row.printed):
        value = "8" + value[1:]
    sizes = row.spoken if sum(row.spoken) == len(value) else None
    return hotline.phrases.spell(language, value, sizes or None)


def _signs(value: str, language: str, hotline: Hotline) -> str:
    """«E 4 0 3» as letters and digit words, with pauses."""
    signs = [hotline.phrases.spell(language, sign).rstrip(".") if sign.isdecimal() else sign for sign in value]
    return ", ".join(signs) + "."
