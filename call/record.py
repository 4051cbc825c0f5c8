"""What is kept of a call for the tester: one record per caller turn, and the verdict."""

from dataclasses import dataclass

from call.events import CallerTurn, Decision, Outcome, Slot


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """One thing the caller said and how the assistant reacted."""

    start_ms: int
    end_ms: int
    text: str
    confidence: float
    intent: str
    intent_confidence: float
    decision: Decision
    slots: tuple[Slot, ...]
    reply: str
    """Everything the assistant said in reaction; empty when the turn changed nothing."""
    reply_ms: int | None
    """From the end of the caller's speech to the first sample of the reply, in audio time; None without one."""


@dataclass(frozen=True, slots=True)
class CallRecord:
    """A finished call."""

    turns: tuple[TurnRecord, ...]
    outcome: Outcome
    department: str
    language: str
    duration_ms: int


def turn_record(turn: CallerTurn, reply: str, reply_ms: int | None) -> TurnRecord:
    """Flatten a turn; confidences are rounded to 3 decimals so that records compare across machines."""
    understanding = turn.understanding
    return TurnRecord(
        start_ms=turn.start_ms,
        end_ms=turn.end_ms,
        text=turn.transcript.text,
        confidence=round(turn.transcript.confidence, 3),
        intent=understanding.intent,
        intent_confidence=round(understanding.confidence, 3),
        decision=understanding.decision,
        slots=understanding.slots,
        reply=reply,
        reply_ms=reply_ms,
    )
