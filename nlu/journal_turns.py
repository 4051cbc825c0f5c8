"""The journal's events of one call (call/journal.py) as turns: what was heard, what had been asked, what followed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

_CONTENT = re.compile(r"\w+\.(?:answer|step\d*|document\d*|term\d*)")
"""Ids of prompts that tell the caller something: whatever understanding advised, the dialog understood."""
_ANSWER = re.compile(r"(\w+)\.answer")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal; fields that its kind does not have are empty."""

    kind: str
    at_ms: int
    time: str
    text: str
    intent: str
    decision: str
    language: str
    prompt: str
    expects: str
    turn_ms: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What was heard, the question before it, and the prompts and hand-overs that followed."""

    heard: Event
    asked: Event | None
    after: tuple[Event, ...] = ()

    @property
    def answered(self) -> str:
        """The request category that was answered right after the turn, or empty."""
        found = (_ANSWER.fullmatch(event.prompt) for event in self.after)
        return next((match[1] for match in found if match), "")

    @property
    def told(self) -> bool:
        """Whether the assistant went on with something from the knowledge base."""
        return any(_CONTENT.fullmatch(event.prompt) for event in self.after)

    def did(self, kind: str) -> bool:
        """Whether an event of that kind followed: `transfer`, `message`, ..."""
        return any(event.kind == kind for event in self.after)


def by_call(lines: Iterable[dict[str, object]]) -> dict[str, list[Event]]:
    """The events of each call, in order; many calls share a journal. Of a damaged line the sound fields are kept."""
    calls: dict[str, list[Event]] = {}
    for line in lines:
        calls.setdefault(str(line.get("call", "")), []).append(_event(line))
    return calls


def turns_of(events: Sequence[Event]) -> Iterator[Turn]:
    """The turns of one call; what came before the first is passed over, except the question."""
    turn: Turn | None = None
    asked: Event | None = None
    for event in events:
        if event.kind == "heard":
            if turn:
                yield turn
            turn = Turn(event, asked)
        elif turn:
            turn = replace(turn, after=(*turn.after, event))
        if event.kind == "asked":
            asked = event
    if turn:
        yield turn


def _event(line: dict[str, object]) -> Event:
    def word(name: str) -> str:
        value = line.get(name)
        return value if isinstance(value, str) else ""

    def number(name: str) -> int:
        value = line.get(name)
        return value if isinstance(value, int) else -1

    return Event(
        kind=word("event"),
        at_ms=number("at_ms"),
        time=word("time"),
        text=word("text"),
        intent=word("intent"),
        decision=word("decision"),
        language=word("language"),
        prompt=word("prompt"),
        expects=word("expects"),
        turn_ms=number("turn_ms"),
    )
