"""Simulated callers talk to the real dialog: goals, figures, scripts of what failed."""

from dataclasses import replace
from pathlib import Path

import pytest

from call.no_journal import NoJournal
from commands.chat import parts_of
from commands.simulate.callers import known_names
from dialogs.dialog import HotlineDialog
from dialogs.gist import GistListener
from engine.parts import DialogParts
from replay.callers.as_script import script
from replay.callers.call_figures import First, call_figures
from replay.callers.call_report import call_lines
from replay.callers.caller_file import read_callers
from replay.callers.figures import figures
from replay.callers.run import SimulatedCall, simulate
from replay.callers.sheet import CallerSheet
from replay.scripts.script import run
from replay.scripts.script_file import read_script
from replay.scripts.step import DOING

CALLERS = Path(__file__).parents[2] / "callers"
CASES = Path(__file__).parents[2] / "calls" / "cases.csv"
FORGOTTEN = """
name: Забыла пароль
category: password_recovery
goal: {article: password_recovery, department: quality, slots: {phone: any}}
never: {said: helped_steps_documents_terms, outcome: answered}
says: {opening: [забыла пароль от госуслуг]}
"""
REFUSAL = """
name: Жалуется на отказ
category: complaint
goal: {act: register, request: any}
department: quality
facts: {problem: мне отказали в пособии и ничего не объяснили, wanted: пусть пересмотрят, rating: пять, phone: no}
says: {opening: [хочу пожаловаться], again: [запишите мою жалобу]}
"""


@pytest.fixture(scope="module")
def parts() -> DialogParts:
    return DialogParts()


def caller(parts: DialogParts, folder: Path, text: str) -> CallerSheet:
    path = folder / "caller.yaml"
    path.write_text(text, encoding="utf-8")
    return read_callers([path], known_names(parts.hotline))[0]


def call(parts: DialogParts, sheet: CallerSheet, seed: int = 1) -> SimulatedCall:
    registries = (Path(place) if place else None for place in (sheet.cases, sheet.incidents))
    its = parts.with_registries(*registries).text_call(sheet.start, sheet.language, NoJournal())
    assert isinstance(its.dialog, HotlineDialog)
    return simulate(sheet, seed, its, GistListener(its.dialog, parts.hotline).gist)


def test_the_shipped_callers_are_read_and_hold_their_calls(parts: DialogParts) -> None:
    sheets = read_callers([CALLERS], known_names(parts.hotline))
    calls = [call(parts, sheet) for sheet in sheets]
    assert [failure for each in calls for failure in each.failures] == []
    assert figures(calls)[0].calls == len(sheets)


def test_the_same_seed_gives_the_same_call(parts: DialogParts) -> None:
    sheets = read_callers([CALLERS], known_names(parts.hotline))[:4]
    once, again, other = ([call(parts, sheet, seed) for sheet in sheets] for seed in (1, 1, 2))
    assert once == again
    assert [each.turns for each in once] != [each.turns for each in other]


def test_a_complaint_is_registered_and_rated(parts: DialogParts, tmp_path: Path) -> None:
    done = call(parts, caller(parts, tmp_path, REFUSAL))
    assert done.full, "\n".join(call_lines(done, turns=True))
    assert {str(want) for want in done.reached} == {"act: register", "request: any"}
    acts = [act for turn in done.turns for act in turn.acts]
    assert acts.count("register") == 1
    assert acts.count("rate") == 1
    found = call_figures(done)
    assert (found.first, found.handed, found.wrong_department, found.broken) == (First.RIGHT, True, False, False)


def test_a_wrong_department_is_counted(parts: DialogParts, tmp_path: Path) -> None:
    sheet = caller(parts, tmp_path, REFUSAL.replace("department: quality", "department: business"))
    assert call_figures(call(parts, sheet)).wrong_department


def test_what_is_missed_and_what_must_not_happen_is_named(parts: DialogParts, tmp_path: Path) -> None:
    done = call(parts, caller(parts, tmp_path, FORGOTTEN))
    assert (done.full, done.partly) == (False, True)
    assert [str(want) for want in done.reached] == ["article: password_recovery"]
    assert [str(want) for want in done.missed] == ["department: quality", "slots: phone=any"]
    assert [str(want) for want in done.broken] == ["outcome: answered", "said: helped_steps_documents_terms"]
    lines = list(call_lines(done, turns=False))
    assert lines[0].startswith("partly: Забыла пароль (")
    assert "  missed: department: quality" in lines


def test_phrases_with_a_value_inside_are_heard_by_their_id(parts: DialogParts) -> None:
    status = next(sheet for sheet in read_callers([CALLERS / "status.yaml"], known_names(parts.hotline)) if sheet.cases)
    said = [prompt for turn in call(parts, status).turns for prompt in turn.gist.prompts]
    assert {"found_service", "stage.under_review", "due", "form_right"} <= set(said)


def test_a_failed_call_becomes_a_script_that_goes_the_same_way(parts: DialogParts, tmp_path: Path) -> None:
    text = FORGOTTEN.replace("password_recovery, dep", "complaint, dep")
    sheet = replace(caller(parts, tmp_path, text), cases=str(CASES))
    failed = call(parts, sheet)
    path = tmp_path / "scripts" / "failed.yaml"
    path.parent.mkdir()
    path.write_text(script(failed, path.parent, lambda article: f"{article}.answer"), encoding="utf-8")
    written = read_script(path)
    assert Path(written.cases).resolve() == CASES
    text_call = parts_of(written, parts).text_call(written.start, written.language, NoJournal())
    replies, different = [], []
    for step, reply, differences in run(written, text_call):
        replies += [reply.text] if step is None or step.kind in DOING else []
        different += [each.text for each in differences]
    assert replies == [turn.reply.text for turn in failed.turns if turn.reply.text]
    assert any(text.startswith("bot: 'complaint.answer'") for text in different)
    assert any(text.startswith("not_bot: 'helped_steps_documents_terms'") for text in different)
    assert any(text.startswith("department: wanted 'quality'") for text in different)
