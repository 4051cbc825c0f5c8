"""What a call has brought so far, and whether that is what was wanted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from call.acts import HANDED
from call.gist import Gist, ToldPart
from call.labels import OUT_OF_SCOPE
from replay.callers.sheet import AnyOf, Errand, Goal

ANSWERING = ("answer", "error_code", "cost")
"""Sections that are an answer of their own."""
TOLD = ("article", "category", "section", "said")
"""Wants that are reached by what the assistant tells. An errand that has some is answered when these are reached."""
DONE = ("act", "slots", "callback", "message", "request")
"""Wants that are reached by what it does."""
AS_IT_STANDS = ("rating", "language")
"""An errand that wants nothing else is answered as soon as these hold."""
ANY = "any"
NEVER_BEGUN = 10_000


@dataclass(frozen=True, slots=True)
class Want:
    """One thing that is wanted, and the ids of which each would do."""

    kind: str
    """A field of Goal, or `category`: an answer of this category."""
    any_of: AnyOf
    slot: str = ""
    """For `slots`: whose value is wanted."""

    def __str__(self) -> str:
        return f"{self.kind}: {self.slot and f'{self.slot}='}{' or '.join(self.any_of)}"


def wants_of(goal: Goal) -> tuple[Want, ...]:
    """Everything that a goal holds."""
    return tuple(_wants(goal))


def _wants(goal: Goal) -> Iterator[Want]:
    for kind in ("article", "department", "outcome", "callback", "message", "rating", "request", "language"):
        if any_of := getattr(goal, kind):
            yield Want(kind, any_of)
    for kind in ("section", "said", "act"):
        yield from (Want(kind, group) for group in getattr(goal, kind))
    yield from (Want("slots", (slot.value,), slot.name) for slot in goal.slots)


@dataclass(slots=True)
class Seen:
    """One call up to now. The turns are those of the caller; 0 is the greeting."""

    parts: list[tuple[int, ToldPart]] = field(default_factory=list)
    said: list[tuple[int, str]] = field(default_factory=list)
    acts: list[tuple[int, str]] = field(default_factory=list)
    slots: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    """Fields of Goal with one value: `department`, `outcome`, `callback` ..."""

    def take(self, turn: int, gist: Gist, acts: Sequence[str]) -> None:
        """Note a reply."""
        self.parts += [(turn, part) for part in gist.parts]
        self.said += [(turn, prompt) for prompt in gist.prompts]
        self.acts += [(turn, act) for act in acts]

    def answered(self, since: int = 0) -> Iterator[ToldPart]:
        """The answers that were told from that turn on."""
        return (part for turn, part in self.parts if turn >= since and part.section in ANSWERING)

    def has(self, want: Want, goal: Goal, since: int = 0) -> bool:
        """Is it reached? `since`: the turn in which the caller asked for it."""
        match want.kind:
            case "article":
                return any(part.article in want.any_of for part in self.answered())
            case "category":
                return any(part.category in want.any_of for part in self.answered())
            case "section":
                told = (part for turn, part in self.parts if turn >= since and part.section in want.any_of)
                return any(_belongs(part, goal.article) for part in told)
            case "said":
                return any(turn >= since and prompt in want.any_of for turn, prompt in self.said)
            case "act":
                return any(act in want.any_of for _, act in self.acts)
            case "slots":
                return _fits(self.slots.get(want.slot, ""), want.any_of)
            case _:
                return _fits(self.facts.get(want.kind, ""), want.any_of)


def answered(errand: Errand, wants: Sequence[Want], seen: Seen, since: int) -> bool:
    """Is the errand answered, so that the caller goes on to the next?

    If the request is handed over as it was wanted; else by what is told; without such wants by what is done; without
    any by whatever was told since, except for a request that no article answers.
    """
    handed = [want for want in wants if _hands_over(want)]
    if handed and all(seen.has(want, errand.wants, since) for want in handed):
        return True
    for kinds in (TOLD, DONE, AS_IT_STANDS):
        if chosen := [want for want in wants if want.kind in kinds]:
            return all(seen.has(want, errand.wants, since) for want in chosen)
    told = any(turn >= since for turn, _ in (*seen.parts, *seen.acts))
    return told and not wants and OUT_OF_SCOPE not in errand.category


def _hands_over(want: Want) -> bool:
    """Does a person get the caller's request?"""
    return want.kind in ("callback", "message", "request") or (want.kind == "act" and HANDED.issuperset(want.any_of))


def _belongs(part: ToldPart, articles: AnyOf) -> bool:
    """Is the section from one of the articles, or from the general one of its category?"""
    return (
        not articles
        or not part.article
        or any(part.article in (article, article.partition("/")[0]) for article in articles)
    )


def _fits(found: str, any_of: AnyOf) -> bool:
    return found in any_of or (ANY in any_of and bool(found))
