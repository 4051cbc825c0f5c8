"""Every command with every place that cannot be written prints one line that names the place; exit code 2."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import run_assistant
from tests.nlu.tiny import write_corpus, write_gold

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Done:
    code: int
    errors: str

    def refused(self, place: str) -> None:
        assert self.code == 2, self.errors
        assert len(self.errors.splitlines()) == 1, self.errors
        assert place in self.errors


@dataclass(frozen=True)
class Commands:
    """Runs `main` in this process, so that the libraries are loaded only once."""

    folder: Path
    corpus: Path
    monkeypatch: pytest.MonkeyPatch
    output: pytest.CaptureFixture[str]

    def run(self, line: str, place: str) -> Done:
        words = line.format(place=place, folder=self.folder, corpus=self.corpus, root=ROOT).split()
        self.monkeypatch.setattr("sys.argv", ["run_assistant.py", *words])
        with pytest.raises(SystemExit) as stop:
            run_assistant.main()
        assert isinstance(stop.value.code, int)
        return Done(stop.value.code, self.output.readouterr().err)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """No command here changes it."""
    return write_corpus(write_gold(tmp_path_factory.mktemp("corpus")))


@pytest.fixture
def commands(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "script.yaml").write_text("steps:\n  - bot: greeting\n", encoding="utf-8")
    (tmp_path / "rows.tsv").write_text("id\tintent\ttext\n1\tdeny\tнет\n", encoding="utf-8")
    monkeypatch.chdir(ROOT)
    return Commands(tmp_path, corpus, monkeypatch, capsys)


QUICK = (
    "lines --json {place}",
    "versions --json {place}",
    "models list --json {place}",
    "kb check --json {place}",
    "kb diff hotline --json {place}",
    "corpus check --corpus {corpus} --lang ru --no-words --json {place}",
    "evaluate --data {folder}/rows.tsv --json {place}",
    "evaluate --data {folder}/rows.tsv --html {place}",
    "compare current current --data {folder}/rows.tsv --json {place}",
    "chat --script {folder}/script.yaml --json {place}",
)
SLOW = (
    "doctor --json {place}",
    "replay {root}/tests/calls/silence.flac --json {place}",
    "train --corpus {corpus} --lang ru --json {place}",
    "hear --data {folder}/rows.tsv -o {place}",
    "vocab --json {place}",
    "vocab --lexicon {place}",
)
"""These are refused before the work; only a full device is noticed after it."""
SOUND = ("demo -o {place}", "say да --voice espeak -o {place}", "call --record {place}")
"""These commands make the folder that they are given."""


@pytest.mark.parametrize("line", [*QUICK, *SLOW, *SOUND])
@pytest.mark.parametrize("place", ["missing/result", "file/result", "folder"])
def test_a_place_that_is_none(commands: Commands, line: str, place: str) -> None:
    if line in SOUND and place == "missing/result":
        pytest.skip("the folder is made")
    where = str(commands.folder / place)
    commands.run(line, where).refused(where)


@pytest.mark.parametrize("name", ["missing/a.csv", "file/a.jsonl"])
def test_an_export(commands: Commands, name: str) -> None:
    where = str(commands.folder / name)
    commands.run("corpus export {place} --corpus {corpus} --lang ru", where).refused(where)


def test_training_is_refused_before_it_begins(commands: Commands) -> None:
    """The error comes before minutes of work: the phrases are not even read."""
    commands.monkeypatch.setenv("OTKLIK_INTENT_MODELS", str(commands.folder / "file"))
    commands.run("train --lang ru --corpus {place}", "/nonexistent").refused(str(commands.folder / "file" / "ru"))


def test_training_asks_for_space_before_it_begins(tmp_path: Path) -> None:
    """A limit on file size acts like a disk that is nearly full."""
    done = shell(f"ulimit -f 1000; OTKLIK_INTENT_MODELS={tmp_path} $P train --lang ru")
    Done(done.returncode, done.stderr).refused(str(tmp_path / "ru"))
    assert not list((tmp_path / "ru").iterdir())


full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux only")


@full
@pytest.mark.parametrize("line", [*QUICK, "say да --voice espeak -o {place}"])
def test_a_full_device(commands: Commands, line: str) -> None:
    commands.run(line, "/dev/full").refused("/dev/full")


@full
@pytest.mark.parametrize(
    "line",
    [
        *(line.replace("--html", "--json") for line in QUICK),
        *(line.partition(" --json")[0].partition(" --html")[0] for line in QUICK),
        "classify нет",
        "review --list --journal {folder}/journal.jsonl",
        "--help",
    ],
)
def test_a_full_standard_output(commands: Commands, line: str) -> None:
    (commands.folder / "journal.jsonl").write_text('{"call": "a", "event": "began"}\n', encoding="utf-8")
    with Path("/dev/full").open("w", encoding="utf-8") as nothing:
        commands.monkeypatch.setattr("sys.stdout", nothing)
        commands.run(line, "-").refused("standard output")


def shell(command: str) -> "subprocess.CompletedProcess[str]":
    """In a real shell; `$P` is the program."""
    env = {**os.environ, "P": f"{sys.executable} run_assistant.py"}
    return subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("command", ["lines", "lines --help", "classify нет да"])
def test_a_reader_that_goes_away_is_no_error(command: str) -> None:
    done = shell(f"$P {command} | exec 0<&-; echo ${{PIPESTATUS[0]}}")
    assert (done.stdout, done.stderr) == ("141\n", "")


@full
def test_what_is_lost_at_the_very_end_is_told() -> None:
    done = shell("$P lines > /dev/full")
    Done(done.returncode, done.stderr).refused("standard output cannot be written (No space left on device)")


def test_closed_streams() -> None:
    done = shell("$P lines >&-")
    Done(done.returncode, done.stderr).refused("standard output is closed")
    done = shell("$P lines 2>&-")
    assert (done.returncode, "main" in done.stdout) == (0, True)
