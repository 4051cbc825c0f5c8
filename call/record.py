"""What a tester gets of a call: one record per caller turn, and how the call ended."""

from dataclasses import dataclass, replace

from call.acts import CallBack, Handing, Register, TakeMessage
from call.events import CallerTurn, Continues, Decision, Outcome, Slot
from call.happenings import Said
from call.sound_quality import SoundQuality
from call.stages import Stages

RATING, COMMENT = "rating", "comment"
"""Slots with the caller's opinion of the service. A request that has one is feedback, not a request for something."""


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """One turn of the caller and the assistant's reply."""

    start_ms: int
    end_ms: int
    text: str
    confidence: float
    intent: str
    intent_confidence: float
    decision: Decision
    slots: tuple[Slot, ...]
    reply: str
    """Everything the assistant said in reply; empty when it said nothing."""
    reply_ms: int | None
    """From the end of the caller's speech to the first sample of the reply, in audio time; None without a reply."""
    continues: Continues | None = None
    """How the turn goes on from those that were taken back; None if there are none."""
    taken_back: tuple["TurnRecord", ...] = ()
    """What was taken for the end of this turn before it really ended, with the replies that the caller cut off."""
    babble: bool = False
    """The words do not fit the sound, so they counted as a noise."""


@dataclass(frozen=True, slots=True)
class CallRecord:
    """A finished call."""

    turns: tuple[TurnRecord, ...]
    outcome: Outcome
    department: str
    language: str
    duration_ms: int
    request: str = ""
    """Number of the last recorded request."""
    callback: str = ""
    """The number to call back, digits only."""
    message: str = ""
    """The voice message, in words."""
    rating: int | None = None
    slots: tuple[Slot, ...] = ()
    """All values that the caller gave, in the order in which they came."""
    sound: SoundQuality | None = None
    """How the caller's sound was; None if it was not measured."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The results of the hand-overs of a call so far."""

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


def call_record(turns: tuple[TurnRecord, ...], stages: Stages, duration_ms: int, kept: Kept) -> CallRecord:
    """The call so far."""
    dialog = stages.dialog
    return CallRecord(
        turns, dialog.outcome, dialog.department, dialog.language, duration_ms,
        kept.request, kept.callback, kept.message, kept.rating, dialog.slots, stages.sound,
    )  # fmt: skip


def is_feedback(act: Handing) -> bool:
    """Is it a rating or a comment? The caller hears no request number for these."""
    return isinstance(act, Register) and any(slot.name in (RATING, COMMENT) for slot in act.handover.slots)


def rating_of(act: Handing) -> int | None:
    """1 to 5; None without a rating."""
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
        continues=turn.continues,
        babble=turn.babble,
    )


def with_reply(record: TurnRecord, said: Said) -> TurnRecord:
    """The record with one more part of the reply, said at once or after a registry's answer."""
    reply = " ".join(filter(None, (record.reply, *(act.text for act in said.acts))))
    begins_ms = said.at_ms - record.end_ms if record.reply_ms is None else record.reply_ms
    return replace(record, reply=reply, reply_ms=begins_ms)
