"""What `train` says about labels that the gate cannot judge: without gold phrases, or not in the model before."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from nlu.examples.evaluation_rows import EvaluationRow
from nlu.examples.training_phrases import Corpus
from nlu.labels import LABELS
from nlu.upkeep.neighbours import Neighbour, neighbours

_GOLD = 8
"""How many gold phrases a new label should have."""
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class NewLabel:
    """A label to look at."""

    label: str
    language: str
    gold: int
    """Number of its gold phrases that are not in the corpus."""
    neighbours: tuple[Neighbour, ...]
    """Phrases under other labels that resemble its own."""

    def lines(self) -> Iterator[str]:
        """For a terminal."""
        if not self.gold:
            yield (
                f"WARNING: no gold phrase measures `{self.label}`: nobody sees how well it is understood. Write about "
                f"{_GOLD} into hotline/{self.language}/gold.tsv, none of them a training phrase"
            )
        if self.neighbours:
            many = len(self.neighbours)
            yield f"near phrases of `{self.label}` stand under other labels ({many}); what belongs to it, move:"
        for each in self.neighbours[:_SHOWN]:
            phrase = each.phrase
            yield f"  {phrase.path}:{phrase.line}: {phrase.intent}: «{phrase.text}» is like «{each.like}»"
        if self.neighbours:
            yield f'  python run_assistant.py corpus move "PHRASE" --to {self.label} --lang {self.language}'


def new_labels(corpus: Corpus, gold: Sequence[EvaluationRow], before: Collection[str] | None) -> tuple[NewLabel, ...]:
    """The labels without gold phrases, and those that the model `before` (None: there was none) did not know."""
    measured = [row.intent for row in gold]
    found = []
    for label in LABELS:
        new = before is not None and label not in before
        if new or label not in measured:
            near = neighbours(corpus.phrases, label, corpus.language)
            found.append(NewLabel(label, corpus.language, measured.count(label), near))
    return tuple(found)
