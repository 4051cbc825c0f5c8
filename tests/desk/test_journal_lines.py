"""A journal can be read whatever is in it: a line that is not an event is skipped, and no other line is lost."""

import io
import os
from datetime import datetime
from pathlib import Path

import pytest

from call.errors import PlaceRefused
from desk.journal import read_journal
from desk.journal_lines import LONGEST_LINE, event_of, lines_of, moment_of

GOOD = '{"call": "a", "time": "2026-11-25T12:00:00.000+00:00", "at_ms": 0, "event": "began"}'
POISONED = [
    '{"call":"a","time":null,"event":"began"}',
    '{"call":"a","time":5,"event":"began"}',
    '{"call":"a","time":"yesterday","event":"began"}',
    '{"call":"a","time":"2026-11-25T12:00:00","event":"began"}',
    '{"call":"a","time":"","event":"began"}',
    '{"call":"a","time":["2026-11-25T12:00:00Z"],"event":"began"}',
    '{"call":null,"time":"2026-11-25T12:00:00Z","event":"began"}',
    '{"call":"a","time":"2026-11-25T12:00:00Z"}',
    '{"call":"a","time":"2026-11-25T12:00:00Z","event":{}}',
    '{"call":"a","time":"2026-11-25T12:00:00Z","event":"heard","at_ms":"1"}',
    '{"call":"a","time":"2026-11-25T12:00:00Z","event":"heard","at_ms":1e999}',
    '{"call":"a","time":"2026-11-25T12:00:00Z","event":"heard","at_ms":true}',
    '{"call":"a","time":"2026-11-25T12:00:00Z","event":"heard","at_ms":' + "1" * 5000 + "}",
    '{"call":"a","time":"2026-11-25T12:00:00Z","event":"heard","text":"\\ud800"}',
    "[" * 100_000,
    '{"a":' * 100_000,
    "[]",
    "3",
    "null",
    '"began"',
    "\x00" * 5000,
    '{"call": "a", "event": "tra',
    "",
]


@pytest.mark.parametrize("line", POISONED, ids=range(len(POISONED)))
def test_a_poisoned_line_is_passed_over(tmp_path: Path, line: str) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_text(f"{GOOD}\n{line}\n{GOOD}\n", encoding="utf-8")
    assert [event["event"] for event in read_journal(path)] == ["began", "began"]


def test_bytes_that_are_no_text_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b"\xff\xfe\n" + GOOD.encode() + b"\n")
    assert len(list(read_journal(path))) == 1


def test_a_persons_verdict_needs_no_moment_and_no_end_of_line() -> None:
    verdict = b'{"call": "a", "event": "misrouted"}'
    assert [event_of(line) for _, line in lines_of(io.BytesIO(verdict))] == [{"call": "a", "event": "misrouted"}]
    assert moment_of({"call": "a", "event": "misrouted"}) is None


def test_a_pair_of_surrogates_is_a_letter() -> None:
    assert event_of(b'{"call": "a", "event": "heard", "text": "\\ud83d\\ude00"}') is not None


def test_every_line_comes_with_the_place_after_it() -> None:
    text = b"one\ntwo\nthree"
    assert list(lines_of(io.BytesIO(text))) == [(4, b"one\n"), (8, b"two\n"), (13, b"three")]
    assert list(lines_of(io.BytesIO(text), 4)) == [(8, b"two\n"), (13, b"three")]


def test_a_line_without_end_is_not_held_in_memory() -> None:
    text = b"one\n" + b"\0" * (2 * LONGEST_LINE + 5) + b"\ntwo\n"
    assert [line for _, line in lines_of(io.BytesIO(text))] == [b"one\n", b"two\n"]


def test_what_is_no_regular_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(PlaceRefused, match="is a link, a folder, a pipe or a device"):
            list(read_journal(path))


def test_a_moment_has_its_time_zone() -> None:
    assert moment_of({"time": "2026-11-25T12:00:00Z"}) == datetime.fromisoformat("2026-11-25T12:00:00+00:00")
