"""Simulated calls as text for people and as fields for JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from replay.callers.call_figures import call_figures
from replay.callers.figures import Figures
from replay.callers.run import SimulatedCall, SimulatedTurn

HEADINGS = (
    "calls", "in full", "partly", "turns", "heard s", "first s", "first right", "near", "wrong dept", "twice", "never",
)  # fmt: skip


def call_lines(call: SimulatedCall, *, turns: bool) -> Iterator[str]:
    """The result of one call, and with `turns` all that was said and why."""
    yield f"{verdict(call)}: {call.sheet.name} ({call.sheet.path}:{call.sheet.line}, seed {call.seed})"
    for turn in call.turns if turns else ():
        yield from _turn_lines(turn)
    yield from (f"  reached: {want}" for want in call.reached if turns)
    yield from (f"  missed: {want}" for want in call.missed)
    yield from (f"  must not happen: {want}" for want in call.broken)
    yield from (f"  failed: {failure}" for failure in call.failures)


def verdict(call: SimulatedCall) -> str:
    """`full`, `partly` or `not`."""
    return "full" if call.full else "partly" if call.partly else "not"


def _turn_lines(turn: SimulatedTurn) -> Iterator[str]:
    if turn.reaction:
        yield f"  caller     {turn.reaction.text or f'[{turn.reaction.doing}]'}"
        yield f"             ({turn.reaction.why})" if turn.reaction.why else ""
    if turn.sound:
        yield f"             heard {turn.sound.heard or 'nothing'}"
    meaning = turn.reply.understanding
    if meaning:
        yield f"             understood {meaning.intent} {meaning.confidence:.2f}, {turn.gist.explanation}"
    told = [f"{part.article or 'offices'}.{part.section}" for part in dict.fromkeys(turn.gist.parts)]
    done = [f"[{act}]" for act in turn.acts]
    if turn.reply.text:
        yield f"  assistant  {turn.reply.text}"
    if told or done:
        yield f"             {' '.join((*told, *done, *turn.departments))}"


def call_fields(call: SimulatedCall) -> dict[str, Any]:
    """One call for JSON."""
    return {
        "name": call.sheet.name,
        "file": call.sheet.path,
        "line": call.sheet.line,
        "seed": call.seed,
        "verdict": verdict(call),
        "reached": list(map(str, call.reached)),
        "missed": list(map(str, call.missed)),
        "never": list(map(str, call.broken)),
        "failures": list(call.failures),
        **asdict(call_figures(call)),
        "dialog": [_turn_fields(turn) for turn in call.turns],
    }


def _turn_fields(turn: SimulatedTurn) -> dict[str, Any]:
    reaction, meaning = turn.reaction, turn.reply.understanding
    return {
        "caller": {"does": str(reaction.doing), "text": reaction.text, "why": reaction.why} if reaction else None,
        "understood": meaning.intent if meaning else None,
        "explanation": turn.gist.explanation,
        "assistant": turn.reply.text,
        "prompts": list(turn.gist.prompts),
        "told": [asdict(part) for part in turn.gist.parts],
        "acts": list(turn.acts),
        **({"sound": asdict(turn.sound)} if turn.sound else {}),
    }


def figure_lines(rows: Sequence[Figures]) -> Iterator[str]:
    """The figures as a table; a share is a percentage of the calls in its row."""
    width = max(len(row_name(row.kind, row.name)) for row in rows)
    yield f"{'':{width}}" + "".join(f"{heading:>12}" for heading in HEADINGS)
    for row in rows:
        first = "-" if row.first_answer_s is None else f"{row.first_answer_s:.0f}"
        cells = (
            str(row.calls),
            _share(row.full, row.calls),
            _share(row.partly, row.calls),
            f"{row.turns:g}",
            f"{row.heard_s:.0f}",
            first,
            _share(row.first_right, row.calls),
            _share(row.first_near, row.calls),
            f"{row.wrong_department}/{row.handed}",
            _share(row.same_twice, row.calls),
            _share(row.broken, row.calls),
        )
        yield f"{row_name(row.kind, row.name):{width}}" + "".join(f"{cell:>12}" for cell in cells)


def row_name(kind: str, name: str) -> str:
    return name if kind == "all" else f"{kind} {name}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"
