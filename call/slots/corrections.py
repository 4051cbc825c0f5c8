"""Applies a correction («нет, не двадцать, а двадцать два») to the value that was said before."""

import re

from call.slots.types import Reading


def corrected(before: Reading, change: Reading) -> Reading | None:
    """The corrected value; None when `before` does not hold what `change` replaces (then ask which part is meant).

    A change without `replaces` is a whole new value. If `replaces` fits several places, the last one is meant; a whole
    group takes precedence over a place inside a group or across groups.
    """
    if not change.replaces or not before.value:
        return Reading(change.value, change.parts)
    parts = before.parts or (before.value,)
    if change.replaces in parts:
        at = len(parts) - 1 - parts[::-1].index(change.replaces)
        return _joined((*parts[:at], *(change.parts or (change.value,)), *parts[at + 1 :]))
    place = _place(before.value, change.replaces)
    if place is None:
        return None
    return _joined((*_cut(parts, 0, place[0]), change.value, *_cut(parts, place[1], len(before.value))))


def _place(value: str, replaces: str) -> tuple[int, int] | None:
    """The last place (first digit, end) where the pattern fits; see `Reading.replaces`."""
    pattern = re.escape(replaces.removeprefix("^")).replace(r"\?", ".")
    if replaces.startswith("^"):
        found = re.match(pattern, value)
        return found.span() if found else None
    places = [match.span(1) for match in re.finditer(f"(?=({pattern}))", value)]
    return places[-1] if places else None


def _cut(parts: tuple[str, ...], first: int, end: int) -> tuple[str, ...]:
    """The groups from digit `first` up to `end` of the whole value; a group at a border is cut."""
    pieces, at = [], 0
    for part in parts:
        piece = part[max(0, first - at) : max(0, end - at)]
        pieces.append(piece)
        at += len(part)
    return tuple(filter(None, pieces))


def _joined(parts: tuple[str, ...]) -> Reading:
    return Reading("".join(parts), parts)
