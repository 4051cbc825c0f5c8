"""The model card: what training knew goes with the model, and a forged card is refused."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from call.errors import IntentModelRefused
from nlu.classifier.metrics import IntentScore
from nlu.classifier.model_card import Gold, ModelCard, markdown
from nlu.classifier.model_file import load, load_card, save
from nlu.classifier.predictor import IntentModel

CARD = ModelCard(
    examples={"complaint": 40, "operator": 10},
    gold=Gold(
        sha256="ab" * 32,
        rows=30,
        accuracy=0.9,
        macro_f1=0.8,
        ece=0.04,
        oos_auroc=None,
        oos_recall=0.5,
        accepted_precision=None,
        decisions={"accept": 20, "reject": 10},
        per_intent=(IntentScore("complaint", 0.75, 0.5, 0.6, 22),),
        confusions=(("complaint", "operator", 11),),
    ),
    against="20260101-120000-abcdef01",
    verdict="forced",
    losses=("complaint loses 3 of 22 phrases (2 allowed)",),
)


def test_the_card_goes_with_the_model(tiny_model: IntentModel, tmp_path: Path) -> None:
    version = save(tiny_model, tmp_path, CARD)
    assert load_card(tmp_path, "ru", version) == CARD
    assert load(tmp_path, "ru", version).labels == tiny_model.labels
    assert (tmp_path / "ru" / version / "card.md").read_text(encoding="utf-8") == markdown(version, tiny_model, CARD)


def test_a_model_without_a_card(tiny_model: IntentModel, tmp_path: Path) -> None:
    version = save(tiny_model, tmp_path)
    assert load_card(tmp_path, "ru", version) is None
    assert not (tmp_path / "ru" / version / "card.md").exists()


def test_the_page_says_what_a_person_must_know(tiny_model: IntentModel) -> None:
    page = markdown("v1", tiny_model, CARD)
    for words in (
        "# Intent model ru/v1",
        "Russian",
        "with `--force`",
        "- complaint loses 3 of 22 phrases",
        "20260101-120000-abcdef01",
        tiny_model.info.corpus_sha256,
        "| gold phrases | 0.900 | 0.800 | 0.040 | - |",
        "| complaint | 40 | 22 | 0.75 | 0.50 | 0.60 |",
        "| operator | 10 | 0 | - | - | - |",
        "- complaint taken for operator: 11",
        f"accept {tiny_model.thresholds.accept}",
    ):
        assert words in page, words
    first = replace(CARD, verdict="first", losses=(), against=None)
    assert "--force" not in markdown("v1", tiny_model, first)


@pytest.mark.parametrize(
    "card",
    [{}, [], "passed", {"verdict": "passed"}, 7, {"examples": 1}, 0, False],
)
def test_a_forged_card_is_refused(tiny_model: IntentModel, tmp_path: Path, card: object) -> None:
    version = save(tiny_model, tmp_path, CARD)
    place = tmp_path / "ru" / version
    model = json.loads((place / "model.json").read_text(encoding="utf-8"))
    whole = {**model["card"], "verdict": "good"} if card == {} else card
    (place / "model.json").write_text(json.dumps({**model, "card": whole}), encoding="utf-8")
    with pytest.raises(IntentModelRefused, match="SHA-256"):
        load_card(tmp_path, "ru", version)
    manifest = json.loads((place / "manifest.json").read_text())
    manifest["sha256"]["model.json"] = hashlib.sha256((place / "model.json").read_bytes()).hexdigest()
    (place / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(IntentModelRefused):
        load_card(tmp_path, "ru", version)
