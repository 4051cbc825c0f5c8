"""`train`, `compare`, `versions` and `rollback` as a developer meets them: exit codes and messages."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from call.events import Expect, Transcript
from engine.engine import Engine
from nlu.classifier.model_file import make_current, save
from nlu.classifier.predictor import IntentModel
from nlu.classifier.versions import current_version, read_pointer, versions
from nlu.examples.gold import gold_file
from nlu.examples.training_phrases import Corpus
from nlu.training.train import fit
from tests.call.scripted import ScriptedCaller
from tests.commands.program import run as program
from tests.commands.warm import tiny_model
from tests.hotlines.copied import copied
from tests.nlu.tiny import tiny_corpus, write_corpus
from voice.sound.silent_speaker import SilentSpeaker

ROOT = Path(__file__).parents[3]


def run(models: Path, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    with mock.patch.dict("os.environ", OTKLIK_INTENT_MODELS=str(models)):
        return program(*arguments)


def alone(models: Path, hotline: Path, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """In a process of its own: a process serves one hotline."""
    return subprocess.run(
        [sys.executable, "run_assistant.py", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "OTKLIK_INTENT_MODELS": str(models), "OTKLIK_HOTLINE": str(hotline)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return tiny_model()


@pytest.fixture
def models(tmp_path: Path, model: IntentModel) -> Path:
    """The tiny model, and current after it one that never says `password_recovery`."""
    folder = tmp_path / "models"
    make_current(folder, "ru", save(model, folder))
    intercepts = model.intercepts.copy()
    intercepts[model.labels.index("password_recovery")] -= 20
    make_current(folder, "ru", save(replace(model, intercepts=intercepts), folder))
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    rows = "1\tpassword_recovery\tзабыл пароль от госуслуг\n2\taffirm\tда\n"
    (tmp_path / "rows.tsv").write_text(f"id\tintent\ttext\n{rows}", encoding="utf-8")
    return tmp_path / "rows.tsv"


def in_use(models: Path) -> tuple[str, str]:
    """The version before, and the current one."""
    pointer = read_pointer(models, "ru")
    assert pointer.previous
    return pointer.previous, pointer.current


def test_compare_names_the_changed_phrases(models: Path, data: Path) -> None:
    result = run(models, "compare", "--data", data)
    assert result.returncode == 0, result.stderr
    for words in ("2 phrases", "2 -> 1", "0 better, 1 worse", "McNemar p 1.000", "забыл пароль от госуслуг"):
        assert words in result.stdout
    old, new = in_use(models)
    fields = json.loads(run(models, "compare", new, models / "ru" / old, "--data", data, "--json", "-").stdout)
    assert (fields["old"]["version"], fields["new"]["right"]) == (new, 2)
    assert [change["id"] for change in fields["better"]] == ["1"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("compare", "nothing", "current"), "there are: current, previous, newest, 2"),
        (("compare", "../../..", "current"), "manifest.json is missing"),
        (("compare", "/nonexistent/folder", "current"), "No model in"),
        (("compare", "--data", "/nonexistent.tsv"), "/nonexistent.tsv:1"),
        (("rollback", "../../etc"), "there are: current"),
        (("rollback", "/etc"), "there are: current"),
        (("rollback", "--lang", "en"), "No trained model for `en`"),
    ],
)
def test_bad_names_are_one_clear_error(models: Path, arguments: tuple[str, ...], says: str) -> None:
    before = current_version(models, "ru")
    result = run(models, *arguments)
    assert result.returncode == 2, result.stdout + result.stderr
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert current_version(models, "ru") == before


def test_rollback_goes_back_and_forth(models: Path) -> None:
    old, new = in_use(models)
    result = run(models, "rollback")
    assert (result.returncode, current_version(models, "ru")) == (0, old)
    assert f"current now: ru/{old}, before it: {new}" in result.stdout
    assert run(models, "rollback", new[:20]).returncode == 0
    assert current_version(models, "ru") == new
    listed = json.loads(run(models, "versions", "--json", "-").stdout)
    assert {row["state"]: row["version"] for row in listed} == {"previous": old, "current": new}


def test_no_way_back_to_a_damaged_version(models: Path) -> None:
    old, new = in_use(models)
    (models / "ru" / old / "model.json").write_bytes(b"\x80\x04.")
    result = run(models, "rollback")
    assert result.returncode == 2
    assert "SHA-256" in result.stderr
    assert current_version(models, "ru") == new
    assert f"{old}  previous  damaged" in run(models, "versions").stdout


@pytest.mark.whole
def test_a_refused_version_is_not_used_by_train_nor_by_rollback(tmp_path: Path, model: IntentModel) -> None:
    """The tiny model is in use; one that has learnt nothing but nonsense syllables must not replace it."""
    models, hotline = tmp_path / "models", copied(tmp_path / "hotline", "categories.toml")
    good = save(model, models)
    make_current(models, "ru", good)
    rows = [f"{at}\tpassword_recovery\tзабыл {at * 'вот '}пароль\n" for at in range(3)]
    gold_file(write_corpus(hotline), "ru").write_text("id\tintent\ttext\n" + "".join(rows), encoding="utf-8")
    trained = alone(models, hotline, "train", "--lang", "ru")
    assert trained.returncode == 1, trained.stdout + trained.stderr
    for words in ("NOT made current", "password_recovery loses 3 of 3 phrases (1 allowed)", "забыл вот вот пароль"):
        assert words in trained.stdout
    (bad,) = set(versions(models, "ru")) - {good}
    assert f"compare current {bad} --lang ru" in trained.stdout
    back = run(models, "rollback", bad)
    assert back.returncode == 1
    assert "train --lang ru --force" in back.stdout
    assert current_version(models, "ru") == good
    compared = alone(models, hotline, "compare", "current", bad)
    assert "0 better, 3 worse" in compared.stdout


def test_an_engine_gives_each_new_call_the_current_version(
    models: Path, model: IntentModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = fit(Corpus("en", tiny_corpus().phrases))
    make_current(models, "en", save(english, models))
    monkeypatch.setenv("OTKLIK_INTENT_MODELS", str(models))
    with Engine(voice="espeak") as engine:

        def likeliest() -> str:
            caller = ScriptedCaller(until_ms=1_000)
            understander = engine.conversation(caller, SilentSpeaker()).stages.understander
            said = Transcript("забыл пароль", (), 1.0, ("забыл пароль",), "ru")
            return understander.understand(said, Expect.OPEN).intent

        assert likeliest() != "password_recovery"
        assert run(models, "rollback").returncode == 0
        assert likeliest() == "password_recovery"
