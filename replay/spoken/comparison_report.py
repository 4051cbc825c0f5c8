"""Calls in writing and by voice side by side, as text for people and as fields for JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from replay.callers.call_report import call_fields, row_name
from replay.callers.figures import figures
from replay.callers.run import SimulatedCall, SimulatedTurn
from replay.spoken.comparison import ComparedRow, Parting
from replay.verdict.words import WordErrors

COLUMN = 12


def comparison_lines(rows: Sequence[ComparedRow], conditions: Sequence[str]) -> Iterator[str]:
    """Goals reached in full; the word errors are of all words said in the calls of the row."""
    width = max(len(row_name(row.kind, row.name)) for row in rows)
    headings = ["calls", "written"]
    for name in conditions:
        headings += [name, "difference", "WER"]
    yield f"{'':{width}}" + "".join(f"{heading:>{_wide(heading)}}" for heading in headings)
    for row in rows:
        cells = [str(row.calls), _share(row.written_full, row.calls)]
        for spoken in row.spoken:
            points = 100 * (spoken.full - row.written_full) / row.calls
            cells += [_share(spoken.full, row.calls), f"{points:+.0f}", _errors(spoken.errors)]
        filled = "".join(f"{cell:>{_wide(heading)}}" for cell, heading in zip(cells, headings, strict=True))
        yield f"{row_name(row.kind, row.name):{width}}{filled}"


def lost_lines(calls: Sequence[tuple[SimulatedCall, Parting | None]], condition: str) -> Iterator[str]:
    """Each call with the first turn that went another way: what was said -> what was heard of it."""
    for call, at in calls:
        yield f"lost by voice ({condition}): {call.sheet.name} ({call.sheet.path}:{call.sheet.line}, seed {call.seed})"
        if at is None:
            yield "  every reply means the same as in writing: see --explain"
            continue
        sound = at.spoken.sound
        if sound and sound.words:
            yield f"  turn {at.number}: {sound.words} -> {sound.heard or 'nothing'}"
        else:
            reaction = at.spoken.reaction
            did = reaction.text or f"[{reaction.doing}]" if reaction else "[greeting]"
            yield f"  turn {at.number}: {did}{f' -> {sound.heard}' if sound else ''}"
        yield f"    in writing: {_meant(at.written)}; by voice: {_meant(at.spoken)}"


def spoken_fields(calls: Sequence[SimulatedCall], condition: str, errors: WordErrors) -> dict[str, Any]:
    """The calls of one condition for JSON."""
    return {
        "condition": condition,
        "calls": [call_fields(call) for call in calls],
        "figures": [asdict(row) for row in figures(calls)],
        "words": errors.words,
        "wrong_words": errors.wrong,
    }


def _meant(turn: SimulatedTurn | None) -> str:
    """What a reply tells and does, and what it asks."""
    if turn is None:
        return "the call was over"
    told = [f"{part.article or 'offices'}.{part.section}" for part in dict.fromkeys(turn.gist.parts)]
    return " ".join((*told, *(f"[{act}]" for act in turn.acts), f"({turn.gist.question.phase})"))


def _wide(heading: str) -> int:
    return max(COLUMN, len(heading) + 2)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"


def _errors(errors: WordErrors) -> str:
    return "-" if errors.wer is None else f"{errors.wer:.1%}".replace("%", " %")
