"""Compares two models on the same phrases: what got better or worse, and whether it may be chance.

A phrase ends right if the caller gets what was meant: the right label that is not rejected, or a rejection for an
out-of-scope phrase.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from call.events import Decision, Expect, Transcript
from nlu.classifier.metrics import IntentScore, intent_scores
from nlu.classifier.predictor import IntentModel
from nlu.evaluation.mcnemar import exact_p
from nlu.examples.evaluation_rows import EvaluationRow
from nlu.labels import OUT_OF_SCOPE
from nlu.understanding.understander import HotlineUnderstander


@dataclass(frozen=True, slots=True)
class Prediction:
    """The prediction of a model for a phrase after an open question."""

    intent: str
    confidence: float
    decision: str

    @property
    def outcome(self) -> str:
        """The label that the caller gets. A rejected phrase counts as out of scope."""
        return OUT_OF_SCOPE if self.decision == Decision.REJECT.value else self.intent

    def __str__(self) -> str:
        return f"{self.intent} {self.confidence:.2f} {self.decision}"


@dataclass(frozen=True, slots=True)
class ChangedPhrase:
    """A phrase that only one of the models gets right."""

    id: str
    intent: str
    text: str
    old: Prediction
    new: Prediction


@dataclass(frozen=True, slots=True)
class IntentChange:
    """The metrics of one label before and after, on the phrases with that label."""

    intent: str
    old: IntentScore
    new: IntentScore
    better: int
    worse: int

    @property
    def lost(self) -> int:
        """Phrases lost minus phrases won."""
        return self.worse - self.better


@dataclass(frozen=True, slots=True)
class Side:
    """One of the models on all phrases."""

    version: str
    right: int
    decisions: Mapping[str, int]
    misrouted: int
    """Phrases answered at once, but wrongly."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences between two models on the same rows."""

    language: str
    rows: int
    old: Side
    new: Side
    better: tuple[ChangedPhrase, ...]
    worse: tuple[ChangedPhrase, ...]
    p: float
    """McNemar's exact two-sided p: the probability of such a difference by chance alone (nlu/evaluation/mcnemar.py)."""
    intents: tuple[IntentChange, ...]
    """The change of every label in the rows, most phrases lost first."""

    def as_json(self) -> dict[str, object]:
        """Plain values for JSON."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """For a terminal."""
        yield f"{self.language}: {self.old.version} -> {self.new.version}, {self.rows} phrases"
        yield f"  right      {self.old.right} -> {self.new.right}: {self.summary}"
        mix = (f"{name} {count} -> {self.new.decisions[name]}" for name, count in self.old.decisions.items())
        yield f"  decisions  {', '.join(mix)}; wrong answers at once {self.old.misrouted} -> {self.new.misrouted}"
        changed = [each for each in self.intents if each.better or each.worse or each.old != each.new]
        if changed:
            yield f"  {'intent':24} {'n':>4}  {'recall':12}  {'F1':12}  better  worse"
        for each in changed:
            recall, f1 = f"{each.old.recall:.2f} -> {each.new.recall:.2f}", f"{each.old.f1:.2f} -> {each.new.f1:.2f}"
            yield f"  {each.intent:24} {each.new.support:4}  {recall}  {f1}  {each.better:6}  {each.worse:5}"
        for name, changes in (("worse", self.worse), ("better", self.better)):
            if changes:
                yield f"  {name}:"
            for change in changes:
                yield f"    {change.id} {change.intent}: {change.old} -> {change.new}: {change.text}"

    @property
    def summary(self) -> str:
        """Better, worse and p on one line."""
        return f"{len(self.better)} better, {len(self.worse)} worse, McNemar p {self.p:.3f}"


def compare(old: IntentModel, new: IntentModel, rows: Sequence[EvaluationRow], names: tuple[str, str]) -> Comparison:
    """Compare both models with all rules of a call on the same rows. `names`: the names of the two."""
    before, after = judge(old, rows), judge(new, rows)
    changes = [
        ChangedPhrase(row.id, row.intent, row.text, first, second)
        for row, first, second in zip(rows, before, after, strict=True)
        if (first.outcome == row.intent) != (second.outcome == row.intent)
    ]
    better = tuple(change for change in changes if change.new.outcome == change.intent)
    worse = tuple(change for change in changes if change.old.outcome == change.intent)
    return Comparison(
        language=new.info.language,
        rows=len(rows),
        old=_side(names[0], rows, before),
        new=_side(names[1], rows, after),
        better=better,
        worse=worse,
        p=exact_p(len(worse), len(better)),
        intents=_intents(rows, before, after, better, worse),
    )


def judge(model: IntentModel, rows: Sequence[EvaluationRow]) -> tuple[Prediction, ...]:
    """The model's prediction for each row."""
    language = model.info.language
    understander = HotlineUnderstander({language: model})
    found = []
    for row in rows:
        meaning = understander.understand(Transcript(row.text, (), 1.0, (row.text,), language), Expect.OPEN)
        found.append(Prediction(meaning.intent, meaning.confidence, meaning.decision.value))
    return tuple(found)


def _side(version: str, rows: Sequence[EvaluationRow], found: Sequence[Prediction]) -> Side:
    counts = Counter(each.decision for each in found)
    pairs = list(zip(rows, found, strict=True))
    return Side(
        version=version,
        right=sum(each.outcome == row.intent for row, each in pairs),
        decisions={decision.value: counts[decision.value] for decision in Decision},
        misrouted=sum(each.decision == Decision.ACCEPT.value and each.intent != row.intent for row, each in pairs),
    )


def _intents(
    rows: Sequence[EvaluationRow],
    before: Sequence[Prediction],
    after: Sequence[Prediction],
    better: Sequence[ChangedPhrase],
    worse: Sequence[ChangedPhrase],
) -> tuple[IntentChange, ...]:
    truth = [row.intent for row in rows]
    old, new = (intent_scores(truth, [each.outcome for each in found]) for found in (before, after))
    won, lost = (Counter(change.intent for change in changes) for changes in (better, worse))
    pairs = zip(old, new, strict=True)  # both in alphabetical order of the same labels
    changes = [
        IntentChange(first.intent, first, second, won[first.intent], lost[first.intent]) for first, second in pairs
    ]
    return tuple(sorted(changes, key=lambda change: (-change.lost, change.intent)))
