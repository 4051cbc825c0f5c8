"""Requests that the hotline recorded, read from the journal: by their number, or the latest one of a caller.

Only what a caller may hear is kept in memory: the number and the day. What was told stays in the journal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from call.acts import HANDED, Transfer
from call.errors import JournalUnwritable
from call.lookups import OwnRequest
from call.record import COMMENT, RATING
from desk.journal_follower import JournalFollower
from desk.journal_lines import LONGEST_CALL, Event, is_trial, moment_of

KEPT = timedelta(days=90)
"""Older requests are not looked for."""
_RECORDED = HANDED - {Transfer.kind}
_WANTED = tuple(f'"event": "{kind}"'.encode() for kind in ("began", *sorted(_RECORDED)))


@dataclass(frozen=True, slots=True)
class _Recorded:
    at: datetime
    caller: str


class OwnRequests:
    """The requests of one journal. Shared by all calls and threads; each look-up reads what was appended since."""

    def __init__(self, journal: Path, now: Callable[[], datetime]) -> None:
        """`now` gives the present moment; its time zone is the one in which days are told."""
        self._journal = journal
        self._now = now
        self._follower = JournalFollower(journal, lambda line: any(mark in line for mark in _WANTED))
        self._callers: dict[str, tuple[datetime, str]] = {}
        self._requests: dict[str, _Recorded] = {}
        self._lock = Lock()

    def by_number(self, number: str) -> OwnRequest | None:
        """Raises JournalUnwritable if there is a journal that cannot be read."""
        found = self._catch_up().get(number)
        return self._told(number, found) if found else None

    def by_caller(self, caller: str) -> OwnRequest | None:
        """The latest request of that telephone number. Raises JournalUnwritable."""
        known = self._catch_up()
        own = [number for number, found in known.items() if caller and found.caller == caller]
        latest = max(own, key=lambda number: known[number].at, default="")
        return self._told(latest, known[latest]) if latest else None

    def _told(self, number: str, found: _Recorded) -> OwnRequest:
        return OwnRequest(number, found.at.astimezone(self._now().tzinfo).date().isoformat())

    def _catch_up(self) -> dict[str, _Recorded]:
        oldest = self._now() - KEPT
        with self._lock:
            try:
                for event in self._follower.news(oldest):
                    if event is None:
                        self._callers.clear()
                        self._requests.clear()
                    else:
                        self._take(event)
            except OSError as error:
                raise JournalUnwritable(f"cannot read the journal {self._journal}: {error.strerror}") from error
            self._requests = {number: each for number, each in self._requests.items() if each.at >= oldest}
            going_on = self._now() - LONGEST_CALL
            self._callers = {call: each for call, each in self._callers.items() if each[0] >= going_on}
            return dict(self._requests)

    def _take(self, event: Event) -> None:
        call, at = str(event["call"]), moment_of(event)
        if at is None or is_trial(event):
            return
        if event["event"] == "began":
            self._callers[call] = (at, str(event.get("caller") or ""))
        elif event["event"] in _RECORDED and isinstance(number := event.get("number"), str) and not _rated(event):
            self._requests[number] = _Recorded(at, self._callers[call][1] if call in self._callers else "")


def _rated(event: Event) -> bool:
    """Is it a rating? The caller has heard no number of it."""
    slots = event.get("slots")
    names = [slot.get("name") for slot in slots if isinstance(slot, dict)] if isinstance(slots, list) else []
    return RATING in names or COMMENT in names
