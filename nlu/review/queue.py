"""The review queue: turns of finished calls that a person should look at, from the journal (desk/journal.py).

    misrouted    the person who took over said so

All other reasons are read off the call itself: nlu/review/reasons.py. The journal is masked, so everything here is
masked too. Dictated numbers, answers to a form, messages and small words that the recogniser made of noise are no
requests and are left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from call.privacy.masking import MASK, mask
from nlu.labels import LABELS, REQUESTS
from nlu.normalizer import normalize
from nlu.review.journal_turns import JournalEvent, JournalTurn, by_call, turns_of
from nlu.review.reasons import Reason, reasons
from nlu.understanding.small_words import small_words

_SOON = 2
"""Turns within which a caller says it again in other words, or picks what was meant."""


@dataclass(frozen=True, slots=True, order=True)
class TurnKey:
    """One turn of one call."""

    call: str
    at_ms: int
    """End of the turn, milliseconds since the start of the call."""


@dataclass(frozen=True, slots=True)
class QueuedTurn:
    """A turn in the queue, with what is needed to judge it."""

    key: TurnKey
    time: str
    """UTC, ISO 8601; empty if the journal does not say."""
    text: str
    intent: str
    """The label that understanding found."""
    reason: Reason
    asked: str
    """The assistant's question before it."""
    hint: str
    """The label that a person named, or that was answered soon after; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Queue:
    """The turns of one language in the order of the journal."""

    turns: tuple[QueuedTurn, ...]
    unfinished: int
    """Number of calls without an end (still running, or cut by a crash). They are left out."""


@dataclass(frozen=True, slots=True)
class QueuedPhrase:
    """A phrase with all turns in which it was said."""

    text: str
    """The words as first said, without the marks of masked numbers."""
    normal: str
    turns: tuple[QueuedTurn, ...]


def review_queue(lines: Iterable[dict[str, object]], language: str, since: str = "") -> Queue:
    """The turns in that language for review. `lines` are the events of `desk.journal.read_journal`.

    `since`: an ISO 8601 date or moment; earlier turns are left out.

    Unknown and damaged lines are ignored. A line `{"call": ..., "event": "misrouted"}` is a person's verdict on a call
    and may come at any time after it; `turn_ms` (the `at_ms` of the turn) and `intent` (the right label) are optional.
    """
    calls = by_call(lines)
    ended = {call: events for call, events in calls.items() if any(event.kind == "ended" for event in events)}
    turns = [turn for call, events in ended.items() for turn in _of_call(call, events, language) if turn.time >= since]
    begun = {call for call, events in calls.items() if any(event.kind == "began" for event in events)}
    return Queue(tuple(turns), len(begun - ended.keys()))


def phrases(turns: Sequence[QueuedTurn], language: str) -> tuple[QueuedPhrase, ...]:
    """The turns grouped by words. Turns without words (only a number was said) are left out."""
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
    found = reasons(turns, events) | dict.fromkeys(verdicts, Reason.MISROUTED)
    for at, turn in enumerate(turns):
        heard, later = turn.heard, turns[at + 1 :]
        if at in found and heard.language == language and not _noise(heard, language):
            hint = verdicts.get(at) or _hint(found[at], turn, later)
            asked = turn.asked.text if turn.asked else ""
            yield QueuedTurn(TurnKey(call, heard.at_ms), heard.time, heard.text, heard.intent, found[at], asked, hint)


def _noise(heard: JournalEvent, language: str) -> bool:
    """There is no word of sense («о»), or none of the caller's: nobody can label it, and no caller meant it."""
    return heard.babble or small_words(language).says_nothing(normalize(heard.text, language))


def _verdicts(events: Sequence[JournalEvent], turns: Sequence[JournalTurn]) -> dict[int, str]:
    """Index of a misrouted turn -> the right label, or empty if it was not given."""
    found = {}
    requests = [at for at, turn in enumerate(turns) if turn.heard.intent in REQUESTS]
    for event in events:
        if event.kind == "misrouted" and turns:
            named = [at for at, turn in enumerate(turns) if turn.heard.at_ms == event.turn_ms]
            at = (named or requests or [len(turns) - 1])[-1]
            found[at] = event.intent if event.intent in LABELS else ""
    return found


def _hint(reason: Reason, turn: JournalTurn, later: Sequence[JournalTurn]) -> str:
    if reason in (Reason.MISROUTED, Reason.TRANSFERRED):
        return ""
    return next((each.answered for each in later[:_SOON] if each.answered not in ("", turn.answered)), "")
