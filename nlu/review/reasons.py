"""Why a turn of a finished call should be looked at, read off what followed it.

rejected     nothing was understood
unknown      no article is about it
clarified    the assistant had to name two request categories
denied       the caller did not confirm what was understood, or wanted none of what was named
corrected    it was answered, and the caller said that this was not meant
transferred  it was answered, and then the caller wanted a person, or was handed to one
low_rated    it was answered, and the caller rated the call low
left         the caller left at the question whether this is meant
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from call.acts import HANDED
from call.events import Decision, Expect, Outcome
from nlu.labels import REQUESTS
from nlu.review.journal_turns import JournalEvent, JournalTurn

_NO_REQUEST = (Expect.DIGITS, Expect.SPELLING, Expect.STORY)
_LOW = ("1", "2")
_PARTING = ("goodbye", "thanks", "deny", "cancel")
_NOT_MEANT = re.compile(
    r"\bне (?:про|об|о) |\bне то\b|\bне это\b|\bне туда\b|\bдругое\b|\bв виду\b|\bя спрашивал|\bне поняли\b"
    r"|\bnot (?:that|this|what|about)\b|\bi (?:meant|asked|mean)\b|\bsomething else\b"
)
_NO = re.compile(r"(?:да )?нет\b|no\b")


class Reason(StrEnum):
    """Why a turn is in the queue, the most serious reason first."""

    MISROUTED = "misrouted"
    """The person who took over said so."""
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    CLARIFIED = "clarified"
    DENIED = "denied"
    CORRECTED = "corrected"
    TRANSFERRED = "transferred"
    LOW_RATED = "low_rated"
    LEFT = "left"


def reasons(turns: Sequence[JournalTurn], events: Sequence[JournalEvent]) -> dict[int, Reason]:
    """Index of a doubtful turn -> the most serious reason. `events`: all of the call."""
    found: dict[int, Reason] = {}
    for reason, places in (
        (Reason.LEFT, _left(turns, events)),
        (Reason.LOW_RATED, _low_rated(turns)),
        (Reason.TRANSFERRED, _transferred(turns)),
    ):
        found |= dict.fromkeys(places, reason)
    for at, turn in enumerate(turns):
        if reason_of_turn := _of_turn(turn, turns[at + 1 :]):
            found[at] = reason_of_turn
    return {at: reason for at, reason in found.items() if not _no_request(turns[at])}


def _no_request(turn: JournalTurn) -> bool:
    return turn.in_form or turn.did("message") or bool(turn.asked and turn.asked.expects in _NO_REQUEST)


def _of_turn(turn: JournalTurn, later: Sequence[JournalTurn]) -> Reason | None:
    """What the turn and the one after it tell."""
    if turn.unknown:
        return Reason.UNKNOWN
    if turn.told:
        return Reason.CORRECTED if turn.answered and later and _corrects(later[0], turn.answered) else None
    decision = turn.heard.decision
    if decision == Decision.REJECT and (not turn.named or _given_up(later)):
        return Reason.REJECTED
    if decision == Decision.CLARIFY:
        return Reason.CLARIFIED
    return Reason.DENIED if later and _denied(turn, later[0]) else None


def _given_up(later: Sequence[JournalTurn]) -> bool:
    """Nothing was answered any more, and a person had to take over."""
    return not any(turn.told for turn in later) and any(turn.did(*HANDED) for turn in later)


def _denied(turn: JournalTurn, reply: JournalTurn) -> bool:
    said = reply.heard.intent
    if turn.confirming:
        return said == "deny" or (said in REQUESTS and said != turn.confirming)
    return turn.named and said == "deny"


def _corrects(reply: JournalTurn, answered: str) -> bool:
    """«Нет, я про садик», «я не про это спрашивал»; but not «нет», which only says that the answer did not help."""
    words, said = reply.heard.text.lower(), reply.heard.intent
    if _NOT_MEANT.search(words):
        return True
    return bool(_NO.match(words)) and said in REQUESTS and said != answered


def _transferred(turns: Sequence[JournalTurn]) -> Iterator[int]:
    """Turns after whose answer the caller asked for a person, or only refused until one took over."""
    request = None
    for at, turn in enumerate(turns):
        if turn.heard.intent in REQUESTS:
            request = at
        if turn.answered and request is not None and _ends_with_a_person(turns[at + 1 :]):
            yield request


def _ends_with_a_person(later: Sequence[JournalTurn]) -> bool:
    """A person who was asked for counts even if nobody was on duty."""
    for at, turn in enumerate(later):
        refused = ("deny", "operator") if at == 0 else ("deny", "operator", "affirm")
        if turn.heard.intent not in refused or turn.answered:
            return False
        if turn.heard.intent == "operator" or turn.did(*HANDED):
            return True
    return False


def _low_rated(turns: Sequence[JournalTurn]) -> Iterator[int]:
    """The last answered request of a call that the caller rated low."""
    if any(turn.heard.rating in _LOW for turn in turns):
        yield from [at for at, turn in enumerate(turns) if turn.answered and turn.heard.intent in REQUESTS][-1:]


def _left(turns: Sequence[JournalTurn], events: Sequence[JournalEvent]) -> Iterator[int]:
    """The turn at whose confirming question the caller hung up or took leave."""
    if not any(event.outcome == Outcome.ABANDONED for event in events):
        return
    for at, turn in enumerate(turns):
        if (turn.confirming or turn.named) and all(each.heard.intent in _PARTING for each in turns[at + 1 :]):
            yield at
