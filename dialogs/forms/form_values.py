"""Values of slots: make them canonical, check them, add pieces, correct them. Pure functions."""

from dataclasses import dataclass, replace
from datetime import date

from call.slots.checks import Wrong, odd_group
from call.slots.corrections import corrected
from call.slots.phones import PREFIXES, is_foreign
from call.slots.types import Reading
from dialogs.forms.form import FormSlot
from dialogs.forms.form_state import FormState

MANY = 7
"""So many digits after «верно?» are the whole number again. Fewer digits correct or continue it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a value, so that the caller can be told."""

    wrong: Wrong
    group: str = ""
    """The digits of the wrong group; empty if it is not known which one is wrong."""


def canonical(slot: FormSlot, value: str) -> str:
    """The value as its type stores it: a telephone number as 7 and ten digits."""
    return slot.kind.canonical(value)


def trouble(slot: FormSlot, value: str, parts: tuple[str, ...] = (), today: date | None = None) -> Trouble | None:
    """What is wrong with the value; None if it is good. `today` bounds dates; without it every real date is good."""
    if slot.choices:
        return None if value in slot.choices else Trouble(Wrong.FORMAT)
    wrong = slot.kind.check(value, today)
    if wrong is Wrong.FOREIGN:
        return Trouble(wrong)
    if len(value) < slot.least:
        return Trouble(Wrong.TOO_SHORT, _odd(slot, parts))
    if len(value) > slot.most:
        return Trouble(Wrong.TOO_LONG, _odd(slot, parts))
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


def one_short(slot: FormSlot, value: str) -> bool:
    """Does a number of a fixed length, or of the length that the registry's numbers have, lack exactly one digit?"""
    if slot.lengths:
        return len(value) not in slot.lengths and len(value) + 1 in slot.lengths
    wrong = trouble(slot, value)
    if wrong is None or wrong.wrong not in (Wrong.TOO_SHORT, Wrong.LENGTH) or not slot.kind.whole:
        return False
    printed = slot.kind.printed
    whole = (sum(printed), sum(printed[slot.kind.prefixed :])) if printed else (slot.least, slot.most)
    return len(value) + 1 in whole


def typed(form: FormState, reading: Reading) -> FormState:
    """The form with one more key."""
    draft = form.draft + reading.value
    return replace(form, draft=draft, parts=(draft,), instead="", said="")


def with_value(form: FormState, slot: FormSlot, reading: Reading) -> FormState | None:
    """The form with a draft that is replaced, corrected or continued by the reading.

    None if the draft does not hold the digits that are to be replaced.
    """
    if not slot.kind.digits:
        return replace(form, draft=canonical(slot, reading.value), parts=())
    if reading.replaces:
        old = before(form)
        change = corrected(old, reading) if old.value else Reading(reading.value, reading.parts)
        return replace(form, draft=change.value, parts=change.parts or (change.value,)) if change else None
    parts = reading.parts or (reading.value,)
    if is_foreign(reading.value):
        return replace(form, draft=reading.value, parts=parts)
    if form.said:  # a digit was doubled for the caller, who goes on dictating
        form = replace(form, draft=form.said, parts=(form.said,), said="")
    whole = trouble(slot, reading.value) is None
    fixed = slot.least == slot.most or slot.kind.whole
    fits = trouble(slot, form.draft + reading.value) is None
    again = len(reading.value) >= len(form.draft) and len(reading.value) >= MANY and len(form.draft) >= slot.least
    if not form.draft or (whole and fixed and not fits) or again:
        return replace(form, draft=reading.value, parts=parts)
    return replace(form, draft=form.draft + reading.value, parts=(*form.parts, *parts))


def before(form: FormState) -> Reading:
    """The value that a correction is about: the draft, or what the caller refused."""
    value = form.draft or form.last
    return Reading(value, form.parts if "".join(form.parts) == value else ())
