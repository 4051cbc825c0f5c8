"""Values of slots: made canonical, judged, grown piece by piece, corrected. Pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from call.checks import PHONE_GROUPS, SNILS_GROUPS, Wrong, odd_group, wrong_with
from call.corrections import corrected
from call.slots import Reading, SlotType
from dialogs.form import FormSlot
from dialogs.form_state import FormState
from dialogs.forms import DIGITS

GROUPS: Mapping[SlotType, tuple[int, ...]] = {SlotType.PHONE: PHONE_GROUPS[1:], SlotType.SNILS: SNILS_GROUPS}
"""The printed groups of ten and of eleven digits: which of them is odd can be told."""
MANY = 7
"""So many digits after «верно?» are the whole number again; fewer correct or continue it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a value, for the caller."""

    wrong: Wrong
    group: str = ""
    """The digits of the group that is odd, if that can be told."""


def canonical(slot: FormSlot, value: str) -> str:
    """A telephone number as 7 and ten digits; anything else as it was read."""
    if slot.type is SlotType.PHONE:
        return telephone(value) or value
    return value.strip()


def telephone(digits: str) -> str:
    """A Russian number in its international form (7 and ten digits); empty if it is none, or not yet whole.

    Ten digits that begin with 89 or 79 lack one: they begin a mobile number with its prefix, and no area code.
    """
    if len(digits) == 11 and digits[0] in "78":
        return "7" + digits[1:]
    if len(digits) == 10 and digits[:2] not in ("89", "79"):
        return "7" + digits
    return ""


def trouble(slot: FormSlot, value: str, parts: tuple[str, ...] = (), today: date | None = None) -> Trouble | None:
    """None: the value is good. `today` bounds dates; without it every real date is good."""
    if slot.choices:
        return None if value in slot.choices else Trouble(Wrong.FORMAT)
    if len(value) < slot.least:
        return Trouble(Wrong.TOO_SHORT, _odd(slot, parts))
    if len(value) > slot.most:
        return Trouble(Wrong.TOO_LONG, _odd(slot, parts))
    if slot.type is SlotType.PHONE:
        return None if telephone(value) else Trouble(Wrong.TOO_SHORT, _odd(slot, parts))
    wrong = wrong_with(slot.type, value, today)
    if slot.ahead and today and wrong is None and value < today.isoformat():
        wrong = Wrong.RANGE
    return Trouble(wrong, _odd(slot, parts)) if wrong else None


def _odd(slot: FormSlot, parts: tuple[str, ...]) -> str:
    sizes = GROUPS.get(slot.type)
    if not sizes or len(parts) < 2:
        return ""
    whole = sum(map(len, parts))
    if slot.type is SlotType.PHONE and (whole > 10 or parts[0][0] in "78"):
        sizes = PHONE_GROUPS
    index = odd_group(parts, sizes)
    return "" if index is None else parts[index]


def with_value(form: FormState, slot: FormSlot, reading: Reading, *, by_key: bool = False) -> FormState | None:
    """The draft with what was just said: replaced, corrected or continued.

    None: what is to be replaced is not in the draft.
    """
    if slot.type not in DIGITS:
        return replace(form, draft=canonical(slot, reading.value), parts=())
    if by_key:
        return replace(form, draft=form.draft + reading.value, parts=(form.draft + reading.value,))
    if reading.replaces:
        before = _before(form)
        change = corrected(before, reading) if before.value else Reading(reading.value, reading.parts)
        return replace(form, draft=change.value, parts=change.parts or (change.value,)) if change else None
    parts = reading.parts or (reading.value,)
    whole = trouble(slot, reading.value) is None
    fixed = slot.least == slot.most or slot.type in (SlotType.PHONE, SlotType.INN)
    fits = trouble(slot, form.draft + reading.value) is None
    again = len(reading.value) >= len(form.draft) and len(reading.value) >= MANY and len(form.draft) >= slot.least
    if not form.draft or (whole and fixed and not fits) or again:
        return replace(form, draft=reading.value, parts=parts)
    return replace(form, draft=form.draft + reading.value, parts=(*form.parts, *parts))


def refused(form: FormState, slot: FormSlot, reading: Reading) -> FormState | None:
    """After «нет»: the whole value again, a correction of a part, or the one group that is nearest to what was said.

    None: which part is meant cannot be told.
    """
    if slot.type not in DIGITS or reading.replaces or len(reading.value) >= min(slot.least, MANY):
        clean = form if reading.replaces else replace(form, draft="", parts=())
        return with_value(clean, slot, reading)
    before = _before(form)
    near = [part for part in before.parts if len(part) == len(reading.value) and _one_off(part, reading.value)]
    if len(near) != 1:
        return None
    return with_value(form, slot, replace(reading, replaces=near[0]))


def _one_off(old: str, new: str) -> bool:
    return sum(one != other for one, other in zip(old, new, strict=True)) == 1


def _before(form: FormState) -> Reading:
    value = form.draft or form.last
    return Reading(value, form.parts if "".join(form.parts) == value else ())
