"""Values of slots: made canonical, judged, grown piece by piece, corrected. Pure functions."""

from dataclasses import dataclass, replace
from datetime import date

from call.slots.checks import Wrong, odd_group
from call.slots.corrections import corrected
from call.slots.phones import PREFIXES
from call.slots.types import Reading
from dialogs.forms.form import FormSlot
from dialogs.forms.form_state import FormState

MANY = 7
"""So many digits after «верно?» are the whole number again; fewer correct or continue it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a value, for the caller."""

    wrong: Wrong
    group: str = ""
    """The digits of the group that is odd, if that can be told."""


def canonical(slot: FormSlot, value: str) -> str:
    """As the type keeps it: a telephone number as 7 and ten digits."""
    return slot.kind.canonical(value)


def trouble(slot: FormSlot, value: str, parts: tuple[str, ...] = (), today: date | None = None) -> Trouble | None:
    """None: the value is good. `today` bounds dates; without it every real date is good."""
    if slot.choices:
        return None if value in slot.choices else Trouble(Wrong.FORMAT)
    if len(value) < slot.least:
        return Trouble(Wrong.TOO_SHORT, _odd(slot, parts))
    if len(value) > slot.most:
        return Trouble(Wrong.TOO_LONG, _odd(slot, parts))
    wrong = slot.kind.check(value, today)
    if slot.ahead and today and wrong is None and value < today.isoformat():
        wrong = Wrong.RANGE
    return Trouble(wrong, _odd(slot, parts)) if wrong else None


def _odd(slot: FormSlot, parts: tuple[str, ...]) -> str:
    sizes = slot.kind.printed
    if not sizes or len(parts) < 2:
        return ""
    if slot.kind.prefixed and sum(map(len, parts)) <= sum(sizes[1:]) and parts[0][0] not in PREFIXES:
        sizes = sizes[1:]
    index = odd_group(parts, sizes)
    return "" if index is None else parts[index]


def with_value(form: FormState, slot: FormSlot, reading: Reading, *, by_key: bool = False) -> FormState | None:
    """The draft with what was just said: replaced, corrected or continued.

    None: what is to be replaced is not in the draft.
    """
    if not slot.kind.digits:
        return replace(form, draft=canonical(slot, reading.value), parts=())
    if by_key:
        return replace(form, draft=form.draft + reading.value, parts=(form.draft + reading.value,))
    if reading.replaces:
        before = _before(form)
        change = corrected(before, reading) if before.value else Reading(reading.value, reading.parts)
        return replace(form, draft=change.value, parts=change.parts or (change.value,)) if change else None
    parts = reading.parts or (reading.value,)
    whole = trouble(slot, reading.value) is None
    fixed = slot.least == slot.most or slot.kind.whole
    fits = trouble(slot, form.draft + reading.value) is None
    again = len(reading.value) >= len(form.draft) and len(reading.value) >= MANY and len(form.draft) >= slot.least
    if not form.draft or (whole and fixed and not fits) or again:
        return replace(form, draft=reading.value, parts=parts)
    return replace(form, draft=form.draft + reading.value, parts=(*form.parts, *parts))


def refused(form: FormState, slot: FormSlot, reading: Reading) -> FormState | None:
    """After «нет»: the whole value again, a correction of a part, or the one group that is nearest to what was said.

    None: which part is meant cannot be told.
    """
    if not slot.kind.digits or reading.replaces or len(reading.value) >= min(slot.least, MANY):
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
