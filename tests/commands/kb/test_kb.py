"""`kb check`, `kb diff` and `kb show`, as a person runs them."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from datafiles.hotline import HOTLINE
from tests.commands.program import ROOT
from tests.commands.program import run as program
from tests.hotlines.copied import copied


def run(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return program("kb", *arguments, cwd=cwd)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path / "hotline", "answers", "lines.toml")


def test_the_answers_that_ship_have_no_fault_and_none_is_stale_or_unreachable() -> None:
    done = run("check", "--at", "2026-11-25", "--json", "-")
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["faults"] == []
    assert report["articles"]["ru"] == report["articles"]["en"] >= 17
    assert [warning for warning in report["warnings"] if warning["kind"] != "terms"] == []


def test_faults_have_their_lines_and_fail(folder: Path) -> None:
    path = folder / "ru" / "answers" / "complaint.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("department: quality", "department: qality"), encoding="utf-8")
    line = text.splitlines().index("department: quality") + 1
    done = run("check", "--knowledge", "hotline", cwd=folder.parent)
    assert done.returncode == 1
    assert f"hotline/ru/answers/complaint.yaml:{line}: fault: `department`: unknown department" in done.stdout
    assert "1 faults" in done.stdout


def test_warnings_fail_when_asked(folder: Path) -> None:
    stale = ("check", "--knowledge", folder, "--at", "2099-01-01T21:00+03:00")
    done = run(*stale)
    assert done.returncode == 0
    assert "stale: had to be read again by" in done.stdout
    assert run(*stale, "--fail-on-warnings").returncode == 1
    assert run("check", "--at", "yesterday").returncode == 2


def test_questions_that_the_intent_model_takes_for_another_category(tmp_path: Path) -> None:
    phrases = "complaint\tкакие документы нужны для загранпаспорта\ncomplaint\tхочу пожаловаться на сотрудника\n"
    (tmp_path / "knowledge_questions.ru.tsv").write_text(phrases, encoding="utf-8")
    done = run("check", "--understand", "--questions", tmp_path)
    lines = [line for line in done.stdout.splitlines() if " category: " in line]
    assert len(lines) == 1, done.stdout + done.stderr
    assert "knowledge_questions.ru.tsv:1: category: understood as required_documents (accept)" in lines[0]


def test_differences_of_a_folder_and_of_a_zip(folder: Path, tmp_path: Path) -> None:
    zipped = shutil.make_archive(str(tmp_path / "before"), "zip", tmp_path, "hotline")
    path = folder / "en" / "answers" / "complaint.yaml"
    text = path.read_text(encoding="utf-8")
    version = int(text.rpartition("version: ")[2])
    path.write_text(text.replace(f"version: {version}", f"version: {version + 1}"), encoding="utf-8")
    assert run("diff", zipped, folder).stdout.splitlines() == [
        f"en/complaint: changed, version {version} -> {version + 1}",
        "1 changes",
    ]
    report = json.loads(run("diff", folder, zipped, "--json", "-").stdout)
    assert [(change["id"], change["kind"], change["version_to"]) for change in report] == [
        ("complaint", "changed", version)
    ]
    assert run("diff", HOTLINE).stdout == "0 changes\n"
    broken = run("diff", path)
    assert broken.returncode == 2
    assert "neither a folder nor a zip" in broken.stderr


def test_an_article_is_shown_with_its_seconds() -> None:
    shown = run("show", "required_documents/foreign_passport", "--lang", "en").stdout
    assert "asked with" in shown
    assert "pitfall1" in shown
    assert run("show", "required_documents").stdout.startswith("required_documents (ru)")
    unknown = run("show", "required_document")
    assert unknown.returncode == 2
    assert 'did you mean "required_documents"?' in unknown.stderr


def test_too_few_samples_are_not_tuned_on(folder: Path) -> None:
    for place in (folder / "ru" / "answers", folder / "en" / "answers"):
        for answer in place.glob("*/*.yaml"):
            answer.unlink()
    done = run("tune", "--knowledge", "hotline", cwd=folder.parent)
    assert done.returncode == 2
    assert "no language with 1000 sample questions, which tuning needs. Write more sample questions" in done.stderr
    assert not (folder / "tuned.npz").exists()
