"""Which turns of a played call belong to which step of its script.

The order of both stays. A step may be heard in several turns (a pause for thought), a turn may belong to no step of its
own (a noise): then it belongs to the step before it. The cheapest assignment of all is taken (dynamic programming), by
the time spans of the steps where they are written, else by the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Levenshtein

from replay.played.played_call import Cause, PlayedTurn
from replay.scripts.step import DOING, ScriptStep
from replay.verdict.words import plain

MOST_PIECES = 4
"""Turns in which one step may be heard."""
NOT_DONE = 1.0
"""Cost of a step that no turn belongs to. Every other cost is smaller, or about as large."""
EXTRA = {Cause.TURN: 0.4, Cause.KEY: 0.5, Cause.SILENCE: 0.1, Cause.DESK: 0.0, Cause.BEGIN: 0.0}
"""Cost of a turn without a step of its own."""
PIECE = 0.1
"""Cost of every further turn in which a step is heard."""
ELSEWHERE = 1.1
"""Cost of a turn at another time than the step's."""
CAUSES = {"user": Cause.TURN, "key": Cause.KEY, "silence": Cause.SILENCE}


@dataclass(frozen=True, slots=True)
class Act:
    """A step in which the caller acts, its checks, and the turns that belong to it."""

    step: ScriptStep | None
    """None: the greeting."""
    checks: tuple[ScriptStep, ...]
    turns: tuple[PlayedTurn, ...]
    own: tuple[PlayedTurn, ...]
    """Those of the turns that the step was heard in; empty: it was not heard."""


def acts(steps: Sequence[ScriptStep], turns: Sequence[PlayedTurn]) -> list[Act]:
    """The greeting first. Every turn belongs to exactly one of them."""
    groups: list[tuple[ScriptStep | None, list[ScriptStep]]] = [(None, [])]
    for each in steps:
        if each.kind in DOING:
            groups.append((each, []))
        else:
            groups[-1][1].append(each)
    doings = [step for step, _ in groups if step is not None]
    owners = _owners(doings, turns)
    found = []
    for number, (step, checks) in enumerate(groups, start=-1):
        its = [at for at in range(len(turns)) if _group(owners, at) == number]
        own = [at for at in its if owners[at] == number]
        found.append(Act(step, tuple(checks), tuple(turns[at] for at in its), tuple(turns[at] for at in own)))
    return found


def _group(owners: Sequence[int | None], at: int) -> int:
    """The step of a turn, or of the nearest turn before it that has one; -1 for the greeting."""
    return next((owner for owner in reversed(owners[: at + 1]) if owner is not None), -1)


def _owners(doings: Sequence[ScriptStep], turns: Sequence[PlayedTurn]) -> list[int | None]:
    """For every turn the number of its own step."""

    @cache
    def best(step: int, turn: int) -> tuple[float, int]:
        """The least cost from there on, and what to do: -1 the turn is an extra one, else so many are to the step."""
        if step == len(doings):
            return sum(EXTRA[each.cause] for each in turns[turn:]), -1
        choices = [(best(step, turn + 1)[0] + EXTRA[turns[turn].cause], -1)] if turn < len(turns) else []
        for taken in range(min(MOST_PIECES, len(turns) - turn) + 1):
            cost = _cost(doings[step], turns[turn : turn + taken])
            if cost is not None:
                choices.append((best(step + 1, turn + taken)[0] + cost, taken))
        return min(choices, key=lambda choice: choice[0])

    owners: list[int | None] = [None] * len(turns)
    step = turn = 0
    while turn < len(turns) and step < len(doings):
        taken = best(step, turn)[1]
        if taken < 0:
            turn += 1
            continue
        owners[turn : turn + taken] = [step] * taken
        step, turn = step + 1, turn + taken
    return owners


def _cost(step: ScriptStep, turns: Sequence[PlayedTurn]) -> float | None:
    """Of these turns for the step; None: they cannot belong to it."""
    if not turns:
        return 0.0 if step.kind == "wait_minutes" else NOT_DONE
    if turns[0].cause is not CAUSES.get(step.kind) or turns[-1].cause is not CAUSES.get(step.kind):
        return None
    if step.audio_ms:
        return sum(0.0 if _overlap(step.audio_ms, turn) else ELSEWHERE for turn in turns)
    if step.kind == "user":
        heard = " ".join(turn.turn.transcript.text for turn in turns if turn.turn)
        words = Levenshtein.normalized_distance(plain(step.value).split(), plain(heard).split())
        return float(words) + PIECE * (len(turns) - 1)
    if step.kind == "key":
        return 0.0 if "".join(turn.keys for turn in turns) == step.value else 0.5
    return 0.0 if len(turns) == int(step.value or 1) else 0.3


def _overlap(span_ms: tuple[int, int], turn: PlayedTurn) -> bool:
    start_ms, end_ms = span_ms
    return turn.start_ms <= end_ms and turn.end_ms >= start_ms
