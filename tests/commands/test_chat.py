"""`chat` as a user runs it: typed turns, and scripts with their exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def chat(*arguments: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "run_assistant.py", "chat", *arguments]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_typed_call_is_answered_and_explained() -> None:
    done = chat(typed="не загружается скан паспорта\n/why\n/key 0\n")
    assert done.returncode == 0, done.stderr
    assert "document_upload" in done.stdout
    assert "label -> request: answer -> helped" in done.stdout
    assert "[transfer to technical_support, number 00000001]" in done.stdout
    assert "Outcome: transferred, department: technical_support." in done.stdout


def test_the_end_of_input_hangs_up() -> None:
    done = chat("--lang", "en", typed="")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Outcome: abandoned, department: none." in done.stdout


def test_exit_codes_of_scripts(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text("steps:\n  - bot: greeting\n", encoding="utf-8")
    assert chat("--script", str(tmp_path)).returncode == 0
    (tmp_path / "wrong.yaml").write_text("steps:\n  - bot: nonsense\n", encoding="utf-8")
    different = chat("--script", str(tmp_path), "--json", "-")
    assert different.returncode == 1
    results = json.loads(different.stdout)
    assert [bool(result["differences"]) for result in results] == [False, True]
    (tmp_path / "worse.yaml").write_text("steps: 3\n", encoding="utf-8")
    assert chat("--script", str(tmp_path)).returncode == 2


def test_a_script_that_cannot_be_read_is_called_a_conversation(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("steps: [\n", encoding="utf-8")
    for name in ("bad.yaml", "none.yaml"):
        done = chat("--script", str(tmp_path / name))
        assert done.returncode == 2
        said = " ".join(done.stderr.split())
        assert "docs/reference/conversations.md" in said
        assert "answer" not in said
        assert "conversations went as written" not in done.stdout


def test_things_that_are_not_there_are_no_forms(tmp_path: Path) -> None:
    done = chat(typed="", OTKLIK_THINGS=str(tmp_path / "none"))
    assert done.returncode == 2
    assert "regions and stages are called" in " ".join(done.stderr.split())
    assert "forms" not in done.stderr
