"""What stands behind the assistant in a call. It promises nothing that is not there."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Thing(StrEnum):
    """What may be there or not. The values are the fields of `Configured`, and keys in data files."""

    DESK = "desk"
    """People to whom a caller can be put through."""
    DIALLER = "dialler"
    """Somebody or something that rings callers back."""
    SENDER = "sender"
    """What sends an SMS or an e-mail."""
    CASES = "cases"
    """The registry of applications."""
    INCIDENTS = "incidents"
    """The registry of known failures."""
    RECORDING = "recording"
    """The sound of the call is recorded."""


@dataclass(frozen=True, slots=True)
class Configured:
    """Which things are there in a call. One that is there may still be out of order; one that is not never answers."""

    desk: bool = True
    dialler: bool = True
    sender: bool = True
    cases: bool = True
    incidents: bool = True
    recording: bool = True
    proof: str = ""
    """Which fact a caller must name before the status of an application is told: a column of the case store.
    Empty: none."""
    number_lengths: tuple[int, ...] = ()
    """How many digits the numbers in the registry of applications have; empty: not known, or of too many lengths."""

    def has(self, thing: Thing) -> bool:
        return bool(getattr(self, thing))

    @property
    def missing(self) -> Iterator[Thing]:
        return (thing for thing in Thing if not self.has(thing))

    def without(self, *things: Thing) -> "Configured":
        kept = {thing: self.has(thing) and thing not in things for thing in Thing}
        return Configured(
            kept[Thing.DESK], kept[Thing.DIALLER], kept[Thing.SENDER], kept[Thing.CASES], kept[Thing.INCIDENTS],
            kept[Thing.RECORDING], self.proof, self.number_lengths,
        )  # fmt: skip


EVERYTHING = Configured()
