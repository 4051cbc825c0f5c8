"""Which turns of finished calls a person should look at, read from the journal's events (desk/journal.py).

    misrouted    a person who took the call over said so
    rejected     nothing was understood
    clarified    the assistant had to name two requests
    denied       the caller did not confirm what was understood
    transferred  the answer was followed by a hand-over to a person

The journal is masked, and so is everything here. What was dictated or left as a message is no request and stays out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from call.events import Decision, Expect
from call.masking import MASK, mask
from nlu.labels import LABELS, REQUESTS
from nlu.normalizer import normalize
from nlu.review.journal_turns import JournalEvent, JournalTurn, by_call, turns_of

_NO_REQUEST = (Expect.DIGITS, Expect.STORY)
_SOON = 2
"""Turns within which the caller says it again in other words, or picks what was meant."""


class Reason(StrEnum):
    """Why a turn is in the queue, the weightiest first."""

    MISROUTED = "misrouted"
    REJECTED = "rejected"
    CLARIFIED = "clarified"
    DENIED = "denied"
    TRANSFERRED = "transferred"


@dataclass(frozen=True, slots=True, order=True)
class TurnKey:
    """One turn of one call."""

    call: str
    at_ms: int
    """Its end, in milliseconds of the call."""


@dataclass(frozen=True, slots=True)
class QueuedTurn:
    """A turn to look at, with what is needed to judge it."""

    key: TurnKey
    time: str
    """UTC, ISO 8601; empty if the journal does not say."""
    text: str
    intent: str
    """What it was taken for."""
    reason: Reason
    asked: str
    """The assistant's question before it."""
    hint: str
    """A label that the rest of the call speaks for, or empty: what a person named, or what was answered soon after."""


@dataclass(frozen=True, slots=True)
class Queue:
    """The turns of one language in the order of the journal."""

    turns: tuple[QueuedTurn, ...]
    unfinished: int
    """Calls without an end (going on, or cut by a crash): left out."""


@dataclass(frozen=True, slots=True)
class QueuedPhrase:
    """The same words, however often they were said."""

    text: str
    """As first said, without the marks that stand for dictated numbers."""
    normal: str
    turns: tuple[QueuedTurn, ...]


def review_queue(lines: Iterable[dict[str, object]], language: str, since: str = "") -> Queue:
    """The turns in that language that need a look; `lines` are the events of `desk.journal.read_journal`.

    `since`: an ISO 8601 date or moment; turns before it are left out.

    Unknown and damaged lines are passed over. A line `{"call": ..., "event": "misrouted"}` is a person's verdict on a
    call, at any time after it; `turn_ms` (the `at_ms` of the turn) and `intent` (the right label) are optional.
    """
    calls = by_call(lines)
    ended = {call: events for call, events in calls.items() if any(event.kind == "ended" for event in events)}
    turns = [turn for call, events in ended.items() for turn in _of_call(call, events, language) if turn.time >= since]
    begun = {call for call, events in calls.items() if any(event.kind == "began" for event in events)}
    return Queue(tuple(turns), len(begun - ended.keys()))


def phrases(turns: Sequence[QueuedTurn], language: str) -> tuple[QueuedPhrase, ...]:
    """The turns by their words; those without any (only a number was said) are left out."""
    same: dict[str, list[QueuedTurn]] = {}
    for turn in turns:
        if normal := normalize(_plain(turn.text), language):
            same.setdefault(normal, []).append(turn)
    return tuple(QueuedPhrase(_plain(said[0].text), normal, tuple(said)) for normal, said in same.items())


def _plain(text: str) -> str:
    return " ".join(mask(text).replace(MASK, " ").split())


def _of_call(call: str, events: Sequence[JournalEvent], language: str) -> Iterator[QueuedTurn]:
    turns = list(turns_of(events))
    verdicts = _verdicts(events, turns)
    transferred = set(_transferred(turns))
    for at, turn in enumerate(turns):
        heard, later = turn.heard, turns[at + 1 :]
        reason = Reason.MISROUTED if at in verdicts else _reason(turn, later)
        if reason is None and at in transferred:
            reason = Reason.TRANSFERRED
        if reason and heard.language == language and heard.text:
            hint = verdicts.get(at) or _hint(reason, later)
            asked = turn.asked.text if turn.asked else ""
            yield QueuedTurn(TurnKey(call, heard.at_ms), heard.time, heard.text, heard.intent, reason, asked, hint)


def _verdicts(events: Sequence[JournalEvent], turns: Sequence[JournalTurn]) -> dict[int, str]:
    """Misrouted turns by their place, with the right label if it was given."""
    found = {}
    requests = [at for at, turn in enumerate(turns) if turn.heard.intent in REQUESTS]
    for event in events:
        if event.kind == "misrouted" and turns:
            named = [at for at, turn in enumerate(turns) if turn.heard.at_ms == event.turn_ms]
            at = (named or requests or [len(turns) - 1])[-1]
            found[at] = event.intent if event.intent in LABELS else ""
    return found


def _reason(turn: JournalTurn, later: Sequence[JournalTurn]) -> Reason | None:
    heard = turn.heard
    if turn.told or turn.did("message") or (turn.asked and turn.asked.expects in _NO_REQUEST):
        return None
    if heard.decision == Decision.REJECT and not turn.named:
        return Reason.REJECTED
    if heard.decision == Decision.CLARIFY:
        return Reason.CLARIFIED
    if heard.decision == Decision.CONFIRM and later:
        reply = later[0].heard.intent
        if turn.confirms(heard.intent) and (reply == "deny" or (reply in REQUESTS and reply != heard.intent)):
            return Reason.DENIED
    return None


def _transferred(turns: Sequence[JournalTurn]) -> Iterator[int]:
    """Turns whose answer was refused («нет», «оператора») until a person took over, without another answer between."""
    request = None
    for at, turn in enumerate(turns):
        if turn.heard.intent in REQUESTS:
            request = at
        if turn.answered and request is not None and _ends_with_a_person(turns[at + 1 :]):
            yield request


def _ends_with_a_person(later: Sequence[JournalTurn]) -> bool:
    for at, turn in enumerate(later):
        refused = ("deny", "operator") if at == 0 else ("deny", "operator", "affirm")
        if turn.heard.intent not in refused or turn.answered:
            return False
        if turn.did("transfer"):
            return True
    return False


def _hint(reason: Reason, later: Sequence[JournalTurn]) -> str:
    if reason in (Reason.MISROUTED, Reason.TRANSFERRED):
        return ""
    return next((turn.answered for turn in later[:_SOON] if turn.answered), "")
