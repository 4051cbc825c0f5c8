"""`replay --html`: the page of a real run holds the rows that `--json` writes."""

import json
import re
from pathlib import Path

import pytest

from tests.commands.program import ROOT, run


@pytest.mark.whole
def test_the_page_of_a_run(tmp_path: Path) -> None:
    recording = ROOT / "tests" / "calls" / "message.flac"
    place, lines = tmp_path / "page.html", tmp_path / "calls.jsonl"
    done = run("replay", recording, "--json", lines, "--html", place)
    assert done.returncode == 0, done.stderr
    data = re.search(r'<script type="application/json"[^>]*>(.*?)</script>', place.read_text(encoding="utf-8"), re.S)
    assert data is not None
    (row,) = json.loads(data[1])
    assert (tmp_path / row.pop("audio")).resolve() == recording
    assert row == json.loads(lines.read_text(encoding="utf-8"))
    assert place.stat().st_mode & 0o077 == 0  # it holds callers' words


def test_a_page_that_cannot_be_written_is_refused_first(tmp_path: Path) -> None:
    done = run("replay", tmp_path, "--html", tmp_path / "nowhere" / "page.html")
    assert done.returncode == 2
    assert "page.html: cannot be written" in done.stderr
