"""Played calls for tests, made by hand."""

from collections.abc import Sequence
from dataclasses import replace

from call.events import CallerTurn, Decision, Expect, Outcome, RankedIntent, Slot, Transcript, Understanding
from call.gist import Gist, OpenQuestion
from call.record import CallRecord
from replay.played.envelope import Envelope
from replay.played.played_call import Cause, PlayedCall, PlayedTurn, SpokenReply
from replay.scripts.moment import CallMoment

NOTHING = Gist(OpenQuestion("request", "", Expect.OPEN))


def heard(
    text: str,
    start_ms: int = 0,
    *,
    intent: str = "complaint",
    decision: Decision = Decision.ACCEPT,
    prompts: Sequence[str] = (),
    acts: Sequence[str] = (),
    slots: dict[str, str] | None = None,
    after_ms: int = 300,
    cut_ms: int | None = None,
) -> PlayedTurn:
    """A turn of a second for every ten letters, and a reply of five seconds."""
    end_ms = start_ms + 100 * len(text)
    meaning = Understanding(intent, 0.9, (RankedIntent(intent, 0.9),), (), decision)
    turn = CallerTurn(start_ms, end_ms, Transcript(text, (), 0.9, (text,), "ru"), meaning)
    facts = {"intent": intent, "decision": str(decision)}
    moment = CallMoment(" ".join(prompts), tuple(prompts), tuple(acts), slots or {}, facts, reply_ms=after_ms)
    reply = SpokenReply(end_ms + after_ms, cut_ms or end_ms + after_ms + 5_000, cut_ms is not None)
    return PlayedTurn(Cause.TURN, start_ms, end_ms, moment, NOTHING, turn=turn, reply=reply)


def other(cause: Cause, at_ms: int, keys: str = "") -> PlayedTurn:
    return PlayedTurn(cause, at_ms, at_ms, CallMoment(), NOTHING, keys)


def call(*turns: PlayedTurn, hung_up: bool = False, slots: tuple[Slot, ...] = ()) -> PlayedCall:
    record = CallRecord((), Outcome.ANSWERED, "general", "ru", 60_000, slots=slots)
    begin = replace(other(Cause.BEGIN, 0), moment=CallMoment(prompts=("greeting",)))
    return PlayedCall(record, (begin, *turns), Envelope("", ""), hung_up, ())
