"""Calls that were broken off and can be continued, read from the journal: by the caller's number, or by a resume word.

A call can be continued when the last thing the journal knows of its progress is not empty (`reached`), whether it was
hung up, cut off, or its process was killed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from call.journal import read_journal
from call.lookups import SavedCall

BY_CALLER = timedelta(minutes=15)
"""Who rings again within this time goes on without being asked for anything."""
BY_WORD = timedelta(hours=24)


@dataclass(slots=True)
class _Call:
    caller: str = ""
    snapshot: str = ""
    word: str = ""
    at: str = ""


class SavedCalls:
    """Of one journal. The journal is read at each question: a few milliseconds per thousand events."""

    def __init__(self, journal: Path, now: Callable[[], datetime]) -> None:
        """`now` gives the present moment, with a time zone."""
        self._journal = journal
        self._now = now

    def by_caller(self, caller: str) -> str:
        """The snapshot of the caller's last call if that was broken off a short while ago, else empty."""
        last = next((call for call in self._latest_first(BY_CALLER) if caller and call.caller == caller), None)
        return last.snapshot if last else ""

    def by_word(self, word: str) -> SavedCall | None:
        """None, too, when two calls of the last day were given the same word: nobody must hear another one's matter."""
        found = [call for call in self._latest_first(BY_WORD) if word and call.word == word and call.snapshot]
        return SavedCall(found[0].snapshot) if len(found) == 1 else None

    def _latest_first(self, within: timedelta) -> Iterator[_Call]:
        now = self._now()
        calls = sorted(self._calls().values(), key=lambda call: call.at, reverse=True)
        return (call for call in calls if call.at and now - datetime.fromisoformat(call.at) <= within)

    def _calls(self) -> dict[str, _Call]:
        calls: dict[str, _Call] = {}
        for event in read_journal(self._journal) if self._journal.exists() else ():
            call = calls.setdefault(str(event.get("call")), _Call())
            call.at = str(event.get("time", ""))
            match event.get("event"):
                case "began":
                    call.caller = str(event.get("caller", ""))
                case "reached":
                    call.snapshot = str(event.get("snapshot", ""))
                    call.word = str(event.get("word", ""))
        return calls
