"""A running engine takes up a new version between calls, and only between calls."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from call.errors import IntentModelMissing
from call.events import Understanding
from call.happenings import Heard
from call.loop import CallLoop
from call.no_journal import NoJournal
from call.stages import Stages
from nlu.classifier.model_file import load, make_current, save
from nlu.classifier.predictor import IntentModel
from nlu.release.release import train
from nlu.understanding.current_models import CurrentModels
from tests.call.scripted import Line, ScriptedCaller, Tone
from tests.dialogs.speaker import dialog_of, shipped_knowledge, shipped_phrases
from tests.nlu.tiny import write_corpus, write_gold
from voice.sound.silent_speaker import SilentSpeaker
from voice.turns.segmenter import Segmenter


@pytest.fixture
def models(tmp_path: Path, tiny_model: IntentModel) -> Path:
    """Where the tiny model is current."""
    make_current(tmp_path / "models", "ru", save(tiny_model, tmp_path / "models"))
    return tmp_path / "models"


def conversation(models: CurrentModels, *lines: Line) -> CallLoop:
    caller = ScriptedCaller(*lines, until_ms=60_000)
    return CallLoop(
        caller,
        Stages(
            detector=Segmenter(is_speech=caller.is_speech),
            transcriber=caller,
            understander=models.understander(),
            dialog=dialog_of(shipped_knowledge(), shipped_phrases()),
            synthesizer=Tone(),
            speaker=SilentSpeaker(),
            ledger=NoJournal(),
        ),
    )


def next_heard(happenings: "object") -> Understanding:
    return next(item.turn.understanding for item in happenings if isinstance(item, Heard))  # type: ignore[attr-defined]


@pytest.mark.whole
def test_a_call_keeps_its_model_and_the_next_call_has_the_new_one(models: Path, tmp_path: Path) -> None:
    running = CurrentModels(models, ("ru",))
    lines = Line(5_000, "забыл пароль"), Line(30_000, "забыл пароль")
    first = conversation(running, *lines).run()
    before = next_heard(first)
    report = train(write_corpus(write_gold(tmp_path / "hotline")), "ru", models)
    assert report.current
    again = next_heard(first)
    after = next_heard(conversation(running, *lines).run())
    assert before.intent == again.intent == "password_recovery"
    assert {ranked.confidence > 0.9 for ranked in (before.ranking[0], again.ranking[0])} == {True}
    assert after.ranking == load(models, "ru", report.version).rank("забыл пароль")[:5]
    assert after.ranking[0].confidence < 0.9, "the new model has never heard such words"


def test_nothing_is_read_anew_while_nothing_changed(models: Path) -> None:
    running = CurrentModels(models, ("ru",))
    assert running.understander() is running.understander()


def test_a_rollback_is_taken_up_too(models: Path, tiny_model: IntentModel) -> None:
    running = CurrentModels(models, ("ru",))
    old = (models / "ru" / "current").read_text().strip()
    new = save(replace(tiny_model, intercepts=tiny_model.intercepts + 1), models)
    make_current(models, "ru", new)
    assert running.understander().models["ru"].intercepts[0] == pytest.approx(tiny_model.intercepts[0] + 1)
    make_current(models, "ru", old)
    assert running.understander().models["ru"].intercepts[0] == pytest.approx(tiny_model.intercepts[0])


def test_a_refused_version_is_warned_of_once_and_changes_nothing(
    models: Path, tiny_model: IntentModel, caplog: pytest.LogCaptureFixture
) -> None:
    running = CurrentModels(models, ("ru",))
    good = running.understander()
    new = save(replace(tiny_model, intercepts=tiny_model.intercepts + 1), models)
    make_current(models, "ru", new)
    spoiled = models / "ru" / new / "weights.npz"
    kept = spoiled.read_bytes()
    spoiled.write_bytes(b"\x80\x04.")
    with caplog.at_level(logging.WARNING):
        assert running.understander() is running.understander() is good
    (record,) = caplog.records
    assert "SHA-256" in record.getMessage()
    spoiled.write_bytes(kept)
    assert running.understander() is not good, "a version that was mended is taken up"


@pytest.mark.parametrize("pointer", [None, "", "../../etc\n", "20200101-000000-00000000\n"])
def test_a_broken_pointer_changes_nothing(models: Path, pointer: str | None, caplog: pytest.LogCaptureFixture) -> None:
    running = CurrentModels(models, ("ru",))
    good = running.understander()
    (models / "ru" / "current").unlink()
    if pointer is not None:
        (models / "ru" / "current").write_text(pointer)
    assert running.understander() is running.understander() is good
    assert len(caplog.records) == 1


def test_many_calls_may_begin_at_once(models: Path, tiny_model: IntentModel) -> None:
    running = CurrentModels(models, ("ru",))
    make_current(models, "ru", save(replace(tiny_model, intercepts=tiny_model.intercepts + 1), models))
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda _: running.understander(), range(32)))
    assert len(set(map(id, given))) == 1


def test_an_engine_does_not_start_without_models(tmp_path: Path) -> None:
    with pytest.raises(IntentModelMissing):
        CurrentModels(tmp_path, ("ru",))
