"""What a person must know about a model before it answers callers: written by `train`, kept inside the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from nlu.classifier.metrics import IntentScore
from nlu.classifier.predictor import IntentModel
from nlu.labels import ACTS, LANGUAGE_NAMES, REQUESTS

Verdict = Literal["first", "passed", "forced", "refused"]
_VERDICTS: dict[Verdict, str] = {
    "first": "nothing to compare with: no version that loads was in use before",
    "passed": "passed",
    "forced": "did not pass, and was made current all the same with `--force`",
    "refused": "did not pass: kept to be looked at, never made current",
}


@dataclass(frozen=True, slots=True)
class Gold:
    """The model on those gold phrases that it was not trained on."""

    sha256: str
    """Of the rows used."""
    rows: int
    accuracy: float
    """Top label right, over the rows in scope."""
    macro_f1: float
    ece: float
    oos_auroc: float | None
    oos_recall: float | None
    accepted_precision: float | None
    decisions: Mapping[str, int]
    per_intent: tuple[IntentScore, ...]
    confusions: tuple[tuple[str, str, int], ...]
    """(label, taken for, phrases), most frequent first."""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What training knows of a version besides its numbers."""

    examples: Mapping[str, int]
    """Training phrases of each label."""
    gold: Gold
    against: str | None
    """The version it was compared with: the one in use when it was trained."""
    verdict: Verdict
    losses: tuple[str, ...]
    """What spoke against it."""


def markdown(version: str, model: IntentModel, card: ModelCard) -> str:
    """The card as a page for people."""
    parts = (_use(version, model), _gate(card), _data(model, card), _figures(model, card), _limits(model, card))
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _use(version: str, model: IntentModel) -> Iterator[str]:
    language = LANGUAGE_NAMES[model.info.language]
    yield f"# Intent model {model.info.language}/{version}"
    yield ""
    yield f"Trained {model.info.created} from {model.info.phrases} {language} phrases."
    yield ""
    yield f"**Use.** Names what a caller of a public-services hotline wants, from recognised {language} speech:"
    yield f"{len(REQUESTS)} request categories, {len(ACTS)} dialogue acts, or out of scope. Not for other subjects,"
    yield "for written letters, or for any decision about a person: it chooses an answer or a question, and an operator"
    yield "is always within reach."


def _gate(card: ModelCard) -> Iterator[str]:
    yield f"**Gate.** Compared with {card.against or 'nothing'}: {_VERDICTS[card.verdict]}."
    yield from (f"- {loss}" for loss in card.losses)


def _data(model: IntentModel, card: ModelCard) -> Iterator[str]:
    info = model.info
    yield f"**Data.** Corpus SHA-256 `{info.corpus_sha256}`; normaliser {info.normalizer}; scikit-learn {info.sklearn}."
    yield f"Gold set: {card.gold.rows} phrases that are not in the corpus, SHA-256 `{card.gold.sha256}`."
    yield "Two factors of the confidences were fitted on them: ECE and decisions on gold are a little too good."


def _figures(model: IntentModel, card: ModelCard) -> Iterator[str]:
    info, gold = model.info, card.gold
    yield "| measured on | accuracy | macro-F1 | ECE | out-of-scope AUROC |"
    yield "|---|---|---|---|---|"
    measured = (
        ("gold phrases", gold.accuracy, gold.macro_f1, gold.ece, gold.oos_auroc),
        ("the corpus, cross-validated", info.accuracy, info.macro_f1, info.ece, info.oos_auroc),
    )
    for name, *row in measured:
        yield f"| {name} | {' | '.join(map(_share, row))} |"
    yield ""
    decisions = ", ".join(f"{name} {count}" for name, count in gold.decisions.items())
    yield f"Decisions on gold: {decisions}; of the answers given at once {_share(gold.accepted_precision)} are right;"
    yield f"of the phrases out of scope {_share(gold.oos_recall)} are rejected."
    yield ""
    yield "| label | training phrases | gold phrases | precision | recall | F1 |"
    yield "|---|---|---|---|---|---|"
    scores = {score.intent: score for score in gold.per_intent}
    for label, examples in sorted(card.examples.items()):
        score = scores.get(label)
        figures = (
            f"{score.support} | {score.precision:.2f} | {score.recall:.2f} | {score.f1:.2f}"
            if score
            else "0 | - | - | -"
        )
        yield f"| {label} | {examples} | {figures} |"


def _limits(model: IntentModel, card: ModelCard) -> Iterator[str]:
    cuts = model.thresholds
    yield f"**Thresholds** (fitted, see nlu/classifier/decision.toml): accept {cuts.accept}, confirm {cuts.confirm},"
    yield f"clarify {cuts.clarify}, reject {cuts.reject}."
    yield ""
    yield "**Known confusions** on gold:" if card.gold.confusions else "**Known confusions** on gold: none."
    yield from (f"- {label} taken for {found}: {count}" for label, found, count in card.gold.confusions)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
