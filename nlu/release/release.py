"""`train`: fit a model, compare it with the one in use, save it, and make it current unless the gate refuses it."""

import hashlib
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from call.errors import IntentModelMissing, IntentModelRefused
from nlu.classifier.decision import Thresholds
from nlu.classifier.model_card import Gold, ModelCard, Verdict
from nlu.classifier.model_file import load, make_current, save
from nlu.classifier.predictor import IntentModel, ModelInfo
from nlu.classifier.versions import current_version, prune
from nlu.evaluation.compare import Comparison, compare
from nlu.evaluation.evaluate import evaluate
from nlu.examples.evaluation_rows import EvaluationRow
from nlu.examples.gold import read_gold
from nlu.examples.heard import heard_phrases, read_heard
from nlu.examples.training_phrases import Corpus, read_corpus
from nlu.release.gate import Loss, allowances, losses
from nlu.release.new_labels import NewLabel, new_labels
from nlu.release.recalibration import recalibrated
from nlu.training.train import fit

_CONFUSIONS = 15


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """The new version, its metrics, and whether it is in use now."""

    version: str
    """Folder name below `<out>/<language>`."""
    current: bool
    info: ModelInfo
    """Facts about the model, with the metrics cross-validated inside the corpus."""
    thresholds: Thresholds
    card: ModelCard
    comparison: Comparison | None
    """Comparison with the version that was in use, on the gold set; None if there was none."""
    losses: tuple[Loss, ...]
    new_labels: tuple[NewLabel, ...]
    """Labels that the gate cannot judge."""
    bytes_on_disk: int
    seconds: float

    def as_json(self) -> dict[str, object]:
        """Plain values for JSON."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """For a terminal."""
        info, gold = self.info, self.card.gold
        yield f"{info.language}: {info.phrases} phrases, {self.seconds:.1f} s, {self.bytes_on_disk / 1e6:.1f} MB"
        yield f"  cross-validated: accuracy {info.accuracy:.3f}, macro-F1 {info.macro_f1:.3f}, ECE {info.ece:.3f}, " + (
            f"out-of-scope AUROC {info.oos_auroc:.3f}"
        )
        measured = f"accuracy {gold.accuracy:.3f}, macro-F1 {gold.macro_f1:.3f}"
        yield f"  on {gold.rows} gold phrases that are not in the corpus: {measured}"
        if self.comparison:
            old, new = self.comparison.old, self.comparison.new
            yield f"  against {old.version}: {old.right} -> {new.right} right, {self.comparison.summary}"
        for loss in self.losses:
            yield from (f"  {line}" for line in loss.lines())
        for label in self.new_labels:
            yield from (f"  {line}" for line in label.lines())
        yield from self._outcome()

    def _outcome(self) -> Iterator[str]:
        if self.current:
            yield f"  current now: {self.info.language}/{self.version}{' (forced)' if self.losses else ''}"
            return
        yield f"  NOT made current: {self.info.language}/{self.version}; {self.card.against} stays in use"
        yield f"  look:     python run_assistant.py compare current {self.version} --lang {self.info.language}"
        yield f"  override: python run_assistant.py train --lang {self.info.language} --force"


def train(
    hotline: Path,
    language: str,
    out: Path,
    *,
    force: bool = False,
) -> TrainingReport:
    """Train one language of a hotline and write a new version below `out/<language>`.

    It becomes current unless it loses more gold phrases than `gate.toml` allows; with `force` always. Raises
    CorpusBroken with all faults of the training phrases or of the gold set, DataBroken for `gate.toml`.
    """
    started = time.perf_counter()
    allowed = allowances()
    corpus = read_corpus(hotline, language)
    rows = read_gold(hotline, corpus)
    heard = heard_phrases(corpus, read_heard(hotline, language))
    model = recalibrated(fit(corpus, heard), rows)
    current = _current(out, language)
    comparison = compare(current[1], model, rows, (current[0], "this one")) if current else None
    lost = losses(comparison, allowed) if comparison else ()
    card = _card(model, corpus, rows, comparison, lost, force)
    version = save(model, out, card)
    if card.verdict != "refused":
        make_current(out, language, version)
    size = sum(path.stat().st_size for path in (out / language / version).iterdir())
    prune(out, language)
    return TrainingReport(
        version=version,
        current=card.verdict != "refused",
        info=model.info,
        thresholds=model.thresholds,
        card=card,
        comparison=comparison,
        losses=lost,
        new_labels=new_labels(corpus, rows, current[1].labels if current else None),
        bytes_on_disk=size,
        seconds=time.perf_counter() - started,
    )


def _current(out: Path, language: str) -> tuple[str, IntentModel] | None:
    """The current version and its model; None if there is none, or if it cannot be loaded any more."""
    try:
        version = current_version(out, language)
        return version, load(out, language, version)
    except (IntentModelMissing, IntentModelRefused):
        return None


def _card(
    model: IntentModel,
    corpus: Corpus,
    rows: Sequence[EvaluationRow],
    comparison: Comparison | None,
    lost: Sequence[Loss],
    force: bool,
) -> ModelCard:
    verdict: Verdict = "passed" if comparison else "first"
    if lost:
        verdict = "forced" if force else "refused"
    return ModelCard(
        examples=dict(sorted(Counter(corpus.intents).items())),
        gold=_gold(model, rows),
        against=comparison.old.version if comparison else None,
        verdict=verdict,
        losses=tuple(loss.fact for loss in lost),
    )


def _gold(model: IntentModel, rows: Sequence[EvaluationRow]) -> Gold:
    lines = sorted(f"{row.intent}\t{row.text}\n" for row in rows)
    found = evaluate(model, rows)
    return Gold(
        sha256=hashlib.sha256("".join(lines).encode()).hexdigest(),
        rows=len(rows),
        accuracy=found.accuracy,
        macro_f1=found.macro_f1,
        ece=found.ece,
        oos_auroc=found.oos.auroc,
        oos_recall=found.oos.recall,
        accepted_precision=found.accepted_precision,
        decisions=found.decisions,
        per_intent=found.per_intent,
        confusions=tuple((each.intent, each.found, len(each.phrases)) for each in found.confusions[:_CONFUSIONS]),
    )
