"""The command line run by its `main` in this process: what the libraries need is loaded once, not for every command.

For what only a process of its own shows (signals, pipes, places in the environment), tests start one.
"""

import contextlib
import io
import subprocess
from pathlib import Path
from unittest import mock

import run_assistant

ROOT = Path(__file__).parents[2]


def run(*arguments: str | Path, typed: str = "", cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    """Exit code and both outputs, as of a process. What no command catches goes on to the test."""
    words = ["run_assistant.py", *map(str, arguments)]
    out, errors = io.StringIO(), io.StringIO()
    stdin = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
    with (
        contextlib.chdir(cwd),
        mock.patch("sys.argv", words),
        mock.patch("sys.stdin", stdin),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(errors),
    ):
        code = _main()
    return subprocess.CompletedProcess(words, code, out.getvalue(), errors.getvalue())


def _main() -> int:
    try:
        run_assistant.main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0
