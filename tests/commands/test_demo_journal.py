"""The demo overwrites its own journal, and nobody else's."""

import json
from pathlib import Path

import pytest

from call.errors import JournalUnwritable, PlaceRefused
from commands.replay.demo import DEMO, demo, forget_demo
from desk.journal import Journal
from engine.arrival import Arrival


def test_a_journal_of_calls_is_kept(tmp_path: Path) -> None:
    """Beside the recording that is asked for, and in the place of the demo's journal."""
    for name in ("journal.jsonl", "journal.demo.jsonl"):
        Journal(tmp_path / name, "5f0c").began("ru")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(PlaceRefused, match=r"journal\.demo\.jsonl is there already"):
        demo(tmp_path / "journal.wav", None, Arrival())
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_journal_of_an_earlier_demo_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "x.demo.jsonl"
    Journal(path, DEMO).began("ru")
    with path.open("ab") as torn:
        torn.write(json.dumps({"call": DEMO, "time": "2026"}).encode()[:-5])
    forget_demo(path)
    forget_demo(path)
    assert not path.exists()


@pytest.mark.parametrize("line", [b"[[[[\n", b'{"call": "demonstration", "event": "began"}\n', b"\n"])
def test_what_is_not_recognisably_the_demos_is_kept(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "x.demo.jsonl"
    Journal(path, DEMO).began("ru")
    path.write_bytes(path.read_bytes() + line)
    with pytest.raises(PlaceRefused):
        forget_demo(path)
    assert path.exists()


def test_a_link_is_not_followed_and_a_folder_is_no_journal(tmp_path: Path) -> None:
    Journal(tmp_path / "theirs", DEMO).began("ru")
    (tmp_path / "x.demo.jsonl").symlink_to("theirs")
    with pytest.raises(PlaceRefused):
        forget_demo(tmp_path / "x.demo.jsonl")
    with pytest.raises(PlaceRefused):
        forget_demo(tmp_path)
    with pytest.raises(JournalUnwritable, match="cannot write the journal"):
        forget_demo(tmp_path / "theirs" / "x.demo.jsonl")
