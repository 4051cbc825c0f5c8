"""Phrases go to another label: with their heard rows, as a whole or not at all."""

from pathlib import Path

import pytest

from nlu.examples.heard import Hearing, append_heard, read_heard
from nlu.examples.training_phrases import read_corpus
from nlu.upkeep.phrase_move import Wanted, carry_out, plan_move
from tests.commands.program import Done, run
from tests.nlu.tiny import write_corpus
from tests.nlu.upkeep.test_corpus_check import add

SCHOOL = "записать ребенка в школу"
OTHER = "из школы в школу переводим внука"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two school phrases under a wrong label, both heard."""
    home = write_corpus(tmp_path) / "ru" / "examples"
    add(home, "complaint", SCHOOL, OTHER)
    append_heard(tmp_path, "ru", Hearing("complaint", SCHOOL, "v 1.0 15dB m", "записать ребенка в холу"))
    append_heard(tmp_path, "ru", Hearing("complaint", OTHER, "v 1.0 15dB m", OTHER))
    append_heard(tmp_path, "ru", Hearing("thanks", "яя", "v 1.0 15dB m", "я"))
    return home


def move(root: Path, what: "str | Path", *options: str, to: str = "application_submit") -> Done:
    return run("corpus", "move", what, "--to", to, "--corpus", root, *options)


def intents(root: Path) -> dict[str, str]:
    return {phrase.text: phrase.intent for phrase in read_corpus(root, "ru").phrases}


def snapshot(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(root.rglob("*.*")) if path.is_file()}


def test_a_phrase_moves_with_what_was_heard_of_it(tmp_path: Path, home: Path) -> None:
    before = intents(tmp_path)
    done = move(tmp_path, "Записать ребёнка в школу")
    assert (done.returncode, done.stderr) == (0, "")
    assert "complaint.yml:" in done.stdout
    assert "1 moved to application_submit, 1 heard rows with them" in done.stdout
    assert intents(tmp_path) == before | {SCHOOL: "application_submit"}
    rows = {(row.text, row.intent) for row in read_heard(tmp_path, "ru")}
    assert rows == {(SCHOOL, "application_submit"), (OTHER, "complaint"), ("яя", "thanks")}


def test_a_file_of_phrases_moves_and_a_second_time_nothing(tmp_path: Path, home: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text(f"# school\n- {SCHOOL}\n\n{OTHER}\n", "utf-8")
    assert "2 moved" in move(tmp_path, file).stdout
    after = snapshot(tmp_path)
    assert "0 moved" in move(tmp_path, file).stdout
    assert snapshot(tmp_path) == after


def test_what_is_not_there_is_named_with_its_line_and_nothing_moves(tmp_path: Path, home: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text(f"{SCHOOL}\n\nзаписать ребенка в школе\nабракадабра щука\n", "utf-8")
    before = snapshot(tmp_path)
    done = move(tmp_path, file)
    assert done.returncode == 2
    assert "list.txt:3: «записать ребенка в школе» is no phrase of the corpus; did you mean «" in done.stderr
    assert "list.txt:4: «абракадабра щука» is no phrase of the corpus; delete the line" in done.stderr
    assert "complaint.yml:" in move(tmp_path, "записать ребенка в школе").stderr
    assert snapshot(tmp_path) == before


def test_wrong_words_are_refused(tmp_path: Path, home: Path) -> None:
    done = move(tmp_path, SCHOOL, to="aplication_submit")
    assert (done.returncode, "did you mean application_submit?" in done.stderr) == (2, True)
    assert "dry run" in move(tmp_path, SCHOOL, "--dry-run").stdout
    assert intents(tmp_path)[SCHOOL] == "complaint"


def test_a_file_that_cannot_be_written_leaves_everything(tmp_path: Path, home: Path) -> None:
    before = snapshot(tmp_path)
    plan = plan_move(tmp_path, "ru", [Wanted(SCHOOL)], "application_submit")
    assert next(iter(plan.files)).name == "application_submit.yml", "what receives comes first"
    broken = dict(plan.files) | {tmp_path / "list" / ("x" * 300): "too long a name"}
    with pytest.raises(Exception, match="nothing was moved"):
        carry_out(type(plan)(plan.label, plan.phrases, plan.heard, broken))
    lost = dict(plan.files) | {home / "complaint.yml": 'version: "3.1"\nnlu:\n'}
    with pytest.raises(Exception, match="nothing was moved"):
        carry_out(type(plan)(plan.label, plan.phrases, plan.heard, lost))
    assert snapshot(tmp_path) == before


def test_a_move_that_a_crash_cut_in_two_is_completed(tmp_path: Path, home: Path) -> None:
    add(home, "application_submit", SCHOOL)
    done = move(tmp_path, SCHOOL)
    assert done.returncode == 0, done.stdout
    assert intents(tmp_path)[SCHOOL] == "application_submit"


def test_the_block_of_a_source_goes_when_it_is_empty(tmp_path: Path, home: Path) -> None:
    path = home / "complaint.yml"
    text = path.read_text("utf-8")
    block = "- intent: complaint\n  metadata:\n    source: review\n  examples: |\n    - щука рыба\n"
    path.write_text(text + block, "utf-8")
    assert move(tmp_path, "щука рыба").returncode == 0
    assert path.read_text("utf-8") == text
    assert "source: review\n  examples: |\n    - щука рыба\n" in (home / "application_submit.yml").read_text("utf-8")


def test_a_label_that_becomes_too_small_is_said(tmp_path: Path, home: Path) -> None:
    few = read_corpus(tmp_path, "ru").phrases
    (first, *_) = [phrase.text for phrase in few if phrase.intent == "thanks"]
    done = move(tmp_path, first, to="deny")
    assert done.returncode == 1
    assert "19 phrases for `thanks`" in done.stdout
