"""`simulate` as a user runs it: exit codes, JSON, scripts of failed calls."""

import json
import subprocess
from pathlib import Path

from tests.commands.program import run

GOOD = """
- name: Забыла пароль
  category: password_recovery
  manners: [brief]
  says: {opening: [забыла пароль от госуслуг]}
"""
FAILS = """
- name: Хочет невозможного
  category: password_recovery
  goal: {article: password_recovery, callback: any}
  says: {opening: [забыла пароль от госуслуг]}
"""


def simulate(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return run("simulate", *arguments)


def test_figures_and_exit_codes(tmp_path: Path) -> None:
    path = tmp_path / "callers.yaml"
    path.write_text(GOOD + FAILS, encoding="utf-8")
    done = simulate(path, "--at-least", "50", "--times", "2")
    assert (done.returncode, done.stderr) == (0, "")
    assert "partly: Хочет невозможного" in done.stdout
    assert "missed: callback: any" in done.stdout
    assert "full: Забыла" not in done.stdout
    assert "manner brief" in done.stdout
    assert simulate(path, "--at-least", "51").returncode == 1


def test_every_turn_is_shown_and_written(tmp_path: Path) -> None:
    path = tmp_path / "callers.yaml"
    path.write_text(GOOD, encoding="utf-8")
    done = simulate(path, "--explain", "--json", tmp_path / "calls.json")
    assert "caller     забыла пароль от госуслуг" in done.stdout
    assert "understood password_recovery" in done.stdout
    written = json.loads((tmp_path / "calls.json").read_text(encoding="utf-8"))
    assert written["figures"][0]["full"] == 1
    only = written["calls"][0]
    assert (only["verdict"], only["first"]) == ("full", "right")
    assert only["dialog"][1]["told"] == [{"article": "password_recovery", "section": "answer"}]
    on_stdout = simulate(path, "--json", "-")
    assert json.loads(on_stdout.stdout) == written


def test_failed_calls_are_saved_as_scripts_that_run(tmp_path: Path) -> None:
    path, folder = tmp_path / "callers.yaml", tmp_path / "new" / "failed"
    path.write_text(GOOD + FAILS, encoding="utf-8")
    assert simulate(path, "--save-script", folder).returncode == 0
    assert [saved.name for saved in folder.iterdir()] == ["хочет_невозможного_1.yaml"]
    scripted = run("chat", "--script", folder)
    assert (scripted.returncode, scripted.stderr) == (1, "")
    assert "callback: wanted 'any', got ''" in scripted.stdout


def test_bad_callers_are_one_error_with_lines(tmp_path: Path) -> None:
    path = tmp_path / "callers.yaml"
    path.write_text(GOOD + "  goal: {article: password_recovery/hakced}\n", encoding="utf-8")
    done = simulate(path)
    assert done.returncode == 2
    assert f"{path}:6: unknown article" in done.stderr
    assert "did you mean `password_recovery/hacked`?" in done.stderr
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "no caller files" in simulate(empty).stderr
