"""One result as a line of JSON. Equal calls give equal bytes: it has no times of day and no machine names."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from call.events import CallerTurn
from call.printable import as_json, shown
from call.record import CallRecord
from call.sound_quality import SoundQuality
from replay.played.played_call import PlayedCall, PlayedTurn
from replay.reports.result import Result
from replay.verdict.verdict import SpokenStep, Verdict
from replay.verdict.words import WordErrors

Row = Mapping[str, Any]
"""What `result_row` gives and a file of JSON lines holds: docs/reference/replay.md."""
MOST_RANKED = 5
MOST_ALTERNATIVES = 5


def result_line(result: Result, recognisers: Mapping[str, str]) -> str:
    """`recognisers`: the speech model of each language."""
    return as_json(result_row(result, recognisers))


def result_row(result: Result, recognisers: Mapping[str, str]) -> dict[str, Any]:
    """All fields of one recording."""
    row: dict[str, Any] = {"file": shown(result.path), "status": str(result.status), "sha256": result.sound}
    if result.error:
        row["error"] = str(result.error)
    if result.script:
        row |= {"expectations": result.script.path, "name": result.script.name}
        row["requirements"] = list(result.script.requirements)
        row |= {"condition": result.script.condition} if result.script.condition else {}
    if result.flaky:
        row["flaky"] = True
    row["notes"] = list(result.notes)
    if result.places:
        row["places"] = [list(place) for place in result.places]
    if result.call:
        row |= record_fields(result.call.record)
        row |= _call_fields(result.call) | {"recognisers": dict(recognisers)}
    if result.verdict:
        row |= _verdict_fields(result.verdict)
    return row


def record_fields(record: CallRecord) -> dict[str, Any]:
    """The fields of the record."""
    fields = asdict(record)
    turns = [_turn_fields(turn) for turn in fields["turns"]]
    slots = {slot["name"]: slot["value"] for slot in fields["slots"]}
    return {**fields, "turns": turns, "slots": slots, "sound": sound_fields(record.sound)}


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


def _call_fields(call: PlayedCall) -> dict[str, Any]:
    return {
        "hung_up": call.hung_up,
        "failures": [failure.fact for failure in call.failures],
        "timeline": [dict(_timeline(turn)) for turn in call.turns],
        "envelope": asdict(call.envelope),
    }


def _timeline(turn: PlayedTurn) -> Iterator[tuple[str, Any]]:
    """One turn as the page and `explain` show it."""
    yield from {"cause": str(turn.cause), "start_ms": turn.start_ms, "end_ms": turn.end_ms}.items()
    if turn.keys:
        yield "keys", turn.keys
    if turn.turn:
        yield from _heard(turn.turn)
    if turn.partials:
        yield "partials", [{"at_ms": at_ms, "text": text} for at_ms, text in turn.partials]
    yield "rule", turn.gist.explanation
    yield "told", [f"{part.article or 'offices'}.{part.section}" for part in dict.fromkeys(turn.gist.parts)]
    yield "prompts", [prompt for prompt in turn.gist.prompts if prompt]
    yield "acts", list(turn.moment.acts)
    yield "said", turn.moment.text
    if turn.reply:
        yield "reply", asdict(turn.reply)


def _heard(turn: CallerTurn) -> Iterator[tuple[str, Any]]:
    meaning = turn.understanding
    yield "text", turn.transcript.text
    yield "ended", str(turn.ended or "")
    if turn.babble:
        yield "babble", True
    yield "confidence", round(turn.transcript.confidence, 3)
    yield "alternatives", list(turn.transcript.alternatives[:MOST_ALTERNATIVES])
    yield "intent", meaning.intent
    yield "intent_confidence", round(meaning.confidence, 3)
    yield "decision", str(meaning.decision)
    yield "ranking", {each.intent: round(each.confidence, 3) for each in meaning.ranking[:MOST_RANKED]}


def _verdict_fields(verdict: Verdict) -> dict[str, Any]:
    return {
        "checks": verdict.checks,
        "reds": [{**asdict(red), "kind": str(red.kind)} for red in verdict.reds],
        "spoken": [_spoken(step) for step in verdict.spoken],
        "words": _words(verdict.errors),
        "turn_taking": asdict(verdict.turn_taking),
    }


def _spoken(step: SpokenStep) -> dict[str, Any]:
    return {"said": step.said, "heard": step.heard, "span_ms": step.span_ms, **_words(step.errors)}


def _words(errors: WordErrors) -> dict[str, Any]:
    rates = {
        name: None if rate is None else round(rate, 3) for name, rate in (("wer", errors.wer), ("cer", errors.cer))
    }
    return {**asdict(errors), **rates}
