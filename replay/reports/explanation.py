"""Why a turn of a replayed call went so: what the engine knew at each stage, and the likeliest cause of a red."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from call.sound_quality import FAINT_DB, NEAR_DB, ORDINARY_DBFS
from replay.reports.call_text import clock
from replay.reports.row import Row
from replay.verdict.turn_taking import DEAD_AIR_MS
from replay.verdict.verdict import Kind

DOUBTFUL = 0.7
"""Confidence of the recogniser under which every second word is wrong (docs/decisions/028-noise.md)."""
ENDED = {
    "pause": "the caller was silent",
    "behind": "the caller was silent, while somebody further away talked on",
    "wordless": "the sound went on and brought no new word",
    "longest": "it was as long as a turn may be",
    "gone": "the recording ended",
}
MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class SpanSound:
    """The caller's sound during a turn."""

    level_dbfs: float
    clipped: float
    """Share of the samples at full scale."""


@dataclass(frozen=True, slots=True)
class TurnFacts:
    """What is measured for an explanation besides the row."""

    sound: SpanSound | None
    words: Sequence[tuple[str, float]]
    """The words that decided, the strongest first, each with its weight."""
    thresholds: Mapping[str, float]


def explanation_lines(row: Row, number: int, facts: TurnFacts) -> Iterator[str]:
    """One turn; `number`: its place in the row's timeline."""
    turn = row["timeline"][number]
    yield f"{row['file']}, turn {number} of {len(row['timeline']) - 1}: {turn['cause']} at {_span(turn)}"
    reds = [red for red in row.get("reds", ()) if _covers(red, turn)]
    rows = [*_heard(turn, row, facts), *_understood(turn, facts), *_did(turn), *_timing(turn), *_reds(reds)]
    yield from (f"  {name:11} {text}" for name, text in rows if text)
    yield from (f"  likely      {text}" for text in causes(row, turn, reds, facts))


def _heard(turn: Mapping[str, Any], row: Row, facts: TurnFacts) -> Iterator[tuple[str, str]]:
    if "text" in turn:
        yield "heard", f"«{turn['text']}» (confidence {turn['confidence']:.2f})"
        said = next((each for each in row.get("spoken", ()) if each["span_ms"] and _meets(each["span_ms"], turn)), None)
        yield "said", f"«{said['said']}»" if said and said["said"] != turn["text"] else ""
        others = [each for each in turn["alternatives"] if each != turn["text"]]
        yield "or", "; ".join(f"«{each}»" for each in others)
        yield "ended", f"{ENDED.get(turn['ended'], '')} ({turn['end_ms'] - turn['start_ms']} ms long)"
    if turn.get("keys"):
        yield "keys", turn["keys"]
    if facts.sound:
        snr = (row.get("sound") or {}).get("snr_db")
        more = "" if snr is None else f", {snr:.0f} dB above the noise of the call"
        yield "sound", f"{facts.sound.level_dbfs:.0f} dBFS{more}, {facts.sound.clipped:.1%} of it clipped"


def _understood(turn: Mapping[str, Any], facts: TurnFacts) -> Iterator[tuple[str, str]]:
    if "intent" not in turn:
        return
    others = [f"{name} {share:.2f}" for name, share in turn["ranking"].items() if name != turn["intent"]]
    behind = f"; behind it {', '.join(others)}" if others else ""
    yield "understood", f"{turn['intent']} {turn['intent_confidence']:.2f} -> {turn['decision']}{behind}"
    yield "by words", ", ".join(f"{word} {weight:+.1f}" for word, weight in facts.words[:MOST_WORDS])
    yield "thresholds", ", ".join(f"{name} {value:.2f}" for name, value in facts.thresholds.items())


def _did(turn: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "rule", turn["rule"]
    yield "told", ", ".join(turn["told"])
    yield "prompts", ", ".join(turn["prompts"])
    yield "acts", ", ".join(turn["acts"])
    yield "said back", turn["said"]


def _timing(turn: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if reply := turn.get("reply"):
        cut = ", cut off by the caller" if reply["cut"] else ""
        wait = f"{reply['start_ms'] - turn['end_ms']} ms after the last sound"
        yield "reply", f"{wait}, {clock(reply['start_ms'])}-{clock(reply['end_ms'])}{cut}"


def _reds(reds: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for red in reds:
        yield f"{red['kind']}!", f"{red['text']} ({red['why']})"


def causes(row: Row, turn: Mapping[str, Any], reds: Sequence[Mapping[str, Any]], facts: TurnFacts) -> Iterator[str]:
    """The likeliest causes in plain words, each with what to try. Only from what was measured."""
    kinds = {red["kind"] for red in reds}
    snr = (row.get("sound") or {}).get("snr_db")
    if turn.get("babble"):
        yield "the words do not fit the sound, so they counted as a noise: listen to the span, look at the line"
    if facts.sound and facts.sound.level_dbfs < ORDINARY_DBFS - FAINT_DB:
        yield "the caller is too quiet: turn up the gain of the recorder, or name the caller's channel with --channel"
    if facts.sound and "text" in turn and snr is not None and snr < NEAR_DB:
        yield "the noise is near the speech: words are lost there; `hear` and `adapt` teach the recogniser your phrases"
    if Kind.HEARD in kinds and turn.get("confidence", 1.0) < DOUBTFUL:
        yield "the recogniser itself was in doubt: add such phrases to the examples and run `adapt`"
    if turn.get("ended") == "longest":
        yield "the turn never ended by itself: look for a television or music on the line"
    if Kind.UNDERSTOOD in kinds:
        yield "the right words are understood otherwise: add the phrase to the examples of what was wanted, and `train`"
    if Kind.ACTED in kinds:
        yield f"the dialog did this on purpose, by the rule «{turn['rule']}»: see docs/reference/dialog.md"
    reply = turn.get("reply")
    if reply and "text" in turn and reply["start_ms"] - turn["end_ms"] > DEAD_AIR_MS:
        yield "the caller waited long: a sound or a voice behind him kept the turn open, or the assistant still spoke"


def _covers(red: Mapping[str, Any], turn: Mapping[str, Any]) -> bool:
    return red["span_ms"] is not None and _meets(red["span_ms"], turn)


def _meets(span_ms: Sequence[int], turn: Mapping[str, Any]) -> bool:
    return bool(turn["start_ms"] <= span_ms[1] and turn["end_ms"] >= span_ms[0] and turn["cause"] != "begin")


def _span(turn: Mapping[str, Any]) -> str:
    start, end = clock(turn["start_ms"]), clock(turn["end_ms"])
    return start if start == end else f"{start}-{end}"
