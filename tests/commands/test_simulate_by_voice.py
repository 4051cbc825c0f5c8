"""`simulate --voice` as a user runs it. What its calls are: tests/engine/test_spoken_calls.py."""

import json
from pathlib import Path

import pytest

from tests.commands.program import run

FAILS = """
name: Хочет невозможного
category: password_recovery
manners: [hangs_up]
goal: {article: password_recovery, callback: any}
says: {opening: [забыла пароль от госуслуг]}
"""


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (["--voice", "--condition", "phone,windy"], "there is no condition 'windy'"),
        (["--condition", "phone"], "only with --voice"),
        (["--save-call", "out"], "only with --voice"),
        (["--voice", "--save-script", "out"], "take --save-call"),
    ],
)
def test_options_that_do_not_fit(options: list[str], error: str) -> None:
    done = run("simulate", *options)
    assert done.returncode == 2
    assert error in done.stderr


@pytest.mark.whole
def test_both_ways_side_by_side(tmp_path: Path) -> None:
    path, saved, written = tmp_path / "callers.yaml", tmp_path / "failed", tmp_path / "calls.json"
    path.write_text(FAILS, encoding="utf-8")
    done = run("simulate", path, "--voice", "--at-least", "1", "--save-call", saved, "--json", written)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("voices: ru ")
    lines = done.stdout.splitlines()
    assert {"in writing", "by voice: phone"} <= set(lines)
    assert lines[-5].split() == ["calls", "written", "phone", "difference", "WER"]
    assert lines[-4].split()[:7] == ["all", "1", "0", "%", "0", "%", "+0"]
    assert sorted(each.name for each in saved.iterdir()) == [
        "хочет_невозможного_1_phone.flac",
        "хочет_невозможного_1_phone.yaml",
    ]
    fields = json.loads(written.read_text(encoding="utf-8"))
    assert [each["condition"] for each in fields["spoken"]] == ["phone"]
    said = fields["spoken"][0]["calls"][0]["dialog"][1]["sound"]
    assert said["words"] == "забыла пароль от госуслуг"
    assert 0 < said["start_ms"] < said["end_ms"]
    assert fields["comparison"][0]["name"] == "all"
