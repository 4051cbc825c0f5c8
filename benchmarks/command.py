"""What the command lines of all benchmarks have in common: `--smoke`, the calls they take, and what a machine lacks.

`--smoke` takes a sample so small that its figures mean nothing, through the same code, to show that the program runs:
exit code 0 whatever the figures are. A benchmark that needs what this machine has not says so in one line and exits
with code 77, with `--smoke` and without.
"""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
CALLS = ROOT / "tests" / "calls"
SKIPPED = 77
"""The exit code by which test runners know a test that could not be run here."""
_SHORT_CALL = CALLS / "message.flac"


def arguments(doc: str | None) -> argparse.ArgumentParser:
    """A parser that knows `--smoke`; `doc` of the program is its help."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="a small sample: does it run?")
    return parser


def add_calls(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("calls", nargs="*", type=Path, help="recorded calls or folders (default: those of tests/calls)")


def calls_of(options: argparse.Namespace) -> list[Path]:
    """The calls named, else a short one for `--smoke`, else all that are shipped."""
    named: list[Path] = options.calls
    return named or [_SHORT_CALL if options.smoke else CALLS]


def lacking(what: str) -> NoReturn:
    """End here: this machine lacks something. `what` names it and tells how to get it."""
    print(f"skipped: {what}", file=sys.stderr)
    sys.exit(SKIPPED)
