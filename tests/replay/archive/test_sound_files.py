"""Folders of recordings: what is taken, what is passed over, and what of it is said."""

import os
from pathlib import Path

import pytest

from call.errors import AudioFileBroken
from replay.archive.sound_files import FoundRecordings, sound_files

ENDINGS = {".wav", ".mp3", ".g722"}


def folder(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return root


def names(found: FoundRecordings, root: Path) -> list[str]:
    return [str(path.relative_to(root)) for path in found.files]


def test_every_ending_is_taken_in_order(tmp_path: Path) -> None:
    folder(tmp_path, "b.mp3", "a.WAV", "c.g722", "sub/d.wav", "sub.wav/e.wav", "a/z.wav")
    found = sound_files([tmp_path], ENDINGS)
    assert names(found, tmp_path) == ["a/z.wav", "a.WAV", "b.mp3", "c.g722", "sub/d.wav", "sub.wav/e.wav"]
    assert found.remark() == ""


def test_what_is_passed_over_is_counted_by_ending(tmp_path: Path) -> None:
    folder(tmp_path, "a.wav", "b.xyz", "c.XYZ", "sub/d.part", "README", "LICENSE", "a.yaml", "calls.csv", "notes.md")
    found = sound_files([tmp_path], ENDINGS)
    assert names(found, tmp_path) == ["a.wav"]
    assert found.remark() == "passed over: 2 files without an ending, 1 .part file, 2 .xyz files"


def test_hidden_files_and_folders_are_not_seen(tmp_path: Path) -> None:
    folder(tmp_path, "f.wav", "._f.wav", ".hidden.wav", ".git/x.wav", "g.wav/h.wav", "g.wav/._h.wav", ".DS_Store")
    found = sound_files([tmp_path], ENDINGS)
    assert names(found, tmp_path) == ["f.wav", "g.wav/h.wav"]
    assert found.remark() == ""


def test_a_hidden_folder_can_be_named(tmp_path: Path) -> None:
    assert names(sound_files([folder(tmp_path, ".cache/a.wav") / ".cache"], ENDINGS), tmp_path) == [".cache/a.wav"]


def test_links_are_followed_but_no_folder_is_entered_twice(tmp_path: Path) -> None:
    folder(tmp_path, "calls/a.wav", "elsewhere/b.wav")
    for link, target in (("loop", "."), ("up", ".."), ("other", "../elsewhere"), ("again", "../elsewhere")):
        (tmp_path / "calls" / link).symlink_to(target)
    assert names(sound_files([tmp_path / "calls"], ENDINGS), tmp_path) == ["calls/a.wav", "calls/again/b.wav"]


def test_a_named_file_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    folder(tmp_path, "in/a.wav", "call.xyz")
    found = sound_files([tmp_path / "call.xyz", tmp_path / "in", tmp_path / "none.wav"], ENDINGS)
    assert names(found, tmp_path) == ["call.xyz", "in/a.wav", "none.wav"]


def test_a_folder_without_recordings_is_an_error_that_says_what_it_holds(tmp_path: Path) -> None:
    with pytest.raises(AudioFileBroken, match=r"no recordings in this folder \(passed over: 1 \.xyz file\)"):
        sound_files([folder(tmp_path, "a.xyz", "b.txt")], ENDINGS)


def test_a_folder_that_cannot_be_read_is_counted(tmp_path: Path) -> None:
    folder(tmp_path, "a.wav", "locked/b.wav")
    (tmp_path / "locked").chmod(0)
    if os.access(tmp_path / "locked", os.R_OK):
        pytest.skip("this user may read everything")
    found = sound_files([tmp_path], ENDINGS)
    (tmp_path / "locked").chmod(0o700)
    assert found.remark() == "passed over: 1 folder that cannot be read"
