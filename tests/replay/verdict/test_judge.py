"""The verdict of a call: what differs, of which kind, and why. The twin in writing is the real dialog."""

from pathlib import Path

import pytest

from call.events import Slot
from call.no_journal import NoJournal
from engine.parts import DialogParts
from replay.played.played_call import Cause, PlayedCall
from replay.scripts.script_file import read_script
from replay.verdict.judge import Twin, judge
from replay.verdict.verdict import Kind, Status, Verdict
from tests.replay.verdict.played import call, heard, other

PASSWORD = "я забыл пароль от госуслуг"


@pytest.fixture(scope="module")
def parts() -> DialogParts:
    return DialogParts()


def verdict(parts: DialogParts, tmp_path: Path, steps: str, played: PlayedCall) -> Verdict:
    path = tmp_path / "call.yaml"
    path.write_text(f"cases: no\nincidents: no\nsteps:\n{steps}", encoding="utf-8")
    script = read_script(path)
    other_parts = parts.with_registries(None, None, script.configured)
    return judge(script, played, Twin(script, other_parts.text_call(script.start, "ru", NoJournal())))


def right(text: str = PASSWORD) -> PlayedCall:
    return call(heard(text, intent="password_recovery", prompts=["password_recovery.answer", "helped"]))


def test_a_call_as_written_passes(parts: DialogParts, tmp_path: Path) -> None:
    steps = f"  - bot: greeting\n  - user: {PASSWORD}\n    intent: [complaint, password_recovery]\n"
    steps += "  - bot: password_recovery.answer\n"
    found = verdict(parts, tmp_path, steps, right())
    assert (found.status, found.checks, found.reds, found.errors.wer) == (Status.PASSED, 3, (), 0.0)


def test_without_expectations_nothing_is_judged() -> None:
    assert judge(None, right(), None).status is Status.UNJUDGED


def test_words_that_were_not_heard(parts: DialogParts, tmp_path: Path) -> None:
    played = call(heard("я за был паром", 2_000, intent="out_of_scope", prompts=["rephrase"]))
    found = verdict(parts, tmp_path, f"  - user: {PASSWORD}\n    intent: password_recovery\n", played)
    (red,) = found.reds
    assert (red.kind, red.line, red.span_ms) == (Kind.HEARD, 5, (2_000, 3_400))
    assert f"said «{PASSWORD}», heard «я за был паром»" in red.why


def test_words_that_are_understood_otherwise(parts: DialogParts, tmp_path: Path) -> None:
    found = verdict(
        parts, tmp_path, f"  - user: {PASSWORD}\n    intent: complaint\n  - bot: complaint.answer\n", right()
    )
    assert [red.kind for red in found.reds] == [Kind.UNDERSTOOD, Kind.UNDERSTOOD], "what follows is of the same kind"
    assert "in writing too: password_recovery" in found.reds[0].why


def test_another_answer_to_what_was_understood(parts: DialogParts, tmp_path: Path) -> None:
    steps = f"  - user: {PASSWORD}\n    intent: password_recovery\n  - bot: complaint.answer\n  - act: transfer\n"
    found = verdict(parts, tmp_path, steps, right())
    assert [(red.kind, red.line) for red in found.reds] == [(Kind.ACTED, 6), (Kind.ACTED, 7)]


def test_a_step_without_a_turn(parts: DialogParts, tmp_path: Path) -> None:
    steps = f"  - user: {PASSWORD}\n  - user: соедините с оператором\n  - act: transfer\n"
    found = verdict(parts, tmp_path, steps, right())
    (red,) = found.reds
    assert (red.kind, red.why) == (Kind.HEARD, "«соедините с оператором» was not heard as a turn of its own")
    assert [step.heard for step in found.spoken] == [PASSWORD, ""]


def test_what_goes_wrong_later_is_traced_to_the_first_misheard_words(parts: DialogParts, tmp_path: Path) -> None:
    played = call(heard("я забыл паром", intent="complaint"), heard("да", 5_000, intent="affirm"))
    steps = f"  - user: {PASSWORD}\n  - user: да\n  - not_bot: нечто\n  - bot: goodbye\n  - department: registration\n"
    reds = verdict(parts, tmp_path, steps, played).reds
    assert {red.kind for red in reds if red.kind is not Kind.ACTED} <= {Kind.HEARD}
    assert any("паром" in red.why for red in reds)


def test_a_late_reply(parts: DialogParts, tmp_path: Path) -> None:
    steps = f"  - user: {PASSWORD}\n    within_ms: 299\n"
    (red,) = verdict(parts, tmp_path, steps, right()).reds
    assert (red.kind, "after 300 ms" in red.text) == (Kind.HEARD, True)
    assert verdict(parts, tmp_path, steps.replace("299", "300"), right()).status is Status.PASSED


def test_a_late_reply_counts_from_the_end_that_is_written(parts: DialogParts, tmp_path: Path) -> None:
    steps = f"  - user: {PASSWORD}\n    audio: [0, 2.0]\n    within_ms: 800\n"
    (red,) = verdict(parts, tmp_path, steps, right()).reds
    assert "after 900 ms" in red.text, "the turn ends at 2,600 ms by what was heard"


def test_nothing_is_guessed_without_a_reference_text() -> None:
    path = Path(__file__).parent / "only_outcome.yaml"
    found = judge(read_script(path), right(), None)
    assert [(red.kind, red.line) for red in found.reds] == [(Kind.UNSORTED, 2)]
    assert "write what was said" in found.reds[0].why


def test_the_end_of_the_call_counts_at_the_end(parts: DialogParts, tmp_path: Path) -> None:
    steps = "  - user: алло\n  - outcome: answered\n  - department: general\n  - ended: yes\n"
    played = call(heard("алло", intent="greeting"), other(Cause.SILENCE, 20_000), hung_up=True)
    assert verdict(parts, tmp_path, steps, played).reds == ()


def test_one_of_several_values_of_a_slot(parts: DialogParts, tmp_path: Path) -> None:
    steps = '  - user: сорок пять\n  - slot_was_set: {number: ["45", "4005"]}\n'
    played = call(heard("сорок пять", slots={"number": "4005"}), slots=(Slot("number", "4005"),))
    assert verdict(parts, tmp_path, steps, played).reds == ()


def test_a_secret_of_the_reference_is_in_no_reason(parts: DialogParts, tmp_path: Path) -> None:
    card = "карта четыре два семь шесть ноль ноль один два три четыре пять шесть семь восемь девять ноль"
    found = verdict(parts, tmp_path, f"  - user: {card}\n  - act: transfer\n", call())
    assert "семь шесть" not in f"{found.reds}{found.spoken}"
