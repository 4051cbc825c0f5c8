"""A review session as a value: what is left, the current cluster, and the decisions. No files, no terminal.

Every step gives a new session. The history is a stack, so that undo can go back to the very first decision.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from call.events import RankedIntent
from nlu.review.queue import QueuedPhrase, QueuedTurn, TurnKey, phrases
from nlu.review.reasons import Reason

LEAST = 0.005
"""Smallest probability of a label that is proposed: what is shown as 0.01."""


class Action(StrEnum):
    """What the reviewer did with phrases."""

    LABEL = "label"
    DROP = "drop"
    """Noise: this turn and these words do not come back."""
    SKIP = "skip"
    """Later: the phrase comes back in the next review."""
    EDIT = "edit"
    """The words were changed. The phrase is still to be judged."""


SAVED = (Action.LABEL, Action.DROP)
"""Actions that are written to the log."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision about a phrase or a cluster."""

    action: Action
    turns: tuple[TurnKey, ...]
    intent: str = ""
    phrases: tuple[str, ...] = ()
    """LABEL: the lines added to the corpus; DROP: the normalised words; EDIT: the new words."""


@dataclass(frozen=True, slots=True)
class Item:
    """A phrase to judge, and all labels, likeliest first."""

    phrase: QueuedPhrase
    ranking: tuple[RankedIntent, ...]

    @property
    def keys(self) -> frozenset[TurnKey]:
        return frozenset(turn.key for turn in self.phrase.turns)

    @property
    def hint(self) -> str:
        """The label from the calls themselves: the one a person named, else the one answered soon after."""
        hints = [turn.hint for turn in sorted(self.phrase.turns, key=lambda turn: turn.reason is not Reason.MISROUTED)]
        return next(filter(None, hints), "")

    @property
    def unlikely(self) -> str:
        """The hint if the model gives it no probability: shown, but never proposed under a key. Else empty."""
        return "" if self.hint in {ranked.intent for ranked in self.choices(len(self.ranking))} else self.hint

    def choices(self, number: int = 3) -> tuple[RankedIntent, ...]:
        """The likeliest labels, the hinted one first. Never one of probability 0, which a habit would add."""
        likely = [ranked for ranked in self.ranking if ranked.confidence >= LEAST]
        ordered = sorted(likely, key=lambda ranked: (ranked.intent != self.hint, -ranked.confidence))
        return tuple(ordered[:number])


def to_review(
    turns: Sequence[QueuedTurn], rulings: Sequence[Ruling], known: Collection[str], language: str
) -> tuple[QueuedPhrase, ...]:
    """The phrases that are not judged yet. `known`: the normalised training phrases, which need no review."""
    settled = {key for ruling in rulings for key in ruling.turns}
    dropped = {phrase for ruling in rulings if ruling.action is Action.DROP for phrase in ruling.phrases}
    new = phrases([turn for turn in turns if turn.key not in settled], language)
    return tuple(phrase for phrase in new if phrase.normal not in known and phrase.normal not in dropped)


@dataclass(frozen=True, slots=True)
class Session:
    """Clusters in the order in which they are shown, and the stack of all decisions, those of older sessions too."""

    clusters: tuple[tuple[Item, ...], ...]
    history: tuple[Ruling, ...] = ()
    before: int = 0
    """Number of decisions of older sessions at the bottom of the stack."""

    @property
    def left(self) -> int:
        """Number of phrases that are still to be judged."""
        return sum(1 for _ in self._pending())

    @property
    def undecided(self) -> int:
        """Number of phrases that are still to be judged or were put off. The next review begins with them."""
        decided = {key for ruling in self.here if ruling.action in SAVED for key in ruling.turns}
        return sum(not item.keys <= decided for cluster in self.clusters for item in cluster)

    @property
    def place(self) -> int | None:
        """Index of the current cluster; None if all is done."""
        return next((at for at, _ in self._pending()), None)

    @property
    def current(self) -> Item | None:
        return next((item for _, item in self._pending()), None)

    @property
    def cluster(self) -> tuple[Item, ...]:
        """The phrases that are left of the current cluster."""
        return tuple(item for at, item in self._pending() if at == self.place)

    @property
    def here(self) -> tuple[Ruling, ...]:
        """The decisions of this session."""
        return self.history[self.before :]

    def text(self, item: Item) -> str:
        """The words of the phrase as last edited."""
        edits = [each.phrases[0] for each in self.here if each.action is Action.EDIT and item.keys & set(each.turns)]
        return edits[-1] if edits else item.phrase.text

    def added(self, intent: str) -> frozenset[str]:
        """The phrases that this session added to an intent."""
        return frozenset(
            text
            for ruling in self.here
            if ruling.action is Action.LABEL and ruling.intent == intent
            for text in ruling.phrases
        )

    def ruled(self, ruling: Ruling) -> "Session":
        return replace(self, history=(*self.history, ruling))

    def undone(self) -> tuple["Session", Ruling | None]:
        """The session before the last decision, and that decision; None if there is nothing to undo."""
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
