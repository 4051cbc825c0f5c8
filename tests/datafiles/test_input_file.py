"""Files that users name are read only if they are regular and not larger than their kind may be."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from datafiles.input_file import LONGEST, UnfitFile, check_input, read_input, read_input_text

ROOT = Path(__file__).parents[2]


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("\ufeffда\r\nнет".encode())
    assert read_input(tmp_path / "a", "page") == "\ufeffда\r\nнет".encode()
    assert read_input_text(tmp_path / "a", "page") == "да\nнет"


@pytest.mark.parametrize("kind", LONGEST)
def test_every_kind_has_a_length(tmp_path: Path, kind: str) -> None:
    """The files have holes, so they take no space; the larger one is refused without reading."""
    path = tmp_path / "sparse"
    path.touch()
    os.truncate(path, LONGEST[kind] + 1)
    for refused in (read_input, check_input):
        with pytest.raises(UnfitFile) as caught:
            refused(path, kind)
        assert caught.value.strerror == f"larger than {LONGEST[kind] // 1_000_000} MB"
    os.truncate(path, LONGEST[kind])
    check_input(path, kind)
    os.truncate(path, 6_000_000_000)
    check_input(path)


@pytest.mark.parametrize("read", [read_input, check_input])
def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path, read: Callable[[Path, str], object]) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), Path("/dev/null")):
        with pytest.raises(UnfitFile) as caught:
            read(path, "page")
        assert caught.value.strerror == "no regular file"
    with pytest.raises(IsADirectoryError):
        read(tmp_path, "page")
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none", "page")


READ = (
    "import sys, pathlib; from datafiles.input_file import *; print(len(read_input(pathlib.Path(sys.argv[1]), 'page')))"
)


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("echo да | $P /dev/stdin", "5"),
        ("$P <(echo да)", "5"),
        ("$P /dev/stdin < /dev/zero", "larger than 1 MB"),
        ("$P <(cat /dev/zero)", "larger than 1 MB"),
    ],
)
def test_what_a_shell_puts_in_the_place_of_a_file(command: str, says: str) -> None:
    program = f'"{sys.executable}" -c "{READ}"'
    done = subprocess.run(
        ["bash", "-c", command.replace("$P", program)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert says in done.stdout + done.stderr
