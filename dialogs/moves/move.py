"""A move: what the dialog does at an event, and the phases that it can lead to (for the table's documentation)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar, get_type_hints

from dialogs.event import DialogEvent
from dialogs.hotline import Hotline
from dialogs.phase import Phase
from dialogs.state import Reply, State

E = TypeVar("E", bound=DialogEvent)


@dataclass(frozen=True, slots=True)
class Move(Generic[E]):
    """Call it with the hotline, the state and the event."""

    make: Callable[[Hotline, State, E], Reply]
    leads_to: tuple[Phase, ...]
    stays: bool
    """It may also leave the phase as it is."""
    takes: type[E]
    """The events that it can be made at. A test holds that the table gives it no other."""

    def __call__(self, hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
        if not isinstance(heard, self.takes):
            raise TypeError(f"{self.name} is no move at {heard.event}")
        return self.make(hotline, state, heard)

    @property
    def name(self) -> str:
        return self.make.__name__

    @property
    def summary(self) -> str:
        """The first line of its docstring."""
        return (self.make.__doc__ or "").strip().partition("\n")[0]


def leads_to(*phases: Phase, stays: bool = False) -> Callable[[Callable[[Hotline, State, E], Reply]], Move[E]]:
    """Make a function a move. A test holds that it leads nowhere else."""

    def move(make: Callable[[Hotline, State, E], Reply]) -> Move[E]:
        return Move(make, phases, stays, get_type_hints(make)["heard"])

    return move
