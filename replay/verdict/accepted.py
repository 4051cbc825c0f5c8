"""Writes the expectations of a recorded call from what happened in it, for a person to edit.

The text is docs/reference/conversations.md's. What was heard stands as what was said: a person corrects it. Where the
old file has a text for a turn already, that is kept.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from call.configured import Configured, Thing
from call.events import Slot
from call.start import CallStart
from replay.played.played_call import Cause, PlayedCall, PlayedTurn
from replay.scripts.step import ANY, Script, ScriptStep
from replay.verdict.alignment import acts

SLACK_MS = 500
"""Added to the delay of a reply that is accepted."""


RECORDED = "# How this call arrived, for `replay`; what must happen in it: docs/how-to/replay.md"
"""First line of a file without expectations."""


@dataclass(frozen=True, slots=True)
class Header:
    """How the call arrived."""

    name: str
    start: CallStart
    language: str
    configured: Configured
    requirements: tuple[int, ...] = ()
    cases: str = ""
    incidents: str = ""
    """Files, as they are to be named in the text."""
    channel: str = ""
    condition: str = ""
    voice: str = ""


def accepted(header: Header, call: PlayedCall, old: Script | None = None) -> str:
    """The whole text of the file. `old`: its present expectations."""
    said = _said(old, call) if old else {}
    lines = [*_head(header), "steps:"]
    for number, turn in enumerate(call.turns):
        lines += _turn(turn, said[number] if number in said else _heard(turn))
    return "\n".join([*lines, *_end(call), ""])


def blank(header: Header) -> str:
    """The text of a recording that is only just being made: how the call arrived, and no expectations."""
    return "\n".join([RECORDED, *_head(header), "steps: []", ""])


def _said(old: Script, call: PlayedCall) -> dict[int, ScriptStep | None]:
    """For the first turn of every step of the old script: the step. For its other turns None."""
    found: dict[int, ScriptStep | None] = {}
    for part in acts(old.steps, call.turns):
        if part.step and part.step.kind == "user" and part.own:
            numbers = [call.turns.index(turn) for turn in part.own]
            found |= {number: part.step if number == numbers[0] else None for number in numbers}
    return found


def _head(header: Header) -> Iterator[str]:
    start, things = header.start, header.configured
    yield f"name: {_quoted(header.name)}"
    if header.requirements:
        yield f"requirements: [{', '.join(map(str, header.requirements))}]"
    yield f"language: {header.language}"
    yield f"at: {_quoted(start.at.isoformat())}"
    yield f"line: {start.line}"
    texts = {"caller": start.caller, "channel": header.channel, "condition": header.condition, "voice": header.voice}
    for key, value in texts.items():
        if value:
            yield f"{key}: {_quoted(value)}"
    if start.operators is not None:
        yield f"operators: {start.operators}"
    for thing, file in ((Thing.CASES, header.cases), (Thing.INCIDENTS, header.incidents)):
        if file:
            yield f"{thing}: {_quoted(file)}"
    for thing in Thing:
        if not things.has(thing):
            yield f"{thing}: no"
    if things.proof:
        yield f"proof: {things.proof}"


def _heard(turn: PlayedTurn) -> ScriptStep | None:
    """A step with what was heard."""
    return ScriptStep("user", turn.turn.transcript.text, 0) if turn.turn else None


def _turn(turn: PlayedTurn, step: ScriptStep | None) -> Iterator[str]:
    """`step`: None: the caller goes on with what he began to say in the turn before."""
    if turn.keys:
        yield f"  - key: {_quoted(turn.keys)}"
    if turn.turn and step:
        yield f"  - user: {_quoted(step.voiced or step.value)}"
        yield f"    audio: [{turn.start_ms / 1000:.2f}, {turn.end_ms / 1000:.2f}]"
        if step.wait_ms is not None:
            yield f"    {'over_ms' if step.over else 'after_ms'}: {step.wait_ms}"
        yield f"    intent: {turn.turn.understanding.intent}"
        yield f"    decision: {turn.turn.understanding.decision}"
        if turn.moment.reply_ms is not None:
            yield f"    within_ms: {_limit(turn.moment.reply_ms)}"
    elif turn.cause is Cause.SILENCE and turn.moment.text:
        yield "  - silence"
    prompts = [prompt for prompt in dict.fromkeys(turn.moment.prompts) if prompt]
    if prompts:
        yield f"  - bot: [{', '.join(prompts)}]"
    for act in turn.moment.acts:
        yield f"  - act: {act}"


def _limit(reply_ms: int) -> int:
    """A limit that leaves room for a pause that is judged otherwise, and not for a slower engine."""
    return -(-(reply_ms + SLACK_MS) // 100) * 100


def _end(call: PlayedCall) -> Iterator[str]:
    record = call.record
    yield f"  - outcome: {record.outcome}"
    if record.department:
        yield f"  - department: {record.department}"
    yield f"  - language: {record.language}"
    for key, value in (("request", record.request), ("callback", record.callback), ("rating", record.rating)):
        if value:
            yield f"  - {key}: {ANY if key == 'request' else _quoted(str(value))}"
    if record.message:
        yield f"  - message: {ANY}"
    if record.slots:
        yield f"  - slot_was_set: {{{', '.join(map(_slot, record.slots))}}}"
    yield f"  - ended: {'yes' if call.hung_up else 'no'}"


def _slot(slot: Slot) -> str:
    return f"{slot.name}: {_quoted(slot.value)}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def side_file(recording: Path) -> Path:
    """Where the expectations of a recording are."""
    return recording.with_suffix(".yaml")
