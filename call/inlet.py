"""What enters a call from outside while it goes on: answers of registries, and what people at the desk do.

The driver of a call chooses when it enters. In a replay an answer is there at once, so that the same recording gives
the same call on any machine; in a live call (engine/live_inlet.py) it enters with the frame in which it has arrived,
and the journal keeps at which millisecond that was.
"""

from collections.abc import Sequence
from typing import Protocol

from call.errors import OtklikError, as_failure
from call.lookups import Found, LookUp, Unavailable
from call.outside import Outside
from call.stages import Directory

Arrival = Found | Outside | OtklikError
"""An error is a look-up that failed in an unforeseen way: the call apologises and hands over."""


class Inlet(Protocol):
    """Of one call; asked by its driver."""

    def ask(self, question: LookUp) -> None:
        """Put a question to a registry; returns at once where the call is live."""
        ...

    def arrived(self) -> Sequence[Arrival]:
        """What has come since the last time; never waits."""
        ...


class AtOnce:
    """For replays and tests: the answer is waited for, and 0 ms of the call pass."""

    def __init__(self, directory: Directory | None = None) -> None:
        """None: every registry is unavailable."""
        self._directory = directory
        self._answers: list[Arrival] = []

    def ask(self, question: LookUp) -> None:
        self._answers.append(find(self._directory, question) if self._directory else Unavailable())

    def arrived(self) -> Sequence[Arrival]:
        if not self._answers:
            return ()
        answers, self._answers = self._answers, []
        return answers


def find(directory: Directory, question: LookUp) -> Found | OtklikError:
    """The answer, or what went wrong."""
    try:
        return directory.find(question)
    except Exception as error:
        return as_failure(error)
