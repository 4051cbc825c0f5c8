"""What a simulated caller does in one turn."""

from dataclasses import dataclass
from enum import StrEnum


class Doing(StrEnum):
    """What is done; all but `HANG_UP` are steps of a script too."""

    USER = "user"
    KEY = "key"
    SILENCE = "silence"
    HANG_UP = "hang_up"


@dataclass(frozen=True, slots=True)
class Reaction:
    """One turn of the caller."""

    doing: Doing
    text: str = ""
    """The words, or the keys."""
    why: str = ""
    """For the author of the caller."""
    wants_repeat: bool = False
    """The caller asks for what was said before, or says nothing: the same sentences are a good answer."""
