"""The same callers in writing and by voice: what hearing costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from replay.callers.figures import groups
from replay.callers.run import SimulatedCall, SimulatedTurn
from replay.spoken.word_errors import errors_of
from replay.verdict.words import WordErrors


@dataclass(frozen=True, slots=True)
class SpokenFigures:
    """Calls of one kind by voice, in one condition."""

    full: int
    errors: WordErrors


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One row: calls of one kind."""

    kind: str
    name: str
    calls: int
    written_full: int
    spoken: tuple[SpokenFigures, ...]
    """In the order of the conditions."""


def compare(written: Sequence[SimulatedCall], spoken: Sequence[Sequence[SimulatedCall]]) -> list[ComparedRow]:
    """All calls first. `spoken`: the same calls in the same order, once for each condition."""
    return [
        ComparedRow(
            kind,
            name,
            len(places),
            sum(written[place].full for place in places),
            tuple(_figures([calls[place] for place in places]) for calls in spoken),
        )
        for kind, name, places in groups([call.sheet for call in written])
    ]


def _figures(calls: Sequence[SimulatedCall]) -> SpokenFigures:
    return SpokenFigures(sum(call.full for call in calls), errors_of(calls))


@dataclass(frozen=True, slots=True)
class Parting:
    """Where a call by voice goes another way than in writing."""

    number: int
    """Of the turn; 0 is the greeting."""
    written: SimulatedTurn | None
    """None: the call in writing was over by then."""
    spoken: SimulatedTurn


def lost(
    written: Sequence[SimulatedCall], spoken: Sequence[SimulatedCall]
) -> list[tuple[SimulatedCall, Parting | None]]:
    """Calls that reached their goal in writing and not by voice, and where they parted."""
    pairs = zip(written, spoken, strict=True)
    return [(heard, parting(typed, heard)) for typed, heard in pairs if typed.full and not heard.full]


def parting(written: SimulatedCall, spoken: SimulatedCall) -> Parting | None:
    """The first turn whose reply means something else; None if all replies mean the same."""
    for number, turn in enumerate(spoken.turns):
        typed = written.turns[number] if number < len(written.turns) else None
        if typed is None or _meaning(typed) != _meaning(turn):
            return Parting(number, typed, turn)
    return None


def _meaning(turn: SimulatedTurn) -> tuple[object, ...]:
    return frozenset(turn.gist.parts), turn.gist.question.phase, frozenset(turn.acts)
