"""The measurements of durability run, and find nothing lost."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def smoke(benchmark: str) -> str:
    command = [sys.executable, f"benchmarks/{benchmark}.py", "--smoke"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_what_was_acknowledged_is_found_after_kill_9() -> None:
    found = re.search(r"acknowledged (\d+), found (\d+)", smoke("durability"))
    assert found
    assert int(found[1]) == int(found[2]) > 0


def test_an_arrival_is_measured() -> None:
    assert "next arrival" in smoke("arrival")
