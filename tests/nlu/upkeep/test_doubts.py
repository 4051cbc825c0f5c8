"""Doubts about phrases that are new, and doubts that a person has accepted."""

import subprocess
from pathlib import Path

import pytest

from call.errors import CorpusBroken, NotInGit
from datafiles.hotline import SHIPPED
from nlu.upkeep.accepted import accept, read_accepted
from nlu.upkeep.changed import against, since_commit
from nlu.upkeep.corpus_check import check_corpus
from tests.commands.program import run
from tests.nlu.tiny import write_corpus
from tests.nlu.upkeep.test_corpus_check import add, said, without


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A corpus with two old doubts, committed."""
    home = write_corpus(tmp_path) / "ru" / "examples"
    add(home, "menu_help", "что такое сниглс")
    add(home, "operator", "переведите меня на живого оператора")
    add(home, "callback", "переведите меня на живого операторы")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "all")
    return home


def git(place: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=place, check=True, capture_output=True)


def new(root: Path, *unknown: str) -> list[str]:
    return said(check_corpus(root, "ru", without("сниглс", *unknown), since_commit(root, "ru")))


def test_only_what_changed_is_doubted(tmp_path: Path, home: Path) -> None:
    assert len(said(check_corpus(tmp_path, "ru", without("сниглс")))) == 2
    assert new(tmp_path) == []
    add(home, "thanks", "спасибо за сниглс", "спасибо за поароль")
    found = new(tmp_path, "поароль")
    assert [message.partition(" (")[0] for message in found] == [
        "thanks.yml:25: the recogniser does not know «сниглс»",
        "thanks.yml:26: the recogniser does not know «поароль»",
    ]
    assert "(2 phrases)" in found[0], "the old one counts"


def test_an_old_phrase_that_a_new_one_copies_is_named_at_the_new_one(tmp_path: Path, home: Path) -> None:
    add(home, "affirm", "переведите меня на живого оператором")
    found = [message.partition(" under")[0] for message in new(tmp_path)]
    assert all(message.startswith("affirm.yml:25: nearly the same as") for message in found)
    assert len(found) == 2


def test_a_new_file_is_new_as_a_whole(tmp_path: Path, home: Path) -> None:
    (home / "thanks.yml").rename(home / "thanks.yaml")
    check = check_corpus(tmp_path, "ru", None, since_commit(tmp_path, "ru"))
    assert check.new == 20


def test_faults_are_found_whatever_changed(tmp_path: Path, home: Path) -> None:
    add(home, "goodbye", "переведите меня на живого оператора")
    assert any("the same phrase means" in message for message in new(tmp_path))


def test_against_an_export(tmp_path: Path, home: Path) -> None:
    export = tmp_path / "old.csv"
    assert run("corpus", "export", export, "--corpus", tmp_path, "--lang", "ru").returncode == 0
    add(home, "thanks", "спасибо за сниглс")
    check = check_corpus(tmp_path, "ru", without("сниглс"), against(export, "ru"))
    assert (check.new, len(check.warnings)) == (1, 1)
    done = run("corpus", "check", "--corpus", tmp_path, "--no-words", "--against", export, "--fail-on-warnings")
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), "no English phrase is in it, so no English is checked"
    assert "1 new phrase among" in done.stdout


def test_without_git_there_is_a_remedy(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    with pytest.raises(NotInGit, match="git cannot compare"):
        since_commit(tmp_path, "ru")
    done = run("corpus", "check", "--corpus", tmp_path, "--lang", "ru", "--changed")
    assert (done.returncode, "--against FILE" in done.stderr, done.stderr.count("\n")) == (2, True, 1)


def test_what_is_accepted_is_no_doubt_any_more(tmp_path: Path, home: Path) -> None:
    check = check_corpus(tmp_path, "ru", without("сниглс"))
    assert accept(tmp_path, "ru", check.doubts) == 3
    assert said(check_corpus(tmp_path, "ru", without("сниглс"))) == []
    add(home, "affirm", "переведите меня на живого оператором")
    assert len(check_corpus(tmp_path, "ru", without("сниглс")).warnings) == 2, "a third copy was not looked at"
    lines = read_accepted(tmp_path, "ru").path.read_text("utf-8").splitlines()
    assert lines[0].startswith("#")
    assert lines[1:] == sorted(lines[1:])
    assert accept(tmp_path, "ru", check.doubts) == 0


def test_an_accepted_line_that_nothing_says_is_named(tmp_path: Path, home: Path) -> None:
    accept(tmp_path, "ru", ["сниглс", "тигр"])
    (only,) = [message for message in said(check_corpus(tmp_path, "ru")) if message.startswith("accepted")]
    assert only == "accepted.txt:3: nothing in the corpus says «тигр»; delete the line"


def test_an_unreadable_file_is_one_fault(tmp_path: Path, home: Path) -> None:
    (home / "accepted.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(CorpusBroken, match=r"accepted\.txt:1: not readable as UTF-8"):
        check_corpus(tmp_path, "ru")


def test_the_command_accepts_and_is_then_clean(tmp_path: Path, home: Path) -> None:
    check = ("corpus", "check", "--corpus", tmp_path, "--lang", "ru", "--no-words", "--fail-on-warnings")
    assert run(*check).returncode == 1
    assert "ru: 2 doubts accepted" in run(*check, "--accept").stdout
    assert run(*check).returncode == 0


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_shipped_corpus_has_no_open_doubt(language: str) -> None:
    check = check_corpus(SHIPPED, language)
    assert (check.faults, check.warnings) == ((), ())


@pytest.mark.whole
def test_nor_with_the_words_of_the_speech_models() -> None:
    done = run("corpus", "check", "--fail-on-warnings")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count(" 0 faults, 0 warnings") == 2
