"""The verdict of one call."""

from dataclasses import dataclass
from enum import StrEnum

from replay.verdict.turn_taking import TurnTakingFigures
from replay.verdict.words import WordErrors


class Kind(StrEnum):
    """Where a call left its expectations."""

    HEARD = "heard"
    """The same words in writing lead to what is expected: the sound was heard wrong, or its turns."""
    UNDERSTOOD = "understood"
    """Even the right words are understood otherwise."""
    ACTED = "acted"
    """The words are understood as expected, and something else is said or done."""
    UNSORTED = "unsorted"
    """No text of what was said is written, so that the three cannot be told apart."""


class Status(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    UNJUDGED = "unjudged"
    """There are no expectations."""
    BROKEN = "broken"
    """There is no result: an error."""


@dataclass(frozen=True, slots=True)
class Red:
    """One expectation that is not met."""

    kind: Kind
    line: int
    """Line in the file of the expectations."""
    text: str
    """What was wanted, and what came."""
    why: str
    """The likeliest cause in plain words."""
    span_ms: tuple[int, int] | None
    """What the caller said there; None: at the end, or before anything was said."""
    check: str
    """What was compared, as `replay.scripts.moment.Unlike` names it."""
    wanted: tuple[str, ...]
    got: str


@dataclass(frozen=True, slots=True)
class SpokenStep:
    """What the caller said, and what was heard of it."""

    said: str
    heard: str
    errors: WordErrors
    span_ms: tuple[int, int] | None
    """Where it was heard; None: it was not."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One call against its expectations."""

    status: Status
    checks: int
    """How many expectations there are."""
    reds: tuple[Red, ...]
    spoken: tuple[SpokenStep, ...]
    turn_taking: TurnTakingFigures

    @property
    def errors(self) -> WordErrors:
        return sum((step.errors for step in self.spoken), WordErrors())
