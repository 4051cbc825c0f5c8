"""A finished call as JSON and as text."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from call.printable import as_json
from call.record import CallRecord, TurnRecord


def call_json(name: str, record: CallRecord) -> str:
    """One line of JSON. Equal calls give equal bytes: it has no times of day and no machine names."""
    fields = asdict(record)
    turns = [_turn_fields(turn) for turn in fields["turns"]]
    slots = {slot["name"]: slot["value"] for slot in fields["slots"]}
    return as_json({"file": name, **fields, "turns": turns, "slots": slots})


def _turn_fields(turn: dict[str, Any]) -> dict[str, Any]:
    """A turn that was heard in one piece says nothing of pieces."""
    continues, pieces = turn.pop("continues"), turn.pop("taken_back")
    fields = {**turn, "slots": {slot["name"]: slot["value"] for slot in turn["slots"]}}
    if not continues:
        return fields
    return {**fields, "continues": continues, "taken_back": [_turn_fields(piece) for piece in pieces]}


def call_lines(name: str, record: CallRecord) -> Iterator[str]:
    """The call as a person reads it."""
    yield f"{name}: {record.outcome}{' -> ' + record.department if record.department else ''} ({record.language})"
    for turn in record.turns:
        yield from _turn_lines(turn)


def _turn_lines(turn: TurnRecord) -> Iterator[str]:
    slots = "".join(f", {slot.name}={slot.value}" for slot in turn.slots)
    for piece in turn.taken_back:
        yield f"  {clock(piece.start_ms)} caller     {piece.text} ..."
    yield f"  {clock(turn.start_ms)} caller     {turn.text}"
    yield f"          understood {turn.intent} {turn.intent_confidence:.2f}, {turn.decision}{slots}"
    if turn.reply:
        yield f"  {clock(turn.end_ms + (turn.reply_ms or 0))} assistant  {turn.reply}"


def clock(at_ms: int) -> str:
    """Minutes, seconds and tenths: `1:05.3`."""
    return f"{at_ms // 60_000}:{at_ms % 60_000 / 1000:04.1f}"
