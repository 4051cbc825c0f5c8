"""What is kept of a call for the tester: one record per caller turn, and the verdict."""

from dataclasses import dataclass, replace

from call.acts import CallBack, Handing, Register, TakeMessage
from call.events import CallerTurn, Decision, Outcome, Slot
from call.happenings import Said
from call.stages import Dialog

RATING, COMMENT = "rating", "comment"
"""Slots that hold the caller's opinion of us: a request with one of them is feedback, no request of the caller's."""


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
    request: str = ""
    """Number of the request that was recorded last."""
    callback: str = ""
    """The number that is to be rung, digits only."""
    message: str = ""
    """The voice message, in words."""
    rating: int | None = None
    slots: tuple[Slot, ...] = ()
    """Everything that the caller told us in values, in the order in which it came."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the hand-overs of a call have left so far."""

    request: str = ""
    callback: str = ""
    message: str = ""
    rating: int | None = None

    def with_act(self, act: Handing) -> "Kept":
        """After one more hand-over."""
        if rating := rating_of(act):
            return replace(self, rating=rating)
        if is_feedback(act):
            return self
        return replace(
            self,
            request=act.handover.number,
            callback=act.phone if isinstance(act, CallBack) else self.callback,
            message=act.message if isinstance(act, TakeMessage) else self.message,
        )


def call_record(turns: tuple[TurnRecord, ...], dialog: Dialog, duration_ms: int, kept: Kept) -> CallRecord:
    """The call as far as it has come."""
    return CallRecord(
        turns, dialog.outcome, dialog.department, dialog.language, duration_ms,
        kept.request, kept.callback, kept.message, kept.rating, dialog.slots,
    )  # fmt: skip


def is_feedback(act: Handing) -> bool:
    """A rating or a comment, which gets no number that the caller is told."""
    return isinstance(act, Register) and any(slot.name in (RATING, COMMENT) for slot in act.handover.slots)


def rating_of(act: Handing) -> int | None:
    """1 to 5; None if there is none in it."""
    rated = [slot.value for slot in act.handover.slots if slot.name == RATING]
    return int(rated[0]) if is_feedback(act) and rated and rated[0].isdecimal() else None


def turn_record(turn: CallerTurn) -> TurnRecord:
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
        reply="",
        reply_ms=None,
    )


def with_reply(record: TurnRecord, said: Said) -> TurnRecord:
    """With what was said in reaction, at once or when a registry answered."""
    reply = " ".join(filter(None, (record.reply, *(act.text for act in said.acts))))
    begins_ms = said.at_ms - record.end_ms if record.reply_ms is None else record.reply_ms
    return replace(record, reply=reply, reply_ms=begins_ms)
