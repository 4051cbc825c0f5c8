"""A result is written as a whole to the named place, or the error names the place."""

import os
import resource
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from call.errors import PlaceUnwritable
from datafiles.result_file import check_folder, check_place, write_result


def test_text_and_bytes_replace_what_was_there(tmp_path: Path) -> None:
    place = tmp_path / "result"
    write_result(str(place), "Госуслуги\n")
    assert place.read_text(encoding="utf-8") == "Госуслуги\n"
    place.chmod(0o640)
    write_result(place, b"\0\1")
    assert place.read_bytes() == b"\0\1"
    assert stat.S_IMODE(place.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize("there", [None, 0o644, 0o660])
def test_callers_words_are_for_the_owner_only(tmp_path: Path, there: int | None) -> None:
    place = tmp_path / "result"
    if there is not None:
        place.touch()
        place.chmod(there)
    write_result(place, "мне нужен паспорт", private=True)
    assert (place.read_text(encoding="utf-8"), stat.S_IMODE(place.stat().st_mode)) == ("мне нужен паспорт", 0o600)


def test_a_minus_is_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    write_result("-", "да\n")
    assert capsys.readouterr().out == "да\n"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    for text in ("a", "b"):
        write_result(tmp_path / "link", text)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "b"


def test_a_device_and_a_pipe_are_written_into(tmp_path: Path) -> None:
    write_result("/dev/null", "x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE) as reader:
        write_result(tmp_path / "pipe", "через трубу")
        assert reader.communicate()[0].decode() == "через трубу"
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("missing/result", "No such file"), ("file/result", "Not a directory"), (".", "it is a folder")],
)
def test_the_place_and_the_reason_are_named(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").touch()
    place = tmp_path / name
    for work in (partial(write_result, place, "x"), partial(check_place, place)):
        with pytest.raises(PlaceUnwritable, match=reason) as caught:
            work()
        assert caught.value.fact.startswith(f"{place}: ")
        assert "\n" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_write_protected_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("old")
    (tmp_path / "kept").chmod(0o400)
    with pytest.raises(PlaceUnwritable, match="write-protected"):
        write_result(tmp_path / "kept", "new")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux only")
def test_a_full_device() -> None:
    with pytest.raises(PlaceUnwritable, match=r"/dev/full: cannot be written \(No space left"):
        write_result("/dev/full", "x")


FULL_DISK = """
import sys
from pathlib import Path
from call.errors import PlaceUnwritable
from datafiles.result_file import check_folder, write_result
place = Path(sys.argv[1])
for work in (lambda: write_result(place, "x" * 10_000), lambda: check_folder(place.parent, 9_999)):
    try:
        work()
    except PlaceUnwritable as error:
        print(error.fact)
"""


def test_a_disk_that_fills_keeps_the_old_result(tmp_path: Path) -> None:
    """A limit on file size stops a write half way, as a full disk does."""
    (tmp_path / "result").write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path / "result")],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.count("cannot be written (File too large)") == 2, done.stdout + done.stderr
    assert (tmp_path / "result").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["result"]


def test_a_check_leaves_nothing_behind(tmp_path: Path) -> None:
    check_place(tmp_path / "result")
    check_place(None)
    check_place("-")
    check_folder(tmp_path / "a" / "b", 1_000)
    check_place(tmp_path / "c" / "result", make_folder=True)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["a", "a/b", "c"]
