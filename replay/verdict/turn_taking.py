"""Who spoke when: measured from what the engine knows of its own turns, not guessed from the sound."""

from collections.abc import Sequence
from dataclasses import dataclass

from replay.played.played_call import Cause, PlayedTurn

DEAD_AIR_MS = 4_000
"""A caller who waits longer for a reply asks whether anybody is there."""
REAL_MS = 3_000
"""A caller who interrupts has a turn that begins not later than so long after the assistant fell silent."""


@dataclass(frozen=True, slots=True)
class TurnTakingFigures:
    """Milliseconds and counts of one call."""

    talk_over_ms: int
    """Both spoke."""
    dead_air: tuple[tuple[int, int], ...]
    """Spans after the caller's turn in which nobody spoke for more than `DEAD_AIR_MS`."""
    false_stops: tuple[int, ...]
    """When the assistant fell silent although the caller said nothing."""
    yields_ms: tuple[int, ...]
    """From the caller's first sound to the assistant's silence, for each interruption."""
    cut_callers: int
    """Turns that were taken for ended while the caller went on."""


def turn_taking(turns: Sequence[PlayedTurn]) -> TurnTakingFigures:
    """All of one call."""
    spoken = [turn for turn in turns if turn.cause is Cause.TURN]
    replies = [turn.reply for turn in turns if turn.reply]
    late = [turn for turn in spoken if turn.moment.reply_ms is not None and turn.moment.reply_ms > DEAD_AIR_MS]
    false_stops, yields = [], []
    for reply in replies:
        if not reply.cut:
            continue
        after = [turn for turn in turns if turn.end_ms >= reply.end_ms or turn.keys]
        talked = next((turn for turn in after if turn.cause in (Cause.TURN, Cause.KEY)), None)
        if talked is None or talked.start_ms > reply.end_ms + REAL_MS or (talked.turn and talked.turn.babble):
            false_stops.append(reply.end_ms)
        elif talked.cause is Cause.TURN and talked.start_ms <= reply.end_ms:
            yields.append(reply.end_ms - talked.start_ms)
    return TurnTakingFigures(
        talk_over_ms=sum(
            max(0, min(turn.end_ms, reply.end_ms) - max(turn.start_ms, reply.start_ms))
            for turn in spoken
            for reply in replies
        ),
        dead_air=tuple((turn.end_ms, turn.reply.start_ms) for turn in late if turn.reply),
        false_stops=tuple(false_stops),
        yields_ms=tuple(yields),
        cut_callers=sum(len(turn.taken_back) for turn in spoken),
    )
