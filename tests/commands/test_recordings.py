"""`transcribe` and `replay` of recordings as they are: notes, channels, folders, one file's failure."""

import json
import os
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import numpy as np
import pytest
import soundfile
import soxr

from tests.commands.program import run as program

SOUND = Path(__file__).parents[1] / "voice" / "sounds" / "dont_know.flac"
SILENT_CALL = Path(__file__).parents[1] / "calls" / "silence.flac"
WORDS = "не знаю"

pytestmark = pytest.mark.whole


def rows(done: "CompletedProcess[str]") -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def stereo(folder: Path) -> Path:
    """The caller right, a tone left."""
    samples, rate = soundfile.read(SOUND)
    tone = 0.2 * np.sin(np.arange(len(samples)) * 0.3)
    soundfile.write(folder / "call.wav", np.stack([tone, samples], axis=1), rate)
    return folder / "call.wav"


def cut(folder: Path) -> Path:
    samples, rate = soundfile.read(SOUND)
    path = folder / "cut.wav"
    soundfile.write(path, np.r_[samples, np.zeros(rate)], rate)
    path.write_bytes(path.read_bytes()[: -2 * rate])
    return path


def test_notes_stand_in_the_json_and_a_channel_can_be_chosen(one_pool: None, tmp_path: Path) -> None:
    path = stereo(tmp_path)
    (left,) = rows(program("transcribe", path))
    assert left["notes"] == ["2 channels: the left one is taken as the caller's; --channel left|right|mix|N chooses"]
    assert WORDS not in str(left["text"])
    for channel in ("right", "2"):
        (right,) = rows(program("transcribe", path, "--channel", channel))
        assert WORDS in str(right["text"])
        assert right["notes"] == []


def test_a_wrong_channel_is_refused_with_what_there_is(one_pool: None, tmp_path: Path) -> None:
    for command in ("transcribe", "replay"):
        done = program(command, stereo(tmp_path), "--channel", "middle")
        assert done.returncode == 2
        assert "`--channel left`, `right`, `mix`" in done.stderr


def test_strict_refuses_what_else_is_a_note(one_pool: None, tmp_path: Path) -> None:
    done = program("transcribe", cut(tmp_path))
    (row,) = rows(done)
    assert WORDS in str(row["text"])
    assert "the header promises" in str(row["notes"])
    done = program("transcribe", cut(tmp_path), "--strict")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--strict" in done.stderr


def test_replay_writes_notes_beside_the_calls(one_pool: None, tmp_path: Path) -> None:
    samples, rate = soundfile.read(SILENT_CALL)
    soundfile.write(tmp_path / "call.wav", np.stack([samples, samples], axis=1), rate)
    (tmp_path / "x.xyz").touch()
    done = program("replay", tmp_path, "--json", "-")
    assert done.returncode == 0
    assert len(rows(done)) == 1
    assert "passed over: 1 .xyz file\n" in done.stderr
    assert f"{tmp_path}/call.wav: note: 2 channels: the left one is taken" in done.stderr
    done = program("replay", cut(tmp_path), "--strict", "--json", "-")
    assert (done.returncode, [row["status"] for row in rows(done)]) == (2, ["broken"])


def test_an_unforeseen_failure_costs_only_its_file(
    one_pool: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that fails in a way nobody thought of, at a rate of its own."""
    resampler = soxr.ResampleStream

    def failing(rate: int, *rest: object, **named: object) -> object:
        if rate == 12_345:
            raise MemoryError("words of the caller")
        return resampler(rate, *rest, **named)

    monkeypatch.setattr(soxr, "ResampleStream", failing)
    samples, rate = soundfile.read(SOUND)
    soundfile.write(tmp_path / "b.wav", samples, 12_345)
    for name in ("a.wav", "c.wav"):
        soundfile.write(tmp_path / name, samples, rate)
    done = program("transcribe", tmp_path)
    assert done.returncode == 2
    assert [Path(str(row["file"])).name for row in rows(done)] == ["a.wav", "c.wav"]
    assert f"error: {tmp_path}/b.wav: unforeseen MemoryError" in done.stderr
    assert "words of the caller" not in done.stderr


def test_a_name_that_is_no_utf_8_is_shown_with_replacement_characters(one_pool: None, tmp_path: Path) -> None:
    shutil.copy(SOUND, os.fsencode(tmp_path) + b"/" + "звонок.flac".encode("cp1251"))
    (row,) = rows(program("transcribe", tmp_path))
    assert row["file"] == f"{tmp_path}/\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd.flac"
    assert WORDS in str(row["text"])
    (tmp_path / "b.wav").touch()
    done = program("replay", tmp_path, "--json", "-")
    assert (done.returncode, [row["status"] for row in rows(done)]) == (2, ["broken", "unjudged"])
