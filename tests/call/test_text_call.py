"""A failure in a written call ends as on the telephone: with an apology, a hand-over, and `ended` in the journal."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from call.acts import Handing
from call.errors import JournalUnwritable, StageFailed
from call.events import Outcome
from call.no_journal import NoJournal
from call.start import UNKNOWN_START
from call.text_call import TextCall
from desk.journal import Journal, read_journal
from dialogs.dialog import HotlineDialog
from dialogs.hotline import Hotline
from dialogs.phase import Phase
from engine.parts import numbers_from_one
from replay.scripts.script import run
from replay.scripts.step import Script, ScriptStep
from tests.call.machine.test_failures import WORDS, Faulty, Room, Unwritable, no_number
from tests.call.scripted import ScriptedCaller
from tests.dialogs.speaker import hotline_of, shipped_knowledge, shipped_phrases
from tests.dialogs.test_table import QUESTIONS


@pytest.fixture(scope="module")
def hotline() -> Hotline:
    return hotline_of(shipped_knowledge(), shipped_phrases())


def text_call(hotline: Hotline, ledger: Any, number: Any = None) -> TextCall:
    dialog = HotlineDialog(hotline, UNKNOWN_START, number or numbers_from_one())
    return TextCall(dialog, ScriptedCaller(until_ms=0), ledger, Room())


def talk(call: TextCall) -> list[str]:
    """All replies up to the end of the call."""
    prompts: list[str] = []
    for step in (
        call.begin,
        lambda: call.type("operator"),
        call.silence,
        lambda: call.press("7"),
        lambda: call.wait(1),
    ):
        reply = step()
        prompts += reply.prompts
        if reply.over:
            break
    call.close()
    return prompts


@pytest.mark.parametrize(
    ("stage", "method"),
    [
        ("understander", "understand"),
        ("dialog", "start"),
        ("dialog", "hear"),
        ("dialog", "silent"),
        ("dialog", "tick"),
        ("dialog", "snapshot"),
        ("dialog", "gone"),
        ("ledger", "began"),
        ("ledger", "heard"),
        ("ledger", "did"),
        ("ledger", "reached"),
    ],
)
def test_any_failure_is_an_apology_and_a_hand_over(stage: str, method: str, hotline: Hotline, tmp_path: Path) -> None:
    error = KeyError(WORDS)
    call = text_call(hotline, Journal(tmp_path / "journal.jsonl", "call"))
    setattr(call, stage, Faulty(getattr(call, stage), method, error, bad=1 if method == "did" else 1_000_000))
    call = TextCall(call.dialog, call.understander, call.ledger, call.directory)
    said = talk(call)
    assert call.failures[0].__cause__ is error
    assert type(call.failures[0]) is StageFailed
    assert WORDS not in str(call.failures[0])
    assert "failure" in said or method == "gone"
    events = [event["event"] for event in read_journal(tmp_path / "journal.jsonl")]
    assert "transfer" in events
    assert events[-1] == "ended"
    assert call.dialog.outcome is Outcome.TRANSFERRED


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("where", ["ledger", "number"])
def test_what_cannot_be_written_is_not_promised(where: str, phase: Phase, hotline: Hotline) -> None:
    ledger = Unwritable() if where == "ledger" else NoJournal()
    call = text_call(hotline, ledger, no_number if where == "number" else None)
    assert isinstance(call.dialog, HotlineDialog)
    call.dialog._state = replace(call.dialog.state, place=QUESTIONS[phase])
    call.begin()
    for _ in range(3):
        reply = call.type("operator")
        if call.failures:
            assert reply.prompts == ("failure",)
            assert reply.over
            assert not any(isinstance(act, Handing) for act in reply.acts)
            return
    assert phase is Phase.ENDED


def test_a_journal_that_is_full_at_the_end_is_told(hotline: Hotline) -> None:
    call = text_call(hotline, Faulty(NoJournal(), "ended", JournalUnwritable("full")))
    talk(call)
    assert [type(failure) for failure in call.failures] == [JournalUnwritable]


def test_a_script_in_which_something_fails_did_not_go_as_written(hotline: Hotline) -> None:
    call = text_call(hotline, NoJournal())
    call.understander = Faulty(call.understander, "understand", KeyError(WORDS))
    script = Script("talk.yaml", "", (), "ru", UNKNOWN_START, "", "", (ScriptStep("user", "operator", 3),))
    (wrong,) = [each for _, _, different in run(script, call) for each in different]
    assert (wrong.line, wrong.text.split(":")[0]) == (3, "something failed")
