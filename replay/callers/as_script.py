"""A simulated call as a scripted conversation: what the caller did, and checks of what was missed."""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from call.configured import EVERYTHING, Configured
from replay.callers.reaction import Doing
from replay.callers.run import SimulatedCall, SimulatedTurn
from replay.callers.seen import Want
from replay.scripts.script_file import ABSENT

ANSWERED = ("article", "category")
"""Wants that are checked where the caller says its request."""
CHECKED = ("act", "department", "outcome", "callback", "message", "rating", "request", "language")
"""Wants that a script can check at its end."""


def file_name(call: SimulatedCall) -> str:
    """From the name of the caller and the seed."""
    words = re.sub(r"\W+", "_", call.sheet.name.lower()).strip("_")
    return f"{words[:60]}_{call.seed}.yaml"


def script(
    call: SimulatedCall,
    folder: Path,
    answer_id: Callable[[str], str],
    there: Configured = EVERYTHING,
    condition: str = "",
) -> str:
    """The file's text. In that of a call by voice each step has its words as spoken and its span in the recording.

    Args:
        folder: where the file will be; it names the registries from there.
        answer_id: id of an article -> prompt id of its answer.
        there: what stood behind the assistant.
        condition: of a call by voice.
    """
    return "\n".join((*_head(call, folder, there, condition), "steps:", *_steps(call, answer_id))) + "\n"


def _head(call: SimulatedCall, folder: Path, there: Configured, condition: str) -> Iterator[str]:
    sheet = call.sheet
    yield f"# A simulated caller: {sheet.name}, seed {call.seed}{condition and f', by voice: {condition}'}."
    yield from (f"# missed: {want}" for want in call.missed)
    yield from (f"# must not happen: {want}" for want in call.broken)
    yield f"name: {_quoted(f'{sheet.name}, seed {call.seed}')}"
    yield f"language: {sheet.language}"
    yield f"at: {_quoted(sheet.start.at.isoformat())}"
    yield f"line: {_quoted(sheet.start.line)}"
    if sheet.start.operators is not None:
        yield f"operators: {sheet.start.operators}"
    if sheet.start.caller:
        yield f"caller: {_quoted(sheet.start.caller)}"
    for key, place in (("cases", sheet.cases), ("incidents", sheet.incidents)):
        if place:
            yield f"{key}: {_quoted(os.path.relpath(place, folder))}"
    yield from (f"{thing}: {ABSENT}" for thing in there.missing)


def _steps(call: SimulatedCall, answer_id: Callable[[str], str]) -> Iterator[str]:
    for number, turn in enumerate(call.turns):
        yield from _step(turn)
        yield from (f"  - not_bot: {prompt}" for prompt in _broken(call, turn, answer_id))
        if number == 1:  # the reply to the request itself
            yield from (f"  - bot: {answer_id(article)}" for article in _answers_missed(call))
    yield from (
        _check(want) or f"  # a script cannot check: {want}" for want in call.missed if want.kind not in ANSWERED
    )


def _step(turn: SimulatedTurn) -> Iterator[str]:
    reaction = turn.reaction
    if reaction and reaction.doing in (Doing.USER, Doing.KEY):
        sound = turn.sound
        yield f"  - {reaction.doing}: {_quoted(sound.words if sound and sound.words else reaction.text)}"
        if sound:
            yield f"    audio: [{sound.start_ms / 1000:.2f}, {sound.end_ms / 1000:.2f}]"
            yield from [f"    # heard: {sound.heard}"] if sound.heard and sound.heard != sound.words else []
    elif reaction and reaction.doing is Doing.SILENCE:
        yield "  - silence"
    said = ", ".join((*turn.gist.prompts, *(f"[{act}]" for act in turn.acts)))
    if said:
        yield f"  # {said}"


def _answers_missed(call: SimulatedCall) -> Iterator[str]:
    """The articles that the first reply should have told."""
    for want in call.missed:
        if want.kind in ANSWERED and len(want.any_of) == 1:
            yield want.any_of[0]


def _broken(call: SimulatedCall, turn: SimulatedTurn, answer_id: Callable[[str], str]) -> Iterator[str]:
    """Ids of what this reply said and must never say."""
    for want in call.broken:
        ids = map(answer_id, want.any_of) if want.kind in ANSWERED else want.any_of if want.kind == "said" else ()
        yield from (prompt for prompt in ids if prompt in turn.gist.prompts)


def _check(want: Want) -> str:
    if want.kind == "slots":
        return f"  - slot_was_set: {{{want.slot}: {_quoted(want.any_of[0])}}}"
    if want.kind in CHECKED and len(want.any_of) == 1:
        return f"  - {want.kind}: {_quoted(want.any_of[0])}"
    return ""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
