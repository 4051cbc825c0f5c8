"""The versions that are kept: which one is in use, what a name means, and what is thrown away."""

from pathlib import Path

import pytest

from call.errors import IntentModelMissing, IntentModelRefused
from nlu.classifier.versions import current_version, named, point_to, prune, read_pointer, versions

A, B, C, D = (f"2026010{day}-120000-abcdef0{day}" for day in (1, 2, 3, 4))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four versions, the second in use after the first."""
    for name in (A, B, C, D, "notes", ".new-123"):
        (tmp_path / "ru" / name).mkdir(parents=True)
    point_to(tmp_path, "ru", A)
    point_to(tmp_path, "ru", B)
    return tmp_path


def test_the_pointer_knows_the_version_before(folder: Path) -> None:
    assert (read_pointer(folder, "ru").current, read_pointer(folder, "ru").previous) == (B, A)
    point_to(folder, "ru", B)
    assert read_pointer(folder, "ru").previous == A
    point_to(folder, "ru", A)
    assert (read_pointer(folder, "ru").current, read_pointer(folder, "ru").previous) == (A, B)
    assert not [path for path in (folder / "ru").iterdir() if path.name.startswith(".current")]


def test_a_pointer_of_one_line_and_a_broken_one(folder: Path) -> None:
    (folder / "ru" / "current").write_text(f"{A}\n")
    assert (current_version(folder, "ru"), read_pointer(folder, "ru").previous) == (A, None)
    (folder / "ru" / "current").write_text("nothing")
    with pytest.raises(IntentModelRefused):
        current_version(folder, "ru")
    point_to(folder, "ru", C)
    assert (current_version(folder, "ru"), read_pointer(folder, "ru").previous) == (C, None)


@pytest.mark.parametrize(
    ("name", "version"),
    [("current", B), ("previous", A), ("newest", D), (C, C), ("20260103", C), ("20260104-12", D)],
)
def test_names(folder: Path, name: str, version: str) -> None:
    assert named(folder, "ru", name) == version


@pytest.mark.parametrize("name", ["2026", "", "..", "../ru/" + A, "notes", ".new-123", "/", "\0", "*", "сегодня"])
def test_other_names_are_answered_with_what_there_is(folder: Path, name: str) -> None:
    with pytest.raises(IntentModelMissing, match=D):
        named(folder, "ru", name)


def test_no_previous_and_no_versions(tmp_path: Path) -> None:
    for name in ("current", "previous", "newest"):
        with pytest.raises(IntentModelMissing):
            named(tmp_path, "ru", name)
    (tmp_path / "ru").mkdir()
    point_to(tmp_path, "ru", A)
    with pytest.raises(IntentModelMissing, match="before"):
        named(tmp_path, "ru", "previous")


@pytest.mark.parametrize("language", ["..", "", "/", "de", "../x"])
def test_a_language_is_no_path(folder: Path, language: str) -> None:
    with pytest.raises(IntentModelMissing):
        versions(folder, language)


def test_old_versions_go_but_never_those_in_use(folder: Path) -> None:
    assert prune(folder, "ru", kept=4) == ()
    assert prune(folder, "ru", kept=1) == (C,)
    assert versions(folder, "ru") == (A, B, D)
    assert {path.name for path in (folder / "ru").iterdir()} == {A, B, D, "notes", ".new-123", "current"}
