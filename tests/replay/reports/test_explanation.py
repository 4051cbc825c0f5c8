"""Why a turn went as it did, in words."""

from typing import Any

from replay.reports.explanation import SpanSound, TurnFacts, causes, explanation_lines

TURN = {
    "cause": "turn", "start_ms": 5_000, "end_ms": 7_000, "text": "моё заведение", "confidence": 0.55, "ended": "pause",
    "alternatives": ["моё заведение", "моё заявление"], "intent": "contact_info", "intent_confidence": 0.81,
    "decision": "accept", "ranking": {"contact_info": 0.81, "application_status": 0.1},
    "rule": "request: label -> answer",
    "told": ["contact_info.answer"], "prompts": [], "acts": [], "said": "Адреса ...",
    "reply": {"start_ms": 7_300, "end_ms": 9_000, "cut": True},
}  # fmt: skip
RED = {
    "kind": "heard",
    "line": 3,
    "text": "intent: wanted ...",
    "why": "said ..., heard ...",
    "span_ms": [5_000, 7_000],
}
ROW: dict[str, Any] = {
    "file": "a.wav", "language": "ru", "sound": {"snr_db": 12.0}, "reds": [RED],
    "spoken": [{"said": "моё заявление", "heard": "моё заведение", "span_ms": [5_000, 7_000]}],
    "timeline": [{**TURN, "cause": "begin", "start_ms": 0, "end_ms": 0}, TURN],
}  # fmt: skip
FACTS = TurnFacts(SpanSound(-30.0, 0.02), [("заведение", 1.4), ("моё", -0.2)], {"accept": 0.78})


def test_a_turn_is_told_stage_by_stage() -> None:
    lines = "\n".join(explanation_lines(ROW, 1, FACTS))
    for part in (
        "a.wav, turn 1 of 1: turn at 0:05.0-0:07.0",
        "«моё заведение» (confidence 0.55)",
        "said        «моё заявление»",
        "or          «моё заявление»",
        "the caller was silent (2000 ms long)",
        "-30 dBFS, 12 dB above the noise of the call, 2.0% of it clipped",
        "contact_info 0.81 -> accept; behind it application_status 0.10",
        "заведение +1.4, моё -0.2",
        "accept 0.78",
        "300 ms after the last sound, 0:07.3-0:09.0, cut off by the caller",
        "heard!      intent: wanted ...",
    ):
        assert part in lines, lines


def likely(**changes: Any) -> str:
    turn = {**TURN, **changes.pop("turn", {})}
    facts = changes.pop("facts", TurnFacts(SpanSound(-30.0, 0.0), (), {}))
    row = {**ROW, "sound": {"snr_db": 40.0}, **changes}
    return "\n".join(causes(row, turn, row["reds"], facts))


def test_causes_follow_from_what_was_measured() -> None:
    assert likely(reds=[]) == ""
    assert "in doubt" in likely()
    assert "in doubt" not in likely(turn={"confidence": 0.9})
    assert "noise is near" in likely(sound={"snr_db": 9.0})
    assert "too quiet" in likely(facts=TurnFacts(SpanSound(-55.0, 0.0), (), {}))
    assert "never ended by itself" in likely(turn={"ended": "longest"})
    assert "`train`" in likely(reds=[{**RED, "kind": "understood"}])
    assert "docs/reference/dialog.md" in likely(reds=[{**RED, "kind": "acted"}])
    assert "counted as a noise" in likely(turn={"babble": True})
    assert "waited long" in likely(turn={"reply": {"start_ms": 12_000, "end_ms": 13_000, "cut": False}})
