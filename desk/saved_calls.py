"""Interrupted calls that can be resumed, read from the journal: by the caller's number or by a resume word.

Only who made a call may resume it: whoever rings from another number is told nothing, whatever word they say. A number
from which three wrong words came within a day is not answered any more. The tries are counted from the journal too, so
they hold over calls and processes.

A call can be resumed if the snapshot of its last `reached` line is not empty. It does not matter whether the caller
hung up, the line was cut, or the process was killed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from call.errors import JournalUnwritable
from call.lookups import NothingFound, OthersCall, Registry, SavedCall, TooManyTries
from desk.journal_follower import JournalFollower
from desk.journal_lines import LONGEST_CALL, Event, is_trial, moment_of

BY_CALLER = timedelta(minutes=15)
"""A caller who rings again within this time can resume without the resume word."""
BY_WORD = timedelta(hours=24)
MOST_WRONG = 3
"""Wrong words from one number within BY_WORD."""
_WRONG = (NothingFound.__name__, OthersCall.__name__)


@dataclass(slots=True)
class _Call:
    at: datetime
    """Moment of its last event."""
    caller: str = ""
    snapshot: str = ""
    word: str = ""
    asked: bool = False
    """A resume word is being looked for."""
    wrong: int = 0
    """Resume words in it that opened nothing."""


class SavedCalls:
    """The interrupted calls of one journal, kept in memory for a day. Shared by all calls and threads.

    The first look-up reads the last 25 hours of the journal; each later one reads what was appended since.
    """

    def __init__(self, journal: Path, now: Callable[[], datetime]) -> None:
        """`now` gives the present moment, with a time zone."""
        self._journal = journal
        self._now = now
        self._follower = JournalFollower(journal)
        self._calls: dict[str, _Call] = {}
        self._lock = Lock()

    def by_caller(self, caller: str) -> str:
        """The snapshot of the caller's last call if that was interrupted a short while ago, else empty.

        Raises JournalUnwritable if there is a journal that cannot be read.
        """
        found = [call for call in self._ended_within(BY_CALLER) if call.caller == caller] if caller else []
        return max(reversed(found), key=lambda call: call.at).snapshot if found else ""

    def by_word(self, word: str, caller: str) -> SavedCall | OthersCall | TooManyTries | None:
        """The call with this resume word, if `caller`, a number, made it. None also if two calls of the last day share
        the word: a caller must never hear about somebody else's request."""
        calls = self._ended_within(BY_WORD)
        if caller and sum(call.wrong for call in calls if call.caller == caller) >= MOST_WRONG:
            return TooManyTries()
        found = [call for call in calls if call.word == word and call.snapshot] if word else []
        if len(found) != 1:
            return None
        return SavedCall(found[0].snapshot) if caller and found[0].caller == caller else OthersCall()

    def _ended_within(self, time: timedelta) -> list[_Call]:
        """In the order in which they began. A call in the future (a clock was set back) does not count."""
        now = self._now()
        with self._lock:
            self._catch_up(now)
            return [call for call in self._calls.values() if timedelta(0) <= now - call.at <= time]

    def _catch_up(self, now: datetime) -> None:
        try:
            for event in self._follower.news(now - BY_WORD - LONGEST_CALL):
                if event is None:
                    self._calls.clear()
                else:
                    self._take(event)
        except OSError as error:
            raise JournalUnwritable(f"cannot read the journal {self._journal}: {error.strerror}") from error
        self._calls = {name: call for name, call in self._calls.items() if now - call.at <= BY_WORD}

    def _take(self, event: Event) -> None:
        if (at := moment_of(event)) is None or is_trial(event):
            return  # a reviewer's verdict is not an event of the call; and a trial is nobody's call
        call = self._calls.setdefault(str(event["call"]), _Call(at))
        call.at = at
        match event:
            case {"event": "began", "caller": str(caller)}:
                call.caller = caller
            case {"event": "reached", "snapshot": str(snapshot), "word": str(word)}:
                call.snapshot, call.word = snapshot, word
            case {"event": "look_up", "registry": registry}:
                call.asked = registry == Registry.CALL
            case {"event": "answered", "answer": str(answer)}:
                call.wrong += call.asked and answer in _WRONG
                call.asked = False
