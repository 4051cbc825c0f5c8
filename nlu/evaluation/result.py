"""The result of an evaluation as values for a terminal, for JSON and for the page (nlu/evaluation/report_html.py)."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from call.events import RankedIntent
from nlu.classifier.metrics import IntentScore, ReliabilityBin
from nlu.evaluation.cost_curve import CostPoint
from nlu.evaluation.learning_curve import LearningCurve


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """How well out-of-scope phrases are detected, over all rows."""

    auroc: float | None
    """AUROC of the out-of-scope probability; None without both kinds of rows."""
    recall: float | None
    """Share of the out-of-scope rows that were rejected."""
    precision: float | None
    """Share of the rejected rows that are out of scope."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Time of one understanding in ms: wall time, and processor time, which a busy machine does not lengthen."""

    p50: float
    p99: float
    cpu_p50: float
    cpu_p99: float


@dataclass(frozen=True, slots=True)
class Confusion:
    """One label taken for another, with the phrases."""

    intent: str
    found: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongPhrase:
    """A phrase whose top label is wrong."""

    id: str
    text: str
    intent: str
    found: str
    confidence: float
    decision: str
    ranking: tuple[RankedIntent, ...]
    """The three likeliest labels."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Confusion matrix over the labels that occur."""

    labels: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]
    """Number of phrases by true label (row) and label found (column)."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything measured on one set of rows."""

    language: str
    model: str
    """When the model was made, or that several were made by cross-validation."""
    rows: int
    accuracy: float
    """Share of the rows in scope whose top label is right."""
    accuracy_without_rules: float
    """The accuracy of the classifier alone, without the rules of a call."""
    macro_f1: float
    """Mean F1 over all labels of the rows."""
    per_intent: tuple[IntentScore, ...]
    oos: OutOfScope
    ece: float
    """Expected calibration error of the top confidence, 15 bins."""
    ece_by_chance: float
    """The mean error that perfectly calibrated confidences would show on so few rows."""
    reliability: tuple[ReliabilityBin, ...]
    decisions: Mapping[str, int]
    cost: Mapping[str, float]
    """Mean extra questions per phrase, by kind (nlu/evaluation/cost_curve.py)."""
    cost_curve: tuple[CostPoint, ...]
    accept_from: Mapping[str, float]
    """The accept threshold of each label."""
    accepted_precision: float | None
    """Share of right answers among the rows answered at once."""
    latency_ms: Latency
    matrix: Matrix
    confusions: tuple[Confusion, ...]
    """The confusions, most frequent first."""
    wrong: tuple[WrongPhrase, ...]
    learning_curve: LearningCurve | None = None

    @property
    def mean_cost(self) -> float:
        """Mean extra questions per phrase."""
        return sum(self.cost.values())

    def as_json(self) -> dict[str, object]:
        """Values for JSON: `per_intent` by intent, the cost beside the decisions, everything else as it is."""
        fields = asdict(self)
        fields["per_intent"] = {row.pop("intent"): row for row in fields["per_intent"]}
        fields["decisions"] = {**fields["decisions"], "mean_cost": self.mean_cost}
        return {name: _rounded(value) for name, value in fields.items()}

    def lines(self) -> Iterator[str]:
        """For a terminal."""
        yield f"{self.language}: {self.rows} phrases, accuracy {self.accuracy:.3f}, macro-F1 {self.macro_f1:.3f} " + (
            f"(classifier without rules {self.accuracy_without_rules:.3f})"
        )
        yield f"  ECE {self.ece:.3f} (by chance alone {self.ece_by_chance:.3f}), accepted answers right " + (
            share(self.accepted_precision)
        )
        yield f"  out of scope: AUROC {share(self.oos.auroc)}, recall {share(self.oos.recall)}, " + (
            f"precision {share(self.oos.precision)}"
        )
        yield "  decisions: " + ", ".join(f"{name} {count}" for name, count in self.decisions.items())
        kinds = ", ".join(f"{kind} {cost:.3f}" for kind, cost in self.cost.items())
        yield f"  cost: {self.mean_cost:.3f} extra questions per phrase ({kinds})"
        latency = self.latency_ms
        yield f"  one phrase: {latency.p50:.2f} ms median, {latency.p99:.2f} ms p99 " + (
            f"(processor {latency.cpu_p50:.2f} and {latency.cpu_p99:.2f} ms)"
        )
        for score in sorted(self.per_intent, key=lambda score: score.f1):
            found = f"P {score.precision:.2f}  R {score.recall:.2f}  F1 {score.f1:.2f}"
            yield f"  {score.intent:24} {found}  n {score.support}"
        for confusion in self.confusions[:10]:
            yield f"  {confusion.intent} taken for {confusion.found}: {len(confusion.phrases)} phrases"
        if self.learning_curve:
            yield from self.learning_curve.lines()


def share(value: float | None) -> str:
    """A share with three decimals; a dash for None."""
    return "-" if value is None else f"{value:.3f}"


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list | tuple) else value
