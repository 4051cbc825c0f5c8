"""`corpus` as a user meets it: what is printed, what is written, and the exit codes."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.commands.program import run as program
from tests.nlu.tiny import write_corpus


def run(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    return program("corpus", *arguments)


def check(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return run("check", "--corpus", folder, "--lang", "ru", "--no-words", *arguments)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return write_corpus(folder)


def test_faults_fail_and_warnings_do_not_unless_asked(corpus: Path) -> None:
    deny = corpus / "ru" / "examples" / "deny.yml"
    whole = deny.read_text(encoding="utf-8")
    deny.write_text(whole + "    - нет, 5\n", encoding="utf-8")
    warned = check(corpus)
    assert warned.returncode == 0, warned.stdout + warned.stderr
    assert f"{deny}:25: warning: the recogniser never writes digits and punctuation" in warned.stdout
    assert check(corpus, "--fail-on-warnings").returncode == 1
    deny.write_text(whole + "    -\n", encoding="utf-8")
    failed = check(corpus, "--json", "-")
    assert failed.returncode == 1
    (language,) = json.loads(failed.stdout)
    assert [(fault["path"], fault["line"]) for fault in language["faults"]] == [(str(deny), 25)]


def test_no_corpus_is_a_wrong_place(tmp_path: Path) -> None:
    result = check(tmp_path)
    assert result.returncode == 2
    assert "no training phrases here" in result.stderr
    assert "Traceback" not in result.stderr


def test_import_dry_run_import_and_export(corpus: Path, tmp_path: Path) -> None:
    affirm = corpus / "ru" / "examples" / "affirm.yml"
    before = affirm.read_bytes()
    file = tmp_path / "new.csv"
    file.write_text("text,intent\nвсе так,affirm\nаа вж,deny\n", encoding="utf-8")
    arguments = ("import", file, "--lang", "ru", "--corpus", corpus)
    dry = run(*arguments, "--dry-run")
    assert (dry.returncode, affirm.read_bytes()) == (1, before), dry.stdout + dry.stderr
    assert "    - все так" in dry.stdout
    assert "ru: 1 new, 0 known, 1 contradictory (dry run: nothing was written)" in dry.stdout
    real = run(*arguments)
    assert real.returncode == 1
    assert f"{file}:3: `deny` here, `" in real.stdout
    assert affirm.read_bytes() == before + "    - все так\n".encode()
    assert "ru: 0 new, 1 known, 1 contradictory" in run(*arguments).stdout

    out = tmp_path / "all.jsonl"
    assert run("export", out, "--lang", "ru", "--corpus", corpus).returncode == 0
    assert {"text": "все так", "intent": "affirm", "lang": "ru", "source": "written"} in [
        json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()
    ]


def test_broken_files_are_named_together_and_nothing_is_imported(corpus: Path, tmp_path: Path) -> None:
    good, bad, missing = tmp_path / "good.csv", tmp_path / "bad.tsv", tmp_path / "missing.yml"
    good.write_text("text,intent\nвсе так,affirm\n", encoding="utf-8")
    bad.write_text("text\tintent\nвсе так\tafirm\n", encoding="utf-8")
    before = (corpus / "ru" / "examples" / "affirm.yml").read_bytes()
    result = run("import", good, bad, missing, "--lang", "ru", "--corpus", corpus)
    assert result.returncode == 2
    assert f"{bad}:2: unknown intent `afirm`" in result.stderr
    assert f"{missing}:1: the file cannot be read" in result.stderr
    assert "Traceback" not in result.stderr
    assert (corpus / "ru" / "examples" / "affirm.yml").read_bytes() == before


def test_export_needs_a_known_ending(corpus: Path, tmp_path: Path) -> None:
    result = run("export", tmp_path / "a.xlsx", "--corpus", corpus, "--lang", "ru")
    assert result.returncode == 2
    assert "unknown ending" in result.stderr
