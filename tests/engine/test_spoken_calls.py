"""Simulated callers speak with the whole engine: goals, seeds, threads, and calls that are saved and replayed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.simulate.by_voice import SpokenWork, held, save
from commands.simulate.callers import known_names
from engine.engine import REPLAY_VOICE, Engine
from engine.sheet_parts import SheetParts
from engine.spoken_calls import SpokenCalls
from replay.callers.call_report import call_lines
from replay.callers.caller_file import read_callers
from replay.callers.reaction import Doing
from replay.callers.sheet import CallerSheet
from replay.scripts.script_file import read_script
from replay.spoken.run import SpokenCall
from replay.spoken.word_errors import errors_of
from voice.sound.recording import Recording
from voice.sound.silent_speaker import SilentSpeaker
from voice.synthesis import festival

pytestmark = pytest.mark.whole

CALLERS = """
- name: Взломали
  category: password_recovery
  manners: [brief]
  goal: {article: password_recovery/hacked}
  says: {opening: [меня взломали на госуслугах], again: [мой кабинет взломали]}
- name: Готов ли паспорт, номер с клавиш
  category: application_status
  cases: CASES
  manners: [keys]
  goal: {act: [look_up], slots: {application_number: "61190428"}, callback: any}
  facts: {application_number: "61190428", rating: no}
  says: {opening: [хочу узнать готов ли мой паспорт], again: [где моё заявление]}
"""
CASES = Path(__file__).parents[1] / "callers" / "ru" / "cases.csv"
hears_festival = pytest.mark.skipif(not festival.find("ru"), reason="festival with festvox-ru is not installed")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(voice=REPLAY_VOICE) as started:
        yield started


@pytest.fixture(scope="module")
def sheets(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> list[CallerSheet]:
    path = tmp_path_factory.mktemp("callers") / "callers.yaml"
    path.write_text(CALLERS.replace("CASES", str(CASES)), encoding="utf-8")
    return read_callers([path], known_names(engine.hotline))


@pytest.fixture(scope="module")
def parts(engine: Engine, sheets: list[CallerSheet]) -> SheetParts:
    return SheetParts(engine.parts, sheets)


def calls(engine: Engine, parts: SheetParts, sheets: list[CallerSheet], jobs: int) -> list[SpokenCall]:
    """With voices of their own, and a new process for these."""
    work = SpokenWork([], range(1, 2), ["phone"], jobs, None, False, None, None)
    with SpokenCalls(engine, parts, work.conditions) as spoken:
        return list(held(spoken, sheets, work))


@pytest.fixture(scope="module")
def once(engine: Engine, parts: SheetParts, sheets: list[CallerSheet]) -> list[SpokenCall]:
    return calls(engine, parts, sheets, jobs=1)


def test_the_same_seed_gives_the_same_calls_whatever_runs_beside(
    engine: Engine, parts: SheetParts, sheets: list[CallerSheet], once: list[SpokenCall]
) -> None:
    again = calls(engine, parts, sheets, jobs=2)
    assert [each.pcm == other.pcm for each, other in zip(once, again, strict=True)] == [True, True]
    assert once == again


def test_failed_calls_are_recorded_calls_that_replay_to_the_same_record(
    engine: Engine, parts: SheetParts, once: list[SpokenCall], tmp_path: Path
) -> None:
    for call in once:
        save(tmp_path, call, parts)
        script = read_script(next(tmp_path.glob("*.yaml")))
        there = engine.parts.with_registries(
            *(Path(place) if place else None for place in (script.cases, script.incidents)), script.configured
        )
        sound = Recording(next(tmp_path.glob("*.flac")))
        loop = engine.conversation(sound, SilentSpeaker(), language=script.language, start=script.start, parts=there)
        assert list(loop.run())
        assert loop.record == call.record
        spans = [step.audio_ms for step in script.steps if step.audio_ms]
        assert spans == sorted(spans)
        assert spans[-1][1] <= sound.duration_ms
        for file in tmp_path.iterdir():
            file.unlink()


@hears_festival
def test_a_spoken_caller_reaches_its_goal(once: list[SpokenCall]) -> None:
    call = once[0].call
    assert call.full, "\n".join(call_lines(call, turns=True))
    assert call.turns[1].sound is not None
    assert call.turns[1].sound.words == "меня взломали на госуслугах"
    assert (errors_of([call]).wer or 0) < 0.35


@hears_festival
def test_keys_are_pressed_in_sound(once: list[SpokenCall]) -> None:
    call = once[1].call
    assert [str(want) for want in call.missed] == ["callback: any"], "\n".join(call_lines(call, turns=True))
    pressed = [turn.reaction.text for turn in call.turns if turn.reaction and turn.reaction.doing is Doing.KEY]
    assert pressed[0] == "61190428#"
