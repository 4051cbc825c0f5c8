"""The plugin: a folder of recorded calls as tests of pytest."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.program import ROOT

CALLS = ROOT / "tests" / "calls"


@pytest.mark.whole
def test_a_folder_of_calls_is_a_folder_of_tests(tmp_path: Path) -> None:
    for name in ("silence", "english"):
        shutil.copy(CALLS / f"{name}.flac", tmp_path)
        shutil.copy(CALLS / f"{name}.yaml", tmp_path)
    shutil.copy(CALLS / "cases.csv", tmp_path)
    shutil.copy(tmp_path / "silence.flac", tmp_path / "without.flac")
    wrong = (tmp_path / "english.yaml").read_text(encoding="utf-8").replace("outcome: transferred", "outcome: message")
    (tmp_path / "english.yaml").write_text(wrong, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "commands.replay.pytest_calls", "-c", ROOT / "pyproject.toml"]
    done = subprocess.run([*command, "-n0", tmp_path], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert "1 failed, 1 passed" in done.stdout, done.stdout + done.stderr
    assert "acted at 0:" in done.stdout
    assert "outcome: wanted 'message', got 'transferred'" in done.stdout
    assert "Traceback" not in done.stdout
