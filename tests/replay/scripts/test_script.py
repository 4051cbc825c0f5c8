"""Scripted conversations: the shipped ones go as written; a difference and a fault are named with their line."""

from pathlib import Path

import pytest

from call.configured import Thing
from call.errors import ScriptBroken
from call.no_journal import NoJournal
from commands.chat import parts_of
from engine.parts import DialogParts
from replay.scripts.script import run
from replay.scripts.script_file import read_script

CONVERSATIONS = sorted((Path(__file__).parents[2] / "conversations").rglob("*.yaml"))


@pytest.fixture(scope="module")
def parts() -> DialogParts:
    return DialogParts()


def differences(parts: DialogParts, path: Path) -> list[str]:
    script = read_script(path)
    call = parts_of(script, parts).text_call(script.start, script.language, NoJournal())
    return [str(each) for _, _, different in run(script, call) for each in different]


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: path.stem)
def test_a_conversation_goes_as_it_is_written(parts: DialogParts, path: Path) -> None:
    assert differences(parts, path) == []


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "talk.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_differences_are_named_with_their_lines(parts: DialogParts, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """steps:
  - user: соедините с оператором по поводу загрузки документа
    intent: complaint
  - bot: Ничего подобного
  - not_bot: специалист
  - act: callback
  - slot_was_set: {phone: "1"}
  - outcome: answered
  - ended: no
  - user: алло
""",
    )
    found = differences(parts, path)
    assert [text.partition(": ")[0] for text in found] == [f"{path}:{line}" for line in range(3, 11)]


def test_what_holds_is_no_difference(parts: DialogParts, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """language: en
steps:
  - bot: greeting
  - silence
  - bot: still_here
  - user: i forgot my password
    intent: password_recovery
    decision: accept
  - bot: password_recovery.answer
  - wait_minutes: 28
  - bot: time_warning
  - user: operator please
  - act: transfer
  - act
  - outcome: transferred
  - department: registration
  - language: en
  - request: any
  - ended
""",
    )
    assert differences(parts, path) == []


def test_every_fault_of_a_script_is_named(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """nmae: no
language: de
at: yesterday
requirements: [x]
steps:
  - sing: a song
  - key: A
  - wait_minutes: soon
  - slot_was_set: phone
  - 12
  - wait_minutes: [5, soon]
  - silence: 0.5
""",
    )
    with pytest.raises(ScriptBroken) as raised:
        read_script(path)
    assert [fault.line for fault in raised.value.faults] == [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12]


@pytest.mark.parametrize("text", ["steps: [", "[]", "a: 1"])
def test_what_is_no_script_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ScriptBroken):
        read_script(written(tmp_path, text))


def test_a_script_says_what_stands_behind_the_assistant(tmp_path: Path) -> None:
    path = tmp_path / "talk.yaml"
    path.write_text("desk: no\ncases: no\nproof: phone_end\nsteps: [user: hello]\n", encoding="utf-8")
    script = read_script(path)
    assert list(script.configured.missing) == [Thing.DESK, Thing.CASES]
    assert (script.cases, script.configured.proof) == ("", "phone_end")
    path.write_text("desk: maybe\nproof: name\nsteps: [user: hello]\n", encoding="utf-8")
    with pytest.raises(ScriptBroken) as raised:
        read_script(path)
    assert [fault.text for fault in raised.value.faults] == [
        "`desk` is yes or no", "`proof` is one of phone_end, birth_date"
    ]  # fmt: skip
