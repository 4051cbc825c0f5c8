"""The value of a slot as it is said: digits in groups, letters one by one, things and days by their names."""

from call.acts import BargeIn
from call.slots.checks import SNILS_GROUPS
from call.slots.types import SlotType
from dialogs.forms.form_book import DIGITS
from dialogs.hotline import Hotline
from dialogs.state import State

GROUPS = {SlotType.SNILS: SNILS_GROUPS}
THINGS = {
    SlotType.CHANNEL,
    SlotType.REGION,
    SlotType.CITIZEN_GROUP,
    SlotType.DOCUMENT_TYPE,
    SlotType.SERVICE,
}


def say_value(kind: str, value: str, state: State, hotline: Hotline) -> tuple[str, BargeIn]:
    """The words, and what may interrupt them: numbers that the caller writes along are not interrupted."""
    language = state.language
    if kind in DIGITS:
        return _digits(kind, value, language, hotline), BargeIn.OFF
    if kind == SlotType.ERROR_CODE:
        return _code(value, language, hotline), BargeIn.OFF
    if kind == SlotType.EMAIL:
        return f"{value}.", BargeIn.OFF
    if kind in THINGS:
        return hotline.things.name(language, kind, value), BargeIn.FREE
    if kind == "resume_word":
        return hotline.phrases.resume_word(language, value), BargeIn.OFF
    if kind in ("stage", "stage_explained"):
        stage = hotline.things.stage(language, value)
        return (stage.name if kind == "stage" else stage.explain), BargeIn.FREE
    if kind == SlotType.DATE:
        return hotline.things.day(language, value, state.today), BargeIn.FREE
    if "." in kind:
        form, _, slot = kind.partition(".")
        return hotline.forms.wording(language, form).slots[slot].choices[value].name, BargeIn.FREE
    return (value if value[-1:] in ".?!" else f"{value}."), BargeIn.FREE


def _digits(kind: str, value: str, language: str, hotline: Hotline) -> str:
    if kind == SlotType.PHONE and len(value) == 11:
        value = "8" + value[1:]
    groups = GROUPS.get(SlotType(kind))
    return hotline.phrases.spell(language, value, groups if groups and sum(groups) == len(value) else None)


def _code(value: str, language: str, hotline: Hotline) -> str:
    """«E 4 0 3» as letters and digit words, with pauses."""
    signs = [hotline.phrases.spell(language, sign).rstrip(".") if sign.isdecimal() else sign for sign in value]
    return ", ".join(signs) + "."
