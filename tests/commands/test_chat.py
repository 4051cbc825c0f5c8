"""`chat` as a user runs it: typed turns, and scripts with their exit codes."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from call.errors import ThingsBroken
from commands.terminal import Terminal
from dialogs.phrases.spoken_names import load_things
from tests.commands.program import run
from tests.hotlines.copied import copied


def chat(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return run("chat", *arguments, typed=typed)


def test_a_typed_call_is_answered_and_explained() -> None:
    done = chat(typed="не загружается скан паспорта\n/why\n/key 0\n")
    assert done.returncode == 0, done.stderr
    assert "document_upload" in done.stdout
    assert "request: answer -> helped" in done.stdout
    assert "[transfer to technical_support, number 00000001]" in done.stdout
    assert "Outcome: transferred, department: technical_support." in done.stdout


def test_requests_of_one_journal_are_numbered_on(tmp_path: Path) -> None:
    typed = "соедините с оператором\nне работает портал\n/key 0\n"
    calls = [chat("--journal", str(tmp_path / "journal.jsonl"), typed=typed) for _ in range(2)]
    assert [call.returncode for call in calls] == [0, 0], calls
    assert "number 10000008]" in calls[0].stdout
    assert "number 10000016]" in calls[1].stdout


POISONED = [
    '{"call":"a","time":"yesterday","event":"began"}',
    '{"call":"a","time":null,"event":"began"}',
    '{"call":"a","time":5,"event":"began","caller":"79161234567"}',
    '{"call":"a","time":"2026-11-25T12:00:00","event":"began","caller":"79161234567"}',
    "[" * 100_000,
    "[]",
]


def test_a_poisoned_journal_stops_no_call(tmp_path: Path) -> None:
    (tmp_path / "journal.jsonl").write_text("\n".join(POISONED), encoding="utf-8")
    done = chat("--journal", str(tmp_path / "journal.jsonl"), "--caller", "79161234567", typed="не работает портал\n")
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_no_file_is_no_journal(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (str(tmp_path / "pipe"), "/dev/zero"):
        done = chat("--journal", place, "--caller", "79161234567")
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert f"{place} is a link, a folder, a pipe or a device" in done.stderr


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


def test_wrong_commands_are_one_line_each_and_the_call_goes_on() -> None:
    wrong = ("/wait abc", "/wait nan", "/wait inf", "/wait -5", "/wait 1e9", "/key я", "/key 12", "/key ٣")
    done = chat(typed="\n".join((*wrong, "д" * 2001, "/wait 0.5", "/key 0", "")))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("`/wait` wants minutes, a number from 0 to 1440.") == 5
    assert done.stdout.count("`/key` wants one key of a telephone") == 3
    assert done.stdout.count("Not taken: a line of more than 2000 characters.") == 1
    assert "Хорошо, соединю." in done.stdout


def test_steps_of_a_script_that_are_no_numbers_are_named(tmp_path: Path) -> None:
    for number, step in enumerate(("wait_minutes: '²'", "silence: 1e999", "wait_minutes: -1", "wait_minutes: .nan")):
        (tmp_path / f"{number}.yaml").write_text(f"steps:\n  - {step}\n", encoding="utf-8")
    (tmp_path / "at.yaml").write_text("at: '9999-12-31T23:59-12:00'\nsteps:\n  - bot: greeting\n", encoding="utf-8")
    done = chat("--script", str(tmp_path))
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert done.stderr.count("wants a number from 0 to 1440") == 4, done.stderr
    assert "at.yaml:1: `at` is a moment" in done.stderr


def test_a_script_that_cannot_be_read_is_called_a_conversation(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("steps: [\n", encoding="utf-8")
    for name in ("bad.yaml", "none.yaml"):
        done = chat("--script", str(tmp_path / name))
        assert done.returncode == 2
        said = " ".join(done.stderr.split())
        assert "docs/reference/conversations.md" in said
        assert "answer" not in said
        assert "conversations went as written" not in done.stdout


def test_things_that_are_not_there_are_no_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ThingsBroken) as caught:
        load_things(copied(tmp_path, "lines.toml", "forms", "names.toml"))
    assert caught.value.exit_code == 2
    Terminal().error(caught.value)
    said = " ".join(capsys.readouterr().err.split())
    assert "regions and stages are called" in said
    assert "forms" not in said
