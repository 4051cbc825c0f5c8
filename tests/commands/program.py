"""The command line run by its `main` in this process: what the libraries need is loaded once, not for every command.

For what only a process of its own shows (signals, pipes, the interpreter's end, another hotline), tests start one.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from unittest import mock

import run_assistant

ROOT = Path(__file__).parents[2]
Done = subprocess.CompletedProcess[str]
SEVERAL = """
import json, sys
from tests.commands.program import run
for words in json.loads(sys.argv[1]):
    done = run(*words)
    print(json.dumps([done.args, done.returncode, done.stdout, done.stderr]))
"""


def run(*arguments: str | Path, typed: str | bytes | None = "", cwd: Path = ROOT) -> Done:
    """Exit code and both outputs, as of a process. What no command catches goes on to the test.

    `typed`: standard input; None: it is closed.
    """
    raw = typed.encode() if isinstance(typed, str) else typed
    words = ["run_assistant.py", *map(str, arguments)]
    out, errors = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(cwd),
        mock.patch("sys.argv", words),
        mock.patch("sys.stdin", None if raw is None else io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8")),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(errors),
    ):
        code = _main()
    return subprocess.CompletedProcess(words, code, out.getvalue(), errors.getvalue())


def several(commands: Iterable[Iterable[str]], **env: str | Path) -> list[Done]:
    """Runs the commands one after another in one process of its own with these variables, as another hotline needs."""
    words = json.dumps([list(command) for command in commands])
    places = {**os.environ, **{name: str(value) for name, value in env.items()}}
    done = subprocess.run(
        [sys.executable, "-c", SEVERAL, words], cwd=ROOT, env=places, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return [subprocess.CompletedProcess(*json.loads(line)) for line in done.stdout.splitlines()]


def _main() -> int:
    try:
        run_assistant.main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0
