"""Holds calls of simulated callers in writing, and keeps what happened in them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from call.acts import Act, Handing, Unspoken
from call.gist import Gist
from call.record import is_feedback
from call.text_call import TextCall, TextReply
from replay.callers.behaviour import MannerlyCaller
from replay.callers.reaction import Doing, Reaction
from replay.callers.seen import Seen, Want, wants_of
from replay.callers.sheet import CallerSheet
from replay.scripts.moment import Progress

RATE = "rate"
"""Kind of the act that records a rating or a comment."""


@dataclass(frozen=True, slots=True)
class TurnSound:
    """How a turn went in sound."""

    words: str
    """As they were spoken; empty for keys, and where nothing was said."""
    heard: str
    """What the recogniser wrote."""
    hidden: bool
    """Numbers were taken out of what was heard."""
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class SimulatedTurn:
    """A turn of the caller, and the reply. The first has no reaction: it is the greeting."""

    reaction: Reaction | None
    reply: TextReply
    gist: Gist
    acts: tuple[str, ...]
    """Kinds of what was done."""
    departments: tuple[str, ...]
    """Who was handed something in this reply, without ratings."""
    sound: TurnSound | None = None
    """None in writing, and in turns without sound."""


@dataclass(frozen=True, slots=True)
class SimulatedCall:
    """A call that is over."""

    sheet: CallerSheet
    seed: int
    turns: tuple[SimulatedTurn, ...]
    reached: tuple[Want, ...]
    missed: tuple[Want, ...]
    broken: tuple[Want, ...]
    """What happened of what must never happen."""
    failures: tuple[str, ...]
    """What failed in the program itself."""

    @property
    def full(self) -> bool:
        return not (self.missed or self.broken or self.failures)

    @property
    def partly(self) -> bool:
        return bool(self.reached) and not self.full


def simulate(sheet: CallerSheet, seed: int, call: TextCall, listen: Callable[[], Gist]) -> SimulatedCall:
    """One call from start to end. `listen`: the gist of what was said since it was called last."""
    caller = caller_of(sheet, seed)
    reply = call.begin()
    progress, seen = Progress(call.dialog), Seen()
    turns = [_note(None, reply, listen(), progress, seen, 0)]
    reaction = Reaction(Doing.HANG_UP)
    while not reply.over:
        reaction = caller.react(turns[-1].gist, seen)
        if reaction.doing is Doing.HANG_UP:
            break
        reaction, reply = _do(reaction, call)
        turns.append(_note(reaction, reply, listen(), progress, seen, caller.turn))
    kept = call.close()
    if kept.acts or not reply.over:
        hung_up = Reaction(Doing.HANG_UP, "", reaction.why)
        turns.append(_note(hung_up, kept, listen(), progress, seen, caller.turn))
    return finished(sheet, seed, turns, caller, seen, [failure.fact for failure in call.failures])


def caller_of(sheet: CallerSheet, seed: int) -> MannerlyCaller:
    """The caller of that seed: it says the same in writing and by voice, as long as it is answered the same."""
    return MannerlyCaller(sheet, Random(f"{seed} {sheet.name}"))  # noqa: S311 - the same call every time, no secret


def finished(
    sheet: CallerSheet,
    seed: int,
    turns: Sequence[SimulatedTurn],
    caller: MannerlyCaller,
    seen: Seen,
    failures: Sequence[str],
) -> SimulatedCall:
    """The call that is over, with what it has brought."""
    results = list(caller.caller.errands.results())
    return SimulatedCall(
        sheet=sheet,
        seed=seed,
        turns=tuple(turns),
        reached=tuple(want for want, reached in results if reached),
        missed=tuple(want for want, reached in results if not reached),
        broken=tuple(want for want in wants_of(sheet.never) if seen.has(want, sheet.never)),
        failures=tuple(failures),
    )


def _do(reaction: Reaction, call: TextCall) -> tuple[Reaction, TextReply]:
    """What the caller really did, and the reply. Keys are pressed until the assistant speaks."""
    if reaction.doing is Doing.USER:
        return reaction, call.type(reaction.text)
    if reaction.doing is Doing.SILENCE:
        return reaction, call.silence()
    pressed, replies = "", list[TextReply]()
    for key in reaction.text:
        pressed += key
        replies.append(call.press(key))
        if replies[-1].text:
            break
    acts = tuple(act for reply in replies for act in reply.acts)
    return Reaction(Doing.KEY, pressed, reaction.why), TextReply(None, acts)


def _note(
    reaction: Reaction | None, reply: TextReply, gist: Gist, progress: Progress, seen: Seen, turn: int
) -> SimulatedTurn:
    progress.begin(reply.understanding)
    progress.reply(reply.acts)
    return noted(reaction, reply, gist, progress, seen, turn)


def noted(
    reaction: Reaction | None,
    reply: TextReply,
    gist: Gist,
    progress: Progress,
    seen: Seen,
    turn: int,
    sound: TurnSound | None = None,
) -> SimulatedTurn:
    """A turn with its reply, which `seen` takes in. `progress`: how the call stands after it."""
    acts = tuple(_kinds(reply.acts))
    handed = [act for act in reply.acts if isinstance(act, Handing) and not is_feedback(act)]
    seen.take(turn, gist, acts)
    seen.slots = progress.slots
    seen.facts = dict(progress.facts)
    return SimulatedTurn(reaction, reply, gist, acts, tuple(act.handover.department for act in handed), sound)


def _kinds(acts: Sequence[Act]) -> Iterator[str]:
    for act in acts:
        if isinstance(act, Unspoken):
            yield RATE if isinstance(act, Handing) and is_feedback(act) else act.kind
