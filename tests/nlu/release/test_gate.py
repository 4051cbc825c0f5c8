"""The gate: what a new model may lose, label by label and altogether."""

from pathlib import Path

import pytest

from call.errors import DataBroken
from nlu.classifier.metrics import IntentScore
from nlu.evaluation.compare import ChangedPhrase, Comparison, IntentChange, Prediction, Side
from nlu.evaluation.mcnemar import exact_p
from nlu.labels import LABELS
from nlu.release.gate import STATED, Allowances, allowances, losses

ALLOWED = Allowances({label: 2 for label in LABELS}, 0.05)


def change(intent: str, number: int) -> ChangedPhrase:
    found = Prediction("operator", 0.6, "confirm")
    return ChangedPhrase(f"{intent}{number}", intent, f"phrase {number}", found, found)


def comparison(worse: dict[str, int], better: dict[str, int] | None = None) -> Comparison:
    """So many phrases of each label became worse and better."""
    better = better or {}
    score = {label: IntentScore(label, 1.0, 1.0, 1.0, 22) for label in LABELS}
    lost = tuple(change(label, number) for label, count in worse.items() for number in range(count))
    won = tuple(change(label, number) for label, count in better.items() for number in range(count))
    intents = [IntentChange(lab, score[lab], score[lab], better.get(lab, 0), worse.get(lab, 0)) for lab in LABELS]
    side = Side("v", 500, {"accept": 500}, 0)
    return Comparison("ru", 600, side, side, won, lost, exact_p(len(lost), len(won)), tuple(intents))


@pytest.mark.parametrize(
    ("worse", "better", "labels"),
    [
        ({}, {}, []),
        ({"complaint": 2}, {}, []),  # as allowed
        ({"complaint": 3}, {}, ["complaint"]),
        ({"complaint": 5}, {"complaint": 3}, []),  # what is won back counts
        ({"complaint": 4}, {"repeat": 9}, ["complaint"]),  # what another label wins does not
        ({"complaint": 3, "out_of_scope": 7}, {"repeat": 9}, ["complaint", "out_of_scope"]),
        ({"complaint": 2, "repeat": 2, "contact_info": 1}, {}, []),  # p 0.0625
        ({"complaint": 2, "repeat": 2, "contact_info": 2}, {}, ["all"]),  # p 0.03125: many small losses
        ({}, {"complaint": 20}, []),  # significant, but for the better
    ],
)
def test_what_speaks_against_a_model(worse: dict[str, int], better: dict[str, int], labels: list[str]) -> None:
    found = losses(comparison(worse, better), ALLOWED)
    assert [loss.fact.split()[0] for loss in found] == labels


def test_the_lost_phrases_are_named() -> None:
    (loss,) = losses(comparison({"complaint": 3, "repeat": 1}), ALLOWED)
    assert [each.id for each in loss.phrases] == ["complaint0", "complaint1", "complaint2"]
    first, *phrases = loss.lines()
    assert first == "complaint loses 3 of 22 phrases (2 allowed)"
    assert "phrase 0" in phrases[0]
    assert "operator 0.60 confirm" in phrases[0]


def test_every_label_has_an_allowance() -> None:
    stated = allowances(STATED)
    assert stated.phrases.keys() == set(LABELS)
    assert all(count >= 0 for count in stated.phrases.values())
    assert 0 < stated.p < 1


GOOD = "[allowance]\nrequest = 2\nact = 1\nout_of_scope = 4\n[labels]\n[whole]\np = 0.05\n"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "gate.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_label_may_have_its_own_allowance(tmp_path: Path) -> None:
    stated = allowances(written(tmp_path, GOOD.replace("[labels]\n", "[labels]\ncomplaint = 0\n")))
    assert [stated.phrases[label] for label in ("complaint", "contact_info", "repeat", "out_of_scope")] == [0, 2, 1, 4]


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("request = 2", "request = -1"), 2, "whole number"),
        (("request = 2", "request = true"), 2, "whole number"),
        (("act = 1", "acts = 1"), 3, "unknown name `acts`"),
        (("act = 1\n", ""), 1, "`act` is missing"),
        (("[labels]", "[labels]\ncomplaints = 1"), 6, "unknown name `complaints`"),
        (("[labels]\n", ""), 1, "[labels] is missing"),
        (("p = 0.05", "p = 5"), 7, "fraction"),
        (("[whole]", "[hole]"), 6, "unknown table [hole]"),
        (("request = 2", "request = "), 2, "TOML"),
    ],
)
def test_faults_of_the_file_are_named(tmp_path: Path, change: tuple[str, str], line: int, says: str) -> None:
    path = written(tmp_path, GOOD.replace(*change))
    with pytest.raises(DataBroken) as caught:
        allowances(path)
    assert any(fault.line == line and says in fault.text for fault in caught.value.faults), caught.value.faults


def test_what_is_no_file_is_not_read() -> None:
    with pytest.raises(DataBroken, match="no regular file"):
        allowances(Path("/dev/null"))
