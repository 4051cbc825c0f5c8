"""What is typed or piped in: bounded lines of UTF-8, and moments inside the calendar."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from call.errors import InputUnfit, LineTooLong
from commands.options import moment
from commands.typed import LONGEST_LINE, argument, typed_line, typed_lines
from tests.commands.program import run

ROOT = Path(__file__).parents[2]


def shell(command: str, **env: str) -> "subprocess.CompletedProcess[str]":
    places = {**os.environ, **env, "P": f"{sys.executable} run_assistant.py"}
    return subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=places, capture_output=True, text=True, timeout=120, check=False
    )


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_lines_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, "да\r\n\nнет".encode())
    assert list(typed_lines()) == ["да", "", "нет"]


@pytest.mark.parametrize("letter", ["x", "я", "😀"])
def test_a_line_that_is_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch, letter: str) -> None:
    whole = letter * LONGEST_LINE
    piped(monkeypatch, f"{whole}\n{whole}{letter}\n{letter * 100_000}\nнет\n".encode())
    assert typed_line() == whole
    for _ in range(2):
        with pytest.raises(LineTooLong, match="more than 2000 characters"):
            typed_line()
    assert typed_line() == "нет"
    assert typed_line() is None


def test_a_line_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/zero").open(encoding="utf-8") as endless:
        monkeypatch.setattr("sys.stdin", endless)
        with pytest.raises(InputUnfit, match="bytes"):
            typed_line()


def test_bytes_that_are_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, b"\xff\n")
    with pytest.raises(InputUnfit, match="UTF-8"):
        typed_line()
    with pytest.raises(InputUnfit, match="UTF-8"):
        argument("\udcff")
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(InputUnfit, match="closed"):
        typed_line()


@pytest.mark.parametrize("command", ["chat", "classify"])
@pytest.mark.parametrize("typed", [None, b"\xff\n"], ids=["closed", "no text"])
def test_standard_input_that_cannot_be_read(command: str, typed: bytes | None) -> None:
    unreadable(run(command, typed=typed))


def test_a_process_without_standard_input() -> None:
    unreadable(shell("$P classify <&-"))


def unreadable(done: "subprocess.CompletedProcess[str]") -> None:
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert "standard input" in done.stderr


def test_classify_does_not_depend_on_the_locale() -> None:
    done = run("classify", "\udcff")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    done = shell("$P classify 'забыл пароль'; echo забыл пароль | $P classify", PYTHONUTF8="0", LC_ALL="C")
    assert done.stdout.count('"intent": "password_recovery"') >= 2, done.stdout


@pytest.mark.parametrize(
    "at", ["9999-12-31T23:59-12:00", "0001-01-01T00:00+14:00", "1969-12-31T00:00+00:00", "2200-01-01T00:00+00:00"]
)
def test_the_ends_of_the_calendar_are_refused(at: str) -> None:
    with pytest.raises(typer.BadParameter, match="from 1970 to 2199"):
        moment(at)


def test_the_first_and_the_last_moment_can_be_asked_for() -> None:
    for at in ("1970-01-01T00:00+14:00", "2199-12-31T23:59-12:00"):
        done = run("lines", "--at", at)
        assert (done.returncode, done.stderr) == (0, "")


def test_too_many_days_are_one_line() -> None:
    done = run("review", "--days", "99999999999")
    assert done.returncode == 2
    assert "36500" in done.stderr
