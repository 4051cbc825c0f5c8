"""Shared by the command lines of all benchmarks: `--smoke`, the calls to measure, and the exit if something is missing.

`--smoke` only shows that the program runs. It takes the same code through a sample that is too small for real figures;
the exit code is 0, whatever the figures are. If this machine lacks something that a benchmark needs, the benchmark says
so in one line and exits with code 77, with `--smoke` and without.
"""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
CALLS = ROOT / "tests" / "calls"
SKIPPED = 77
"""The usual exit code of a test that could not run on this machine."""
_SHORT_CALL = CALLS / "message.flac"


def arguments(doc: str | None) -> argparse.ArgumentParser:
    """A parser with `--smoke`; `doc`: the program's docstring, which becomes the help text."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="a small sample: does it run?")
    return parser


def add_calls(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("calls", nargs="*", type=Path, help="recorded calls or folders (default: those of tests/calls)")


def calls_of(options: argparse.Namespace) -> list[Path]:
    """The named calls, else a short one for `--smoke`, else all shipped ones."""
    named: list[Path] = options.calls
    return named or [_SHORT_CALL if options.smoke else CALLS]


def lacking(what: str) -> NoReturn:
    """Exit, because this machine lacks something; `what` names it and says how to get it."""
    print(f"skipped: {what}", file=sys.stderr)
    sys.exit(SKIPPED)
