"""Chooses among the readings of one answer: the recogniser offers several, and the form knows what the value must be.

In one place for everything that is dictated. A reading that is valid (length, checksum, area code, the form's own
bounds) and needs no group cut in two goes before one that is not, whatever its rank; then one of a length that the
registry's numbers have. Then the order counts.
"""

from collections.abc import Iterable

from call.slots.phones import known_area
from call.slots.types import Reading, SlotType
from dialogs.forms.amendments import doubled
from dialogs.forms.form import FormSlot
from dialogs.forms.form_values import trouble

ROUND_GROUP = 2.1
"""Ranks that a reading loses for each of `Reading.rounds`: they are made up more often than said."""


def likeliest(
    readings: Iterable[Reading], slot: FormSlot, draft: str = "", codes: frozenset[str] = frozenset()
) -> Reading | None:
    """The reading that is likeliest to be the value; None if there is none.

    Args:
        readings: in the recogniser's order.
        draft: the digits that were said before and may be continued.
        codes: area codes of telephone numbers; empty: any code may be one.
    """
    offered = list(dict.fromkeys(readings))
    ranked = [(_badness(each, slot, draft, codes, rank, offered[0]), rank) for rank, each in enumerate(offered)]
    return offered[min(ranked)[1]] if ranked else None


def completes(slot: FormSlot, draft: str, reading: Reading) -> bool:
    """Do the digits make the draft a valid value?"""
    corrects = reading.replaces or reading.amends
    return bool(draft) and not corrects and trouble(slot, draft + reading.value) is None


def _badness(
    reading: Reading, slot: FormSlot, draft: str, codes: frozenset[str], rank: int, first: Reading
) -> tuple[bool, bool, bool, bool, float]:
    """The smaller, the better."""
    whole = draft + reading.value if completes(slot, draft, reading) else reading.value
    fits = bool(reading.replaces) or trouble(slot, whole) is None or not _decisive(slot, first)
    sure = fits and not reading.cuts and (slot.type is not SlotType.PHONE or known_area(whole, codes))
    corrects = bool(draft and reading.replaces)
    unusual = not (corrects or _has_length(slot, draft + reading.value) or _has_length(slot, reading.value))
    return not sure, not fits, unusual, reading.leaves_out, rank + ROUND_GROUP * reading.rounds


def _has_length(slot: FormSlot, value: str) -> bool:
    """Has it a length that the registry's numbers have, perhaps with a zero that was heard once for twice?"""
    return slot.has_length(value) or bool(doubled(slot, value))


def _decisive(slot: FormSlot, first: Reading) -> bool:
    """Is a valid value hardly one by chance?

    Many digits may be an application's number. So there a valid reading is no better than a piece of a number, which
    the first reading is if it is too short.
    """
    return slot.kind.whole or not slot.kind.digits or trouble(slot, first.value) is None
