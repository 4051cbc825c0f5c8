"""A line names its patience profile, and an unknown name is a fault with its line number."""

from pathlib import Path

import pytest

from call.errors import LinesBroken
from datafiles.hotline import HOTLINE
from dialogs.hours.line_book import ALWAYS_OPEN, MAIN
from engine.line_book import line_book, patience_of
from voice.turns.patience import PATIENT, STANDARD


def with_patience(tmp_path: Path, name: str) -> Path:
    """The shipped file with another patience profile for the pensioners."""
    text = (HOTLINE / "lines.toml").read_text(encoding="utf-8")
    head, profile, rest = text.partition("[profiles.unhurried]\n")
    old = 'patience = "standard"\n'
    assert profile
    assert old in rest
    (tmp_path / "lines.toml").write_text(
        head + profile + rest.replace(old, f"patience = {name}\n", 1), encoding="utf-8"
    )
    return tmp_path


def test_the_lines_that_ship_scale_the_usual_patience() -> None:
    book = line_book()
    assert patience_of(book, MAIN) == STANDARD
    assert patience_of(book, "pension") == STANDARD.scaled(1.5, 1.6)


def test_a_profile_names_the_patience_that_its_factors_scale(tmp_path: Path) -> None:
    book = line_book(with_patience(tmp_path, '"patient"'))
    assert patience_of(book, "pension") == PATIENT.scaled(1.5, 1.6)
    assert patience_of(book, MAIN) == STANDARD


def test_without_a_name_it_is_the_usual_one() -> None:
    assert patience_of(ALWAYS_OPEN, MAIN) == STANDARD


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ('"patent"', '"patent" is not there: did you mean "patient"?'),
        ('"zzz"', "it is one of standard, patient"),
        ("7", "profiles.unhurried.patience"),
    ],
)
def test_another_name_is_a_fault_with_its_line(tmp_path: Path, name: str, text: str) -> None:
    path = with_patience(tmp_path, name)
    with pytest.raises(LinesBroken) as caught:
        line_book(path)
    (fault,) = caught.value.faults
    assert text in fault.text
    assert (path / "lines.toml").read_text(encoding="utf-8").splitlines()[fault.line - 1] == f"patience = {name}"
