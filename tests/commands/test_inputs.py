"""Every option that takes a file x what is none: one line that names it, exit code 2, and no memory filled."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import run_assistant
from call.labels import LANGUAGES

ROOT = Path(__file__).parents[2]
OPTIONS = (
    "classify --file {file}",
    "evaluate --data {file}",
    "compare current current --data {file}",
    "chat --cases {file}",
    "chat --script {folder}/script.yaml",
    "chat --script {file}",
    "kb check --questions {folder}",
    "corpus import {file} --lang ru --dry-run",
    "corpus check --corpus {folder} --lang ru --no-words",
)


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 6_000_000_000)


@pytest.mark.parametrize("make", [_endless, _sparse, os.mkfifo])
@pytest.mark.parametrize("line", OPTIONS)
def test_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    line: str,
    make: Callable[[Path], None],
) -> None:
    for language in LANGUAGES:
        (tmp_path / language / "examples").mkdir(parents=True)
    names = {"kb": "knowledge_questions.ru.tsv", "corpus check": "ru/examples/deny.yml"}
    suffix = ".yaml" if "--script {file}" in line else ".csv"
    file = tmp_path / next((name for words, name in names.items() if line.startswith(words)), f"file{suffix}")
    make(file)
    (tmp_path / "script.yaml").write_text("cases: file.csv\nsteps:\n  - bot: greeting\n", encoding="utf-8")
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("sys.argv", ["run_assistant.py", *line.format(file=file, folder=tmp_path).split()])
    with pytest.raises(SystemExit) as stop:
        run_assistant.main()
    said = capsys.readouterr()
    assert stop.value.code in (1, 2), said
    assert str(file) in said.out + said.err
    assert (
        "no regular file" in said.out + said.err or "larger than" in said.out + said.err or "cannot be read" in said.err
    )
