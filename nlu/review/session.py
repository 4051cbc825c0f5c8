"""One sitting of review as a value: what is left, where the reviewer is, and what was decided. No files, no terminal.

Every step gives a new session; the history is a stack, so that undo goes back to the first decision ever made.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from call.events import RankedIntent
from nlu.review.queue import QueuedPhrase, QueuedTurn, Reason, TurnKey, phrases


class Action(StrEnum):
    """What was done with phrases."""

    LABEL = "label"
    DROP = "drop"
    """Noise: neither this turn nor these words come back."""
    SKIP = "skip"
    """Later: it comes back with the next review."""
    EDIT = "edit"
    """The words were changed; the phrase is still to be judged."""


SAVED = (Action.LABEL, Action.DROP)
"""What outlives the sitting."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision, on one phrase or on a cluster."""

    action: Action
    turns: tuple[TurnKey, ...]
    intent: str = ""
    phrases: tuple[str, ...] = ()
    """LABEL: the lines that it added to the corpus; DROP: the normalised words; EDIT: the new words."""


@dataclass(frozen=True, slots=True)
class Item:
    """A phrase to judge, and every label, likeliest first."""

    phrase: QueuedPhrase
    ranking: tuple[RankedIntent, ...]

    @property
    def keys(self) -> frozenset[TurnKey]:
        return frozenset(turn.key for turn in self.phrase.turns)

    @property
    def hint(self) -> str:
        """The label that the calls themselves speak for; a person's word goes before what was answered later."""
        hints = [turn.hint for turn in sorted(self.phrase.turns, key=lambda turn: turn.reason is not Reason.MISROUTED)]
        return next(filter(None, hints), "")

    def choices(self, number: int = 3) -> tuple[RankedIntent, ...]:
        """The likeliest labels, the hinted one first."""
        ordered = sorted(self.ranking, key=lambda ranked: (ranked.intent != self.hint, -ranked.confidence))
        return tuple(ordered[:number])


def to_review(
    turns: Sequence[QueuedTurn], rulings: Sequence[Ruling], known: Collection[str], language: str
) -> tuple[QueuedPhrase, ...]:
    """The phrases that nobody has judged yet. `known` are the normalised training phrases: they need no review."""
    settled = {key for ruling in rulings for key in ruling.turns}
    dropped = {phrase for ruling in rulings if ruling.action is Action.DROP for phrase in ruling.phrases}
    new = phrases([turn for turn in turns if turn.key not in settled], language)
    return tuple(phrase for phrase in new if phrase.normal not in known and phrase.normal not in dropped)


@dataclass(frozen=True, slots=True)
class Session:
    """Clusters in the order in which they are shown, and the stack of rulings, older sittings included."""

    clusters: tuple[tuple[Item, ...], ...]
    history: tuple[Ruling, ...] = ()
    before: int = 0
    """Rulings of older sittings at the bottom of the stack."""

    @property
    def left(self) -> int:
        """Phrases that are still to be judged."""
        return sum(1 for _ in self._pending())

    @property
    def undecided(self) -> int:
        """Phrases that are still to be judged or were put off: what the next review begins with."""
        decided = {key for ruling in self.here if ruling.action in SAVED for key in ruling.turns}
        return sum(not item.keys <= decided for cluster in self.clusters for item in cluster)

    @property
    def place(self) -> int | None:
        """The cluster in work; None when all is done."""
        return next((at for at, _ in self._pending()), None)

    @property
    def current(self) -> Item | None:
        return next((item for _, item in self._pending()), None)

    @property
    def cluster(self) -> tuple[Item, ...]:
        """What is left of the cluster in work."""
        return tuple(item for at, item in self._pending() if at == self.place)

    @property
    def here(self) -> tuple[Ruling, ...]:
        """The rulings of this sitting."""
        return self.history[self.before :]

    def text(self, item: Item) -> str:
        """Its words, as last edited."""
        edits = [each.phrases[0] for each in self.here if each.action is Action.EDIT and item.keys & set(each.turns)]
        return edits[-1] if edits else item.phrase.text

    def added(self, intent: str) -> frozenset[str]:
        """The phrases that this sitting has added to an intent."""
        return frozenset(
            text
            for ruling in self.here
            if ruling.action is Action.LABEL and ruling.intent == intent
            for text in ruling.phrases
        )

    def ruled(self, ruling: Ruling) -> "Session":
        return replace(self, history=(*self.history, ruling))

    def undone(self) -> tuple["Session", Ruling | None]:
        """The session before the last ruling, and that ruling; None when there is nothing to undo."""
        if not self.history:
            return self, None
        last = len(self.history) - 1
        return replace(self, history=self.history[:last], before=min(self.before, last)), self.history[last]

    def _pending(self) -> Iterator[tuple[int, Item]]:
        settled = {key for ruling in self.here if ruling.action is not Action.EDIT for key in ruling.turns}
        for at, cluster in enumerate(self.clusters):
            for item in cluster:
                if not item.keys <= settled:
                    yield at, item
