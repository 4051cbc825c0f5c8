"""Every benchmark runs on a small sample, and every command beside a figure of the README works."""

import os
import re
import resource
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from benchmarks.command import SKIPPED
from tests.commands.program import run as program

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
NEEDS_DEVICE = "benchmarks/barge_in.py"
PRINTED = {
    "benchmarks/durability.py": r"acknowledged ([1-9]\d*), found \1\b",  # after kill -9: nothing is lost
    "benchmarks/arrival.py": "next arrival",
}
"""What a benchmark must print; the others just something."""
Command = tuple[str, ...]


def programs() -> list[str]:
    """The modules of benchmarks/ that are commands."""
    files = sorted((ROOT / "benchmarks").glob("*.py"))
    return [f"benchmarks/{file.name}" for file in files if '__name__ == "__main__"' in file.read_text("utf-8")]


def rows() -> list[list[str]]:
    """The cells of the table under "Measured", without its head."""
    section = README.read_text("utf-8").partition("\n## Measured\n")[2].partition("\n## ")[0]
    return [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")][2:]


def measured() -> list[Command]:
    """The commands of that table; an option that the figure names makes a command of its own."""
    found: list[Command] = []
    for *texts, cell in rows():
        commands = [tuple(shlex.split(each)) for each in re.findall(r"`([^`]+)`", cell)]
        options = [tuple(shlex.split(each)) for each in re.findall(r"`(--[^`]+)`", " ".join(texts))]
        found += commands + [commands[0] + option for option in options]
    return list(dict.fromkeys(found))


def smokes() -> list[ParameterSet]:
    """The README's commands, and the programs that it does not name."""
    named = [command for command in measured() if command[0] in programs()]
    others: list[Command] = [(program,) for program in programs() if program not in {command[0] for command in named}]
    marks = {NEEDS_DEVICE: [pytest.mark.device]}
    return [pytest.param(each, marks=marks.get(each[0], []), id=" ".join(each)) for each in sorted(named + others)]


def run(*command: str, env: Mapping[str, str] | None = None) -> tuple[subprocess.CompletedProcess[str], float]:
    """Runs a command as its docstring says, from the repository's root; returns also its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.benchmark
@pytest.mark.parametrize("command", smokes())
def test_a_benchmark_runs(command: Command, record_property: Callable[[str, object], None]) -> None:
    done, cpu_s = run(*command, "--smoke")
    record_property("cpu_s", cpu_s)
    if done.returncode == SKIPPED:
        pytest.skip(done.stderr.strip().splitlines()[-1])
    assert done.returncode == 0, done.stderr
    assert re.search(PRINTED.get(command[0], r"\S"), done.stdout), "it prints its figures"


def test_what_a_machine_lacks_is_said_in_one_line() -> None:
    done, _ = run(NEEDS_DEVICE, "--smoke", env={**os.environ, "PATH": ""})
    assert done.returncode == SKIPPED
    (line,) = done.stderr.splitlines()
    assert "pulseaudio" in line
    assert "apt-get install" in line


@pytest.mark.parametrize("program", programs())
def test_a_benchmark_says_how_to_start_it(program: str) -> None:
    text = (ROOT / program).read_text("utf-8").split('"""')[1]
    usage = re.search(rf"^    \.venv/bin/python {re.escape(program)}\b.*(?:\n        .*)*", text, re.MULTILINE)
    assert usage, f"{program} does not tell its command"
    assert "[--smoke]" in usage[0]


@pytest.mark.parametrize("command", measured(), ids=" ".join)
def test_a_measured_figure_has_a_command(command: Command) -> None:
    """The options exist: a benchmark must take them in its smoke run, the product must read them before --help."""
    assert command[0] in [*programs(), "run_assistant.py"]
    assert not [word for word in command if "/" in word and not (ROOT / word).exists()]
    if command[0] == "run_assistant.py":
        done = program(*command[1:], "--help")
        assert done.returncode == 0, done.stderr


def test_every_measured_row_is_read() -> None:
    """Nobody can check a figure in a row without a command."""
    assert len(rows()) >= 5
    assert all(re.search(r"`(benchmarks/|run_assistant\.py )", cells[-1]) for cells in rows())
