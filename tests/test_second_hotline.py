"""A second hotline is a second folder: it learns, answers and hands over on its own, and the first stays as it is."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from datafiles.hotline import SHIPPED, models_of
from tests.commands.program import several
from tests.hotlines.town import OWN, town_library

ROOT = Path(__file__).parents[1]


def run(hotline: Path, *arguments: str | Path, typed: str = "") -> "subprocess.CompletedProcess[str]":
    env = {name: value for name, value in os.environ.items() if name != "OTKLIK_INTENT_MODELS"}
    return subprocess.run(
        [sys.executable, "run_assistant.py", *map(str, arguments)],
        cwd=ROOT, env={**env, "OTKLIK_HOTLINE": str(hotline)}, input=typed, capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip


def states() -> dict[Path, tuple[int, int]]:
    """Of every file of the hotline that ships and of its models."""
    files = (path for folder in (SHIPPED, models_of(SHIPPED)) for path in folder.rglob("*"))
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in files}


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The library, trained; at the end the first hotline must be as it was."""
    before = states()
    hotline = town_library(tmp_path_factory.mktemp("second") / "town")
    trained = run(hotline, "train")
    assert trained.returncode == 0, trained.stdout + trained.stderr
    yield hotline
    assert states() == before


@pytest.mark.whole
def test_its_models_lie_in_its_own_folder(second: Path) -> None:
    assert models_of(second) == second / "models"
    assert sorted(path.parent.name for path in (second / "models").glob("*/current")) == ["en", "ru"]
    assert models_of(SHIPPED) == ROOT / "models" / "intents"


@pytest.mark.whole
def test_it_understands_its_own_categories(second: Path) -> None:
    said = run(second, "classify", "продлите пожалуйста мою книгу", "когда открывается библиотека")
    found = [json.loads(line) for line in said.stdout.splitlines()]
    assert [(row["intent"], row["decision"]) for row in found] == [
        ("book_renewal", "accept"),
        ("opening_hours", "accept"),
    ], said.stderr


@pytest.mark.whole
def test_it_answers_in_its_own_words_and_hands_over_to_its_own_departments(second: Path) -> None:
    scripted = run(second, "chat", "--script", OWN / "conversations")
    assert scripted.stdout == "2 of 2 conversations went as written.\n", scripted.stdout + scripted.stderr
    typed = run(
        second, "chat", "--no-journal", "--at", "2026-11-24T11:00:00+03:00", typed="хочу продлить книгу\nоператор\n"
    )
    assert "Здравствуйте! Это робот городской библиотеки." in typed.stdout
    assert "Outcome: transferred, department: lending." in typed.stdout, typed.stdout + typed.stderr


@pytest.mark.whole
def test_a_second_training_passes_its_gate(second: Path) -> None:
    """The gate compares with the hotline's own model, on its own gold phrases."""
    again = run(second, "train", "--lang", "ru")
    assert again.returncode == 0, again.stdout + again.stderr
    assert "16 gold phrases" in again.stdout
    assert "against " in again.stdout


@pytest.mark.whole
def test_its_lines_and_its_files_are_checked(second: Path) -> None:
    (line,) = json.loads(run(second, "lines", "--at", "2026-11-29T11:00:00+03:00", "--json", "-").stdout)
    assert (line["number"], line["department"], line["open"]) == ("84950000101", "reading_room", False)
    answers = run(second, "kb", "check", "--at", "2026-11-25")
    assert answers.stdout.endswith("ru 2 articles, en 2 articles; 0 faults, 0 warnings\n"), answers.stdout
    assert run(second, "corpus", "check", "--no-words").returncode == 0


COMMANDS = (
    ("classify", "да"),
    ("train",),
    ("chat", "--no-journal"),
    ("lines",),
    ("kb", "check"),
    ("corpus", "check"),
    ("replay", "tests/calls/demo.flac"),
    ("review", "--list"),
    ("compare",),
)


def test_a_folder_that_is_not_there_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    for done in several(COMMANDS, OTKLIK_HOTLINE=tmp_path / "nowhere"):
        assert done.returncode == 2, done
        assert f"{tmp_path}/nowhere:1: no such folder: name that of a hotline in OTKLIK_HOTLINE" in done.stderr, done


def test_broken_categories_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "categories.toml").write_text(
        'requests = [\n    "book_renewal",\n    "operator",\n]\n', encoding="utf-8"
    )
    for done in several([COMMANDS[0], COMMANDS[3]], OTKLIK_HOTLINE=tmp_path):
        assert done.returncode == 2
        assert f"{tmp_path}/categories.toml:3: 'operator' is a move in the conversation itself" in done.stderr


def test_broken_names_stop_the_start_and_not_a_call(tmp_path: Path) -> None:
    names = town_library(tmp_path / "town") / "ru" / "names.toml"
    names.write_text(names.read_text(encoding="utf-8").replace("[channel]", "[chanel]"), encoding="utf-8")
    done = run(tmp_path / "town", "chat", "--no-journal")
    assert done.returncode == 2
    assert f"{names}:" in done.stderr
    assert "did you mean `channel`?" in done.stderr


def test_doctor_says_what_else_is_well_although_the_hotline_is_not(tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere", "doctor")
    assert done.returncode == 2
    assert "no such folder: name that of a hotline in OTKLIK_HOTLINE" in done.stdout
    assert "Python: 3" in done.stdout


def test_the_name_may_be_empty_relative_or_that_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    program = "from datafiles.hotline import HOTLINE, models_of; print(HOTLINE.resolve(), models_of(HOTLINE))"
    for name in ("", "hotline", str(SHIPPED)):
        monkeypatch.setenv("OTKLIK_HOTLINE", name)
        told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
        assert told.stdout.split() == [str(SHIPPED), str(ROOT / "models" / "intents")]
