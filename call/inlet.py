"""What enters a running call from outside: answers of registries, and what people at the desk do.

The driver of the call (call/loop.py) chooses the moment. In a replay the answer enters at once, so that the same
recording gives the same call on any machine. In a live call (engine/live_inlet.py) it enters with the frame during
which it arrived, and the journal keeps the millisecond.
"""

from collections.abc import Sequence
from typing import Protocol

from call.errors import as_failure
from call.lookups import Answer, LookUp, Unavailable
from call.outside import Outside
from call.stages import Directory

Entering = Answer | Outside


class Inlet(Protocol):
    """The inlet of one call; its driver calls the methods."""

    def ask(self, question: LookUp) -> None:
        """Ask a registry. In a live call this returns at once."""
        ...

    def arrived(self) -> Sequence[Entering]:
        """What has arrived since the last call of this method; never waits."""
        ...


class AtOnce:
    """For replays and tests: waits for the answer, while 0 ms of the call pass."""

    def __init__(self, directory: Directory | None = None) -> None:
        """None: every registry is unavailable."""
        self._directory = directory
        self._answers: list[Entering] = []

    def ask(self, question: LookUp) -> None:
        self._answers.append(find(self._directory, question) if self._directory else Answer(question, Unavailable()))

    def arrived(self) -> Sequence[Entering]:
        if not self._answers:
            return ()
        answers, self._answers = self._answers, []
        return answers


def find(directory: Directory, question: LookUp) -> Answer:
    """The answer, or what went wrong."""
    try:
        return Answer(question, directory.find(question))
    except Exception as error:
        return Answer(question, as_failure(error))
