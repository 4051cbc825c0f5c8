"""A move: what the dialog does at an event, and the phases that it can lead to (for the table's documentation)."""

from collections.abc import Callable
from dataclasses import dataclass

from dialogs.event import Heard
from dialogs.hotline import Hotline
from dialogs.state import Phase, Reply, State


@dataclass(frozen=True, slots=True)
class Move:
    """Call it with the hotline, the state and the event."""

    make: Callable[[Hotline, State, Heard], Reply]
    leads_to: tuple[Phase, ...]
    stays: bool
    """It may also leave the phase as it is."""

    def __call__(self, hotline: Hotline, state: State, heard: Heard) -> Reply:
        return self.make(hotline, state, heard)

    @property
    def name(self) -> str:
        return self.make.__name__

    @property
    def summary(self) -> str:
        """The first line of its docstring."""
        return (self.make.__doc__ or "").strip().partition("\n")[0]


def leads_to(*phases: Phase, stays: bool = False) -> Callable[[Callable[[Hotline, State, Heard], Reply]], Move]:
    """Make a function a move. A test holds that it leads nowhere else."""
    return lambda make: Move(make, phases, stays)
