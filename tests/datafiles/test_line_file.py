"""Lines of many processes in one file: each is complete, in the file that readers open, and private to its owner."""

import errno
import os
import resource
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from call.errors import PlaceRefused
from datafiles.line_file import LineFile
from datafiles.private_file import locked, open_private


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """As on a full disk, a write over the limit is cut short and the next one fails."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_line_cut_short_by_a_full_disk_is_taken_back(tmp_path: Path) -> None:
    one, other = LineFile(tmp_path / "lines"), LineFile(tmp_path / "lines")
    one.append(b"first")
    with no_file_longer_than(10), pytest.raises(OSError, match="No space left"):
        one.append(b"cut short")
    other.append(b"promised")
    assert (tmp_path / "lines").read_bytes() == b"first\npromised\n"


def test_half_a_line_of_a_killed_writer_swallows_nobody_elses(tmp_path: Path) -> None:
    lines = LineFile(tmp_path / "lines")
    with (tmp_path / "lines").open("ab") as torn:
        torn.write(b"half")
    lines.append(b"promised")
    lines.append(b"next")
    assert (tmp_path / "lines").read_bytes() == b"half\npromised\nnext\n"


def rotate(path: Path) -> None:
    path.rename(f"{path}.1")


@pytest.mark.parametrize("take_away", [Path.unlink, rotate])
def test_a_file_that_was_taken_away_is_made_anew(tmp_path: Path, take_away: Callable[[Path], None]) -> None:
    path = tmp_path / "lines"
    lines = LineFile(path)
    lines.append(b"old")
    take_away(path)
    lines.append(b"promised")
    lines.append(b"next")
    assert path.read_bytes() == b"promised\nnext\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_lock_that_is_never_given_back_is_an_error(tmp_path: Path) -> None:
    lines = LineFile(tmp_path / "lines", lock_limit_s=0.01)
    held = open_private(tmp_path / "lines")
    with locked(held), pytest.raises(TimeoutError, match="keeps it locked"):
        lines.append(b"line")
    lines.append(b"later")
    assert (tmp_path / "lines").read_bytes() == b"later\n"
    os.close(held)


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.touch(0o644)
    path.chmod(0o644)
    LineFile(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def make_link(path: Path) -> None:
    path.with_name("somebody's").write_text("theirs\n")
    path.symlink_to("somebody's")


@pytest.mark.parametrize("make", [make_link, os.mkfifo, os.mkdir])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "lines")
    with pytest.raises(PlaceRefused, match="is a link, a folder, a pipe or a device"):
        LineFile(tmp_path / "lines")


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/dev/full"])
def test_a_device_is_refused(device: str) -> None:
    with pytest.raises(PlaceRefused):
        LineFile(Path(device))


def test_a_link_put_in_place_of_an_open_file_is_refused(tmp_path: Path) -> None:
    lines = LineFile(tmp_path / "lines")
    (tmp_path / "lines").unlink()
    make_link(tmp_path / "lines")
    with pytest.raises(PlaceRefused):
        lines.append(b"secret")
    assert (tmp_path / "somebody's").read_text() == "theirs\n"
    lines.close()


def test_new_files_and_folders_are_on_the_disk_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def watched(file: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{file}"))
        fsync(file)

    monkeypatch.setattr(os, "fsync", watched)
    LineFile(tmp_path / "new" / "lines").append(b"line")
    assert synced == [str(tmp_path), str(tmp_path / "new"), str(tmp_path / "new" / "lines")]


def test_an_error_of_the_place_keeps_its_number(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileExistsError) as caught:
        LineFile(tmp_path / "file" / "lines")
    assert caught.value.errno == errno.EEXIST
