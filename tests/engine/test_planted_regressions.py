"""Regressions that are planted into the real engine are found, sorted into the right one of three kinds, and told."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dialogs.moves.answers import answer
from engine import engine as engine_file
from engine.arrival import Arrival
from engine.engine import REPLAY_VOICE, Engine
from engine.line_book import patience_of
from engine.replayer import Replayer, ReplaySettings
from models.store import locate
from nlu.understanding.understander import HotlineUnderstander
from replay.verdict.verdict import Kind, Red, Status

CALLS = Path(__file__).parents[1] / "calls"

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def shared() -> Iterator[Engine]:
    with Engine(voice=REPLAY_VOICE) as engine:
        yield engine


def reds(engine: Engine, name: str) -> tuple[Red, ...]:
    result = Replayer(engine, ReplaySettings(Arrival())).play(CALLS / f"{name}.flac")
    assert result.error is None, result.error
    assert result.verdict
    return result.verdict.reds


def planted(engine: Engine, monkeypatch: pytest.MonkeyPatch, language: str, **changes: object) -> HotlineUnderstander:
    """The intent model of a language with these fields changed."""
    understander = engine.intents.understander()
    model = replace(understander.models[language], **changes)  # type: ignore[arg-type]
    other = replace(understander, models={**understander.models, language: model})
    monkeypatch.setattr(engine.intents, "_understander", other)
    return other


@pytest.mark.parametrize("name", ["demo", "status_in_pieces"])
def test_nothing_is_red_without_a_regression(shared: Engine, name: str) -> None:
    assert reds(shared, name) == ()


def test_phrases_that_were_moved_to_another_intent(shared: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    labels = shared.intents.understander().models["ru"].labels
    other = {"document_upload": "complaint", "complaint": "document_upload"}
    planted(shared, monkeypatch, "ru", labels=tuple(other.get(label, label) for label in labels))
    found = reds(shared, "demo")
    assert {red.kind for red in found} == {Kind.UNDERSTOOD}
    assert found[0].text.startswith("intent: wanted 'document_upload', got ")
    assert found[0].why.startswith("in writing too: ")


def accepted(shared: Engine, folder: Path) -> tuple[Replayer, Path]:
    """A call with everything that happens in it as its expectations."""
    call = folder / "call.flac"
    shutil.copy(CALLS / "english.flac", call)
    player = Replayer(shared, ReplaySettings(Arrival()))
    player.play(call, accept=True)
    assert player.play(call).status is Status.PASSED
    return player, call


def test_a_threshold(shared: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    player, call = accepted(shared, tmp_path)
    for language in ("ru", "en"):
        strict = replace(shared.intents.understander().models[language].thresholds, reject=0.0)
        planted(shared, monkeypatch, language, thresholds=strict)
    verdict = player.play(call).verdict
    assert verdict
    assert verdict.reds[0].kind is Kind.UNDERSTOOD
    assert verdict.reds[0].text == "decision: wanted 'accept', got 'reject'"
    assert "-> reject" in verdict.reds[0].why


def test_a_turn_end_that_is_slower(shared: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    player, call = accepted(shared, tmp_path)
    monkeypatch.setattr(engine_file, "patience_of", lambda book, line: patience_of(book, line).scaled(4.0, 1.0))
    verdict = player.play(call).verdict
    assert verdict
    assert {red.kind for red in verdict.reds} == {Kind.HEARD}
    assert any("within_ms" in red.text and "ended too late" in red.why for red in verdict.reds)


def test_a_wrong_article(shared: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    tell = answer.answer_topic
    monkeypatch.setattr(answer, "answer_topic", lambda *of, about="": tell(*of, about="complaint"))
    found = reds(shared, "demo")
    assert {red.kind for red in found} == {Kind.ACTED}
    assert any("document_upload.passport_scan.answer" in red.text for red in found)
    assert "answer: answer" in found[0].why or "request: answer" in found[0].why


def test_a_recogniser_with_the_wrong_graph() -> None:
    english = locate("en")
    with Engine(voice=REPLAY_VOICE, models={"ru": english}) as engine:
        result = Replayer(engine, ReplaySettings(Arrival())).play(CALLS / "demo.flac")
    assert result.status is Status.FAILED
    assert result.verdict
    assert {red.kind for red in result.verdict.reds} == {Kind.HEARD}
    assert "said «здравствуйте" in result.verdict.reds[0].why
    assert (result.verdict.errors.wer or 0) > 0.8
