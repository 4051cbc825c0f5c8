"""Training a version and putting it to use: or not, when it loses too much."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from call.errors import CorpusBroken
from nlu.classifier.model_file import load, load_card
from nlu.classifier.versions import current_version, read_pointer
from nlu.examples.gold import gold_file
from nlu.labels import LABELS, OUT_OF_SCOPE
from nlu.release.release import TrainingReport, train
from tests.nlu.tiny import write_corpus, write_gold

ROOT = Path(__file__).parents[3]
STALE = "20250101-120000-abcdef01"
SWAPPED = ("complaint", "contact_info")
"""Two labels whose phrases are exchanged in the worse corpus."""


class Releases:
    """A version trained where the one in use no longer loads, one that lost too much, and the same forced."""

    def __init__(self, folder: Path) -> None:
        self.models = folder / "models"
        (self.models / "ru" / STALE).mkdir(parents=True)
        (self.models / "ru" / "current").write_text(f"{STALE}\n")
        self.first = self.train(write_corpus(write_gold(folder / "good")))
        mixed = [SWAPPED[1 - SWAPPED.index(label)] if label in SWAPPED else label for label in LABELS]
        bad = write_corpus(write_gold(folder / "bad"), mixed)
        self.refused = self.train(bad)
        self.in_use_after_refusal = current_version(self.models, "ru")
        self.forced = self.train(bad, force=True)

    def train(self, hotline: Path, force: bool = False) -> TrainingReport:
        return train(hotline, "ru", self.models, force=force)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Releases:
    return Releases(tmp_path_factory.mktemp("releases"))


def test_the_first_version_that_loads_is_current(releases: Releases) -> None:
    report = releases.first
    assert report.current
    assert load(releases.models, "ru", report.version).info == report.info
    assert (report.card.verdict, report.card.against, report.comparison) == ("first", None, None)
    assert report.card.gold.accuracy == 1.0
    assert report.card.gold.rows == 5 * len(LABELS)
    assert report.card.examples["complaint"] == 40
    assert report.bytes_on_disk < 10_000_000
    text = "\n".join(report.lines())
    for words in ("cross-validated", f"{5 * len(LABELS)} gold phrases", f"current now: ru/{report.version}"):
        assert words in text
    assert json.loads(json.dumps(report.as_json()))["version"] == report.version


def test_a_version_that_loses_too_much_is_kept_but_not_used(releases: Releases) -> None:
    report = releases.refused
    assert not report.current
    assert releases.in_use_after_refusal == releases.first.version == report.card.against
    assert [loss.fact.split()[0] for loss in report.losses] == [*SWAPPED, "all"]
    card = load_card(releases.models, "ru", report.version)
    assert card == report.card
    assert card is not None
    assert card.verdict == "refused"
    assert card.losses[0] == "complaint loses 5 of 5 phrases (1 allowed)"


def test_the_refusal_says_what_was_lost_and_what_to_do(releases: Releases) -> None:
    text = "\n".join(releases.refused.lines())
    for words in (
        "complaint0 now contact_info",
        "NOT made current",
        f"{releases.first.version} stays in use",
        f"compare current {releases.refused.version} --lang ru",
        "train --lang ru --force",
    ):
        assert words in text
    assert "current now" not in text


def test_force_is_recorded(releases: Releases) -> None:
    report = releases.forced
    assert report.current
    assert read_pointer(releases.models, "ru").current == report.version
    assert read_pointer(releases.models, "ru").previous == releases.first.version
    assert report.card.verdict == "forced"
    page = (releases.models / "ru" / report.version / "card.md").read_text(encoding="utf-8")
    assert "--force" in page
    assert "complaint loses 5 of 5 phrases" in page


def test_a_gold_set_that_was_learnt_is_no_gold_set(tmp_path: Path) -> None:
    hotline = write_corpus(tmp_path)
    with pytest.raises(CorpusBroken, match=r"ru/gold\.tsv"):
        train(hotline, "ru", tmp_path / "models")
    gold_file(hotline, "ru").write_text(f"id\tintent\ttext\n1\t{OUT_OF_SCOPE}\tАА аж!\n", encoding="utf-8")
    with pytest.raises(CorpusBroken, match="training phrase"):
        train(hotline, "ru", tmp_path / "models")


def test_a_call_never_loads_scikit_learn(releases: Releases) -> None:
    program = """
import sys
from pathlib import Path
from call.events import Expect, Transcript
from nlu.understanding.current_models import CurrentModels
understander = CurrentModels(Path(sys.argv[1]), ("ru",)).understander()
understander.understand(Transcript("аб вж", (), 1.0, ("аб вж",), "ru"), Expect.OPEN)
understander.complete("аб вж", "ru", Expect.OPEN)
print([name for name in ("sklearn", "scipy", "joblib", "num2words", "yaml", "pydantic") if name in sys.modules])
"""
    result = subprocess.run(
        [sys.executable, "-c", program, str(releases.models)], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert result.stdout.strip() == "[]"
