"""What a correction means for the digits that were said or read back: «нет, шестьдесят восемь», «нет, девять в начале».

Fewer digits than the whole never continue the number after «нет»: they take the place of the group that is meant, or
the caller is asked which digits are wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from call.slots.corrections import corrected
from call.slots.phones import phone_ok
from call.slots.types import Reading, SlotType
from dialogs.forms.form import FormSlot
from dialogs.forms.form_state import FormState
from dialogs.forms.form_values import MANY, before, one_short, trouble, with_value
from dialogs.phrases.phrase_book import number_groups

_WHOLE_SHARE = 2 / 3
"""A correction with a larger share of the digits is the whole number again, in which a digit was misheard."""

_COUNT_OF_DIGITS = 2
"""Most digits after «нет» that only say how often a digit is there, if the assistant has asked that."""


def taken_up(
    form: FormState, slot: FormSlot, reading: Reading, *, denied: bool = False, read_back: bool = False
) -> FormState | None:
    """The form with what was said: a value, more digits of it, or a correction; None if its place is not clear.

    Args:
        denied: the caller said «нет» with it.
        read_back: the caller has heard the value and corrects that, not a slip of their own.
    """
    plain = replace(form, instead="")
    if not slot.kind.digits:
        return with_value(plain, slot, reading)
    if (picked := chosen(form, slot, reading)) or (picked := _twice(plain, slot, reading)):
        return picked
    if not denied and not reading.amends and _ends(form, slot, reading):
        return with_value(plain, slot, replace(reading, replaces=""))
    if denied or reading.amends:
        if form.said and len(reading.value) <= _COUNT_OF_DIGITS and not reading.replaces:
            return replace(plain, draft=form.said, parts=(form.said,))  # «нет, один ноль»
        heard = replace(plain, draft=form.said or form.draft, parts=() if form.said else form.parts, said="")
        return (amended if read_back else slipped)(heard, slot, reading)
    return with_value(plain, slot, reading)


def amended(form: FormState, slot: FormSlot, reading: Reading) -> FormState | None:
    """The form after «нет» with a value; None if it is not clear which digits are meant."""
    old = before(form)
    if not slot.kind.digits or not old.value:
        return with_value(form, slot, reading)
    if set(reading.replaces) & set("?^"):
        return _with(form, _at_an_end(old, slot, reading))
    if reading.replaces:
        return with_value(form, slot, reading if corrected(old, reading) else _apart(reading))
    if _is_whole(reading, old, slot):
        return with_value(replace(form, draft="", parts=()), slot, reading)
    return _with(form, _in_place(old, slot, reading))


def has_place(slot: FormSlot, value: str, reading: Reading) -> bool:
    """Is it clear which digits of the value a correction is about?"""
    old = Reading(value)
    return bool(corrected(old, reading) if reading.replaces else _in_place(old, slot, reading))


def slipped(form: FormState, slot: FormSlot, reading: Reading) -> FormState | None:
    """The same while the number is being dictated: a slip is about the piece before it if no other group is meant."""
    found = amended(form, slot, reading)
    if found or reading.replaces or not form.draft:
        return found
    last = max((len(reading.value), *map(len, form.parts[-1:])))
    kept = form.draft[: max(0, len(form.draft) - last)]
    return _with(form, Reading(kept + reading.value, tuple(filter(None, (kept, reading.value)))))


def chosen(form: FormState, slot: FormSlot, reading: Reading) -> FormState | None:
    """The form after the answer to «какие цифры заменить?»; None if these digits were not said before."""
    old, new = before(form), form.instead
    unwanted = reading.value.removesuffix(new) if reading.value != new else ""
    whole = len(reading.value) >= len(old.value)  # the number is said again instead
    if not new or reading.replaces or whole or len(unwanted) >= len(old.value):
        return None
    return _with(replace(form, instead=""), corrected(old, Reading(new, (new,), unwanted)) if unwanted else None)


def doubled(slot: FormSlot, value: str, digit: str = "") -> str:
    """The value with one digit said twice, if one is missing: «ноль ноль» is easily heard as one; else empty.

    A zero is lost most easily. Without a checksum nothing else is guessed, and nothing if two places are possible.
    """
    for digits in ("0", "123456789") if one_short(slot, value) else ():
        if fitting := _longer(slot, value, digits):
            return fitting[0] if len(fitting) == 1 else ""
    return ""


def _longer(slot: FormSlot, value: str, digits: str) -> list[str]:
    """The valid values with one of these digits said twice."""
    longer = (value[:at] + digit + value[at:] for at, digit in enumerate(value) if digit in digits)
    good = phone_ok if slot.type is SlotType.PHONE else bool
    fitting = (each for each in dict.fromkeys(longer) if trouble(slot, each) is None and slot.has_length(each))
    return [each for each in fitting if good(each)]


def _ends(form: FormState, slot: FormSlot, reading: Reading) -> bool:
    """Do digits «в конце» make a number whole that is said in pieces? Else they take the place of its end."""
    at_end = bool(reading.replaces) and not reading.replaces.strip("?")
    short = bool(form.draft) and not slot.has_length(form.draft)
    return at_end and short and slot.has_length(form.draft + reading.value)


def _twice(form: FormState, slot: FormSlot, reading: Reading) -> FormState | None:
    """The form after «два нуля», said of a draft that lacks one digit. Of several places the last one is meant."""
    pair = len(reading.value) == 2 and len(set(reading.value)) == 1 and not reading.replaces
    if not pair or not one_short(slot, form.draft):
        return None
    longer = _longer(slot, form.draft, reading.value[0])
    return replace(form, draft=longer[-1], parts=()) if longer else None


def _with(form: FormState, change: Reading | None) -> FormState | None:
    return replace(form, draft=change.value, parts=change.parts or (change.value,)) if change else None


def _is_whole(reading: Reading, old: Reading, slot: FormSlot) -> bool:
    """Are these digits the whole number again?"""
    digits = len(reading.value)
    long = digits >= min(len(old.value), MANY) or (digits >= slot.least and digits > _WHOLE_SHARE * len(old.value))
    return long or (slot.kind.whole and trouble(slot, reading.value) is None)


def _apart(reading: Reading) -> Reading:
    """«не пятьдесят четыре, пятьдесят пять» is often heard as «не пятьдесят, четыреста пятьдесят пять»."""
    tens, hundreds = reading.replaces, reading.value
    together = len(tens) == 2 and tens.endswith("0") and len(hundreds) == 3 and hundreds[1] == tens[0]
    return Reading(hundreds[1:], (hundreds[1:],), tens[0] + hundreds[0], reading.amends) if together else reading


def _at_an_end(old: Reading, slot: FormSlot, reading: Reading) -> Reading | None:
    """«девять в начале»: in place of the first digit, or before it if that makes the number valid."""
    at_start = reading.replaces.startswith("^")
    pair = (reading, old) if at_start else (old, reading)
    longer = Reading(pair[0].value + pair[1].value, (*pair[0].parts, *pair[1].parts))
    changed = corrected(old, reading)
    ways = [way for way in (changed, longer) if way]
    return next((way for way in ways if trouble(slot, way.value) is None), changed)


def _in_place(old: Reading, slot: FormSlot, reading: Reading) -> Reading | None:
    """The value with the group that begins like the new digits, or that is one digit off; None if not exactly one."""
    for alike in (_begins_alike, _one_off):
        for groups in (old.parts, _read_back(old.value, slot)):
            places = _places(groups, len(reading.value))
            meant = [(start, end) for start, end in places if alike(old.value[start:end], reading.value)]
            if len(meant) == 1:
                (start, end) = meant[0]
                parts = (old.value[:start], *(reading.parts or (reading.value,)), old.value[end:])
                return Reading("".join(parts), tuple(filter(None, parts)))
            if meant:
                break
    return None


def _places(groups: Sequence[str], digits: int) -> Iterator[tuple[int, int]]:
    """Where so many digits are whole groups: first digit, end."""
    starts = [sum(map(len, groups[:count])) for count in range(len(groups) + 1)]
    return ((start, start + digits) for start in starts if start + digits in starts)


def _read_back(value: str, slot: FormSlot) -> tuple[str, ...]:
    """The groups in which the caller heard the value."""
    sizes = slot.kind.spoken if sum(slot.kind.spoken) == len(value) else number_groups(len(value))
    ends = [sum(sizes[: count + 1]) for count in range(len(sizes))]
    return tuple(value[end - size : end] for size, end in zip(sizes, ends, strict=True))


def _begins_alike(old: str, new: str) -> bool:
    return len(new) > 1 and old[0] == new[0]


def _one_off(old: str, new: str) -> bool:
    return sum(one != other for one, other in zip(old, new, strict=True)) == 1
