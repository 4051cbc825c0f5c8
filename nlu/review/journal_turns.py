"""Makes turns from a call's journal events (desk/journal.py): what was heard, what had been asked, what followed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from call.acts import Part
from nlu.labels import REQUESTS

_SLOT_QUESTION = re.compile(r"form\.\w+\.\w+\.")
_OLD_ID = re.compile(r"(\w+)(?:\.\w+)?\.(answer|confirm|title|(?:step|document|term)\d*)")
"""Prompt ids in old journals, whose events do not say what a sentence is about."""


@dataclass(frozen=True, slots=True)
class JournalEvent:
    """One line of the journal. Fields that its kind does not have are empty."""

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
    part: Part | None = None
    """Which part of the article about `category` the sentence speaks; None if it is not from an article."""
    category: str = ""
    continues: str = ""
    """A heard turn that takes the place of the one before it says how; else empty."""
    babble: bool = False
    """The words are a recogniser's guess at voices far away."""
    outcome: str = ""
    """How the call ended."""
    rating: str = ""
    """The mark that the caller gave."""


@dataclass(frozen=True, slots=True)
class JournalTurn:
    """What was heard, the question before it, and the sentences and hand-overs after it."""

    heard: JournalEvent
    asked: JournalEvent | None
    after: tuple[JournalEvent, ...] = ()

    @property
    def answered(self) -> str:
        """The request category that was answered right after the turn; empty if none."""
        return next((event.category for event in self.after if event.part is Part.ANSWER), "")

    @property
    def told(self) -> bool:
        """Did the assistant say more of an article, whatever the decision of understanding was?"""
        return any(event.part in (Part.ANSWER, Part.MORE) for event in self.after)

    @property
    def named(self) -> bool:
        """Did the assistant name a request category?"""
        return any(event.part is Part.TITLE for event in self.after)

    @property
    def confirming(self) -> str:
        """The request category of which the assistant asked whether the caller wants it; empty if none."""
        return next((event.category for event in self.after if event.part is Part.CONFIRM), "")

    @property
    def unknown(self) -> bool:
        """Did the assistant say that no article is about it?"""
        return any(event.part is Part.UNKNOWN for event in self.after)

    @property
    def in_form(self) -> bool:
        """Was it said where a form asks for a value? Such words are an answer, and often personal."""
        return bool(self.asked and _SLOT_QUESTION.match(self.asked.prompt))

    def did(self, *kinds: str) -> bool:
        """Did an event of such a kind follow: `transfer`, `message`, ...?"""
        return any(event.kind in kinds for event in self.after)


def by_call(lines: Iterable[dict[str, object]]) -> dict[str, list[JournalEvent]]:
    """The events of each call in order; many calls share a journal. A damaged line keeps its valid fields.

    A call that begins again is a recording that was replayed again: only its last replay counts.
    """
    calls: dict[str, list[JournalEvent]] = {}
    for line in lines:
        event = _event(line)
        events = calls.setdefault(str(line.get("call", "")), [])
        if event.kind == "began":
            events.clear()
        events.append(event)
    return calls


def turns_of(events: Sequence[JournalEvent]) -> Iterator[JournalTurn]:
    """The turns of one call. Events before the first turn are ignored, except the question."""
    turn: JournalTurn | None = None
    asked: JournalEvent | None = None
    for event in events:
        if event.kind == "heard":
            if turn and event.continues:  # the caller had only drawn breath
                asked = turn.asked
            elif turn:
                yield turn
            turn = JournalTurn(event, asked)
        elif turn:
            turn = replace(turn, after=(*turn.after, event))
        if event.kind == "asked":
            asked = event
    if turn:
        yield turn


def _event(line: dict[str, object]) -> JournalEvent:
    def word(name: str) -> str:
        value = line.get(name)
        return value if isinstance(value, str) else ""

    def number(name: str) -> int:
        value = line.get(name)
        return value if isinstance(value, int) else -1

    part, category = _about(word("part"), word("category"), word("prompt"))
    return JournalEvent(
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
        part=part,
        category=category,
        continues=word("continues"),
        babble=line.get("babble") is True,
        outcome=word("outcome"),
        rating=_slot(line.get("slots"), "rating"),
    )


def _slot(slots: object, name: str) -> str:
    """The value of a slot of a turn; empty if it has none."""
    listed = slots if isinstance(slots, list) else []
    values = (slot.get("value") for slot in listed if isinstance(slot, dict) and slot.get("name") == name)
    return next((value for value in values if isinstance(value, str)), "")


def _about(part: str, category: str, prompt: str) -> tuple[Part | None, str]:
    """Part and category from the event; in an old journal from the prompt id."""
    if part in set(Part):
        return Part(part), category
    old = _OLD_ID.fullmatch(prompt)
    if not old or old[1] not in REQUESTS:
        return None, ""
    return (Part(old[2]) if old[2] in set(Part) else Part.MORE), old[1]
