"""The steps of a script: in `DOING` the caller acts; in `CHECKS` the call so far is compared."""

from dataclasses import dataclass

from call.configured import EVERYTHING, Configured
from call.events import Slot
from call.start import CallStart

DOING = ("user", "key", "silence", "wait_minutes")
"""Steps in which the caller does something."""
SAID = ("bot", "not_bot", "act")
"""Checks whose list means all of it; a list of any other check means one of it."""
CHECKS = (
    *SAID, "intent", "decision", "slot_was_set", "outcome", "department", "request", "callback", "message", "rating",
    "language", "ended", "within_ms",
)  # fmt: skip
"""Steps that check what must be true by then."""
SOUND_ONLY = ("within_ms",)
"""Checks that a call in writing cannot fail: they are about time."""
ANY = "any"
"""Whatever it is, there is one."""


@dataclass(frozen=True, slots=True)
class ScriptStep:
    """One line of a script."""

    kind: str
    """One of `DOING` and `CHECKS`."""
    value: str
    """What is said or pressed, or the expected value."""
    line: int
    """Line in the file, from 1."""
    slots: tuple[Slot, ...] = ()
    """Expected slots, only for `slot_was_set`. Several of one name: one of them."""
    others: tuple[str, ...] = ()
    """Values that are as right as `value`."""
    audio_ms: tuple[int, int] | None = None
    """When the caller does it in the recording."""

    voiced: str = ""
    """What is said, with its pauses: `/900/` is one of 900 ms. For those who give the script a voice."""
    over: bool = False
    """The caller speaks over the assistant."""
    wait_ms: int | None = None
    """So long after the assistant fell silent (`over`: began to speak) the caller acts; None: as a person does."""

    @property
    def values(self) -> tuple[str, ...]:
        return (self.value, *self.others)


@dataclass(frozen=True, slots=True)
class Script:
    """One call: how it arrives, what the caller does, and what must be true."""

    path: str
    name: str
    requirements: tuple[int, ...]
    language: str
    start: CallStart
    cases: str
    """A case store beside the script, or empty."""
    incidents: str
    """An incident board beside the script, or empty."""
    steps: tuple[ScriptStep, ...]
    configured: Configured = EVERYTHING
    """What stands behind the assistant in this call."""
    channel: str = ""
    """The caller's channel of the recording; empty: not said."""
    condition: str = ""
    """How the line sounds if the script is given a voice; empty: as usual."""
    voice: str = ""
    """Whose voice that is; empty: any."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One point where a call differs from its script."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"
