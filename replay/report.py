"""A finished call as JSON and as text."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from call.printable import as_json
from call.record import CallRecord, TurnRecord
from call.sound_quality import SoundQuality


def call_json(name: str, record: CallRecord, recognisers: Mapping[str, str]) -> str:
    """One line of JSON. Equal calls give equal bytes: it has no times of day and no machine names.

    `recognisers`: the speech model of each language.
    """
    fields = asdict(record)
    turns = [_turn_fields(turn) for turn in fields["turns"]]
    slots = {slot["name"]: slot["value"] for slot in fields["slots"]}
    sound = sound_fields(record.sound)
    models = dict(recognisers)
    return as_json({"file": name, **fields, "turns": turns, "slots": slots, "sound": sound, "recognisers": models})


def sound_fields(sound: SoundQuality | None) -> dict[str, object] | None:
    """The figures of the sound, and what is wrong with it in words."""
    return {**asdict(sound), "remarks": list(sound.remarks())} if sound else None


def _turn_fields(turn: dict[str, Any]) -> dict[str, Any]:
    """A turn of one piece says nothing of pieces, and one whose words fit the sound says nothing of babble."""
    continues, pieces, babble = turn.pop("continues"), turn.pop("taken_back"), turn.pop("babble")
    fields = {**turn, "slots": {slot["name"]: slot["value"] for slot in turn["slots"]}}
    fields |= {"babble": True} if babble else {}
    if not continues:
        return fields
    return {**fields, "continues": continues, "taken_back": [_turn_fields(piece) for piece in pieces]}


def call_lines(name: str, record: CallRecord) -> Iterator[str]:
    """The call as a person reads it."""
    yield f"{name}: {record.outcome}{' -> ' + record.department if record.department else ''} ({record.language})"
    for turn in record.turns:
        yield from _turn_lines(turn)
    yield from sound_lines(record.sound)


def sound_lines(sound: SoundQuality | None) -> Iterator[str]:
    """What is wrong with the caller's sound; nothing if it was good or not measured."""
    yield from (f"  sound: {remark}" for remark in (sound.remarks() if sound else ()))


def _turn_lines(turn: TurnRecord) -> Iterator[str]:
    slots = "".join(f", {slot.name}={slot.value}" for slot in turn.slots)
    for piece in turn.taken_back:
        yield f"  {clock(piece.start_ms)} caller     {piece.text} ..."
    yield f"  {clock(turn.start_ms)} caller     {turn.text}"
    meaning = f"understood {turn.intent} {turn.intent_confidence:.2f}, {turn.decision}{slots}"
    yield f"          {'taken for a noise: the words do not fit the sound' if turn.babble else meaning}"
    if turn.reply:
        yield f"  {clock(turn.end_ms + (turn.reply_ms or 0))} assistant  {turn.reply}"


def clock(at_ms: int) -> str:
    """Minutes, seconds and tenths: `1:05.3`."""
    return f"{at_ms // 60_000}:{at_ms % 60_000 / 1000:04.1f}"
