"""`explain` on a real recording."""

import json

import pytest

from tests.commands.program import ROOT, run

CALL = ROOT / "tests" / "calls" / "english.flac"


@pytest.mark.whole
def test_one_turn_and_the_whole_call() -> None:
    done = run("explain", CALL, "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "turn 1 of" in done.stdout
    assert "turn 2 of" not in done.stdout
    assert "intent model en: of 20" in done.stdout
    assert {"heard", "ended", "understood", "by", "thresholds", "rule", "reply"} <= {
        line.split()[0] for line in done.stdout.splitlines() if line.strip()
    }


@pytest.mark.whole
def test_everything_as_json_and_no_such_turn() -> None:
    assert json.loads(run("explain", CALL, "--json").stdout)["outcome"] == "transferred"
    done = run("explain", CALL, "77")
    assert (done.returncode, "there is no turn 77; its turns are 0" in done.stderr) == (2, True)
