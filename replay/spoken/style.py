"""What a caller's manners do to the sound of its call. What it says follows from replay/callers/."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from replay.callers.sheet import Manner

BREAKS_IN_MS = (8_000, 12_000)


@dataclass(frozen=True, slots=True)
class SpeakingStyle:
    """How one caller speaks and listens. Times in milliseconds; of two numbers chance takes one between them."""

    rates: tuple[float, float] = (0.9, 1.1)
    """Of speech, 1.0 is normal."""
    pauses: float = 0.4
    """Share of the ends of clauses with a pause."""
    thinks: float = 0.0
    """Share of the pauses with «э-э» in them."""
    quiet_ms: tuple[int, int] = (500, 900)
    """Silence after the assistant's last word before the caller speaks."""
    hums: float = 0.15
    """Share of the assistant's longer replies into which the caller says «угу»."""
    breaks_in_ms: tuple[int, int] | None = None
    """The caller interrupts a reply that takes so long; None: it never does."""


STYLES: Mapping[Manner, Mapping[str, Any]] = {
    Manner.RAMBLING: {"rates": (0.85, 1.0), "pauses": 0.7},
    Manner.HESITATES: {"rates": (0.85, 1.0), "pauses": 0.6, "thinks": 0.4},
    Manner.PATIENT: {"rates": (0.85, 1.0), "quiet_ms": (700, 900), "hums": 0.4},
    Manner.BRIEF: {
        "rates": (1.05, 1.2), "pauses": 0.15, "quiet_ms": (500, 600), "hums": 0.0, "breaks_in_ms": BREAKS_IN_MS,
    },
    Manner.HANGS_UP: {"breaks_in_ms": BREAKS_IN_MS},
}  # fmt: skip
"""Manner -> what it changes; a later one goes over an earlier one. The other manners change no sound."""


def style_of(manners: Iterable[Manner]) -> SpeakingStyle:
    has, style = frozenset(manners), SpeakingStyle()
    for manner, changes in STYLES.items():
        style = replace(style, **changes) if manner in has else style
    return style
