"""Reviewed phrases in a corpus file: what is added, what stays as it was, what is taken out."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call.errors import CorpusBroken
from nlu.examples.corpus_file import read_corpus_file
from nlu.examples.phrase_writer import add_phrases, known_phrases, remove_phrases

WRITTEN = """version: "3.1"
nlu:
# by hand
- intent: complaint
  examples: |
    - хочу пожаловаться
    - безобразие
"""
TEXTS = st.lists(st.text("абв ", min_size=1, max_size=4).map(str.strip).filter(bool), unique=True, min_size=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "complaint.yml"
    file.write_text(WRITTEN, encoding="utf-8")
    return file


def reviewed(path: Path) -> list[str]:
    file = read_corpus_file(path)
    assert file.faults == ()
    return [phrase.text for phrase in file.phrases if phrase.source == "review"]


def test_a_block_of_its_own_in_alphabetical_order(path: Path) -> None:
    add_phrases(path, ["нахамили"])
    add_phrases(path, ["жалоба на очередь", "обидели меня"])
    assert path.read_text(encoding="utf-8") == WRITTEN + (
        "- intent: complaint\n  metadata:\n    source: review\n  examples: |\n"
        "    - жалоба на очередь\n    - нахамили\n    - обидели меня\n"
    )
    assert [phrase.text for phrase in read_corpus_file(path).phrases][:2] == ["хочу пожаловаться", "безобразие"]


def test_taking_all_out_leaves_the_file_as_it_was(path: Path) -> None:
    add_phrases(path, ["нахамили", "обидели"])
    remove_phrases(path, ["обидели", "хочу пожаловаться", "never there"])
    assert reviewed(path) == ["нахамили"], "what a person wrote is not taken out"
    remove_phrases(path, ["нахамили"])
    assert path.read_text(encoding="utf-8") == WRITTEN


def test_an_intent_without_a_file_gets_one_and_loses_it(tmp_path: Path) -> None:
    add_phrases(tmp_path / "ru" / "complaint.yml", ["б", "а"])
    assert reviewed(tmp_path / "ru" / "complaint.yml") == ["а", "б"]
    remove_phrases(tmp_path / "ru" / "complaint.yml", ["а", "б"])
    assert list((tmp_path / "ru").iterdir()) == []
    remove_phrases(tmp_path / "ru" / "complaint.yml", ["а"])


def test_other_habits_of_writing_are_kept(path: Path) -> None:
    text = WRITTEN.replace("\n  examples", "\n    examples").replace("    - ", "      - ").replace("\n- ", "\n  - ")
    path.write_bytes(text.rstrip("\n").encode())
    path.chmod(0o664)
    add_phrases(path, ["нахамили"])
    add_phrases(path, ["обидели"])
    assert reviewed(path) == ["нахамили", "обидели"]
    assert path.read_text(encoding="utf-8").startswith(text)
    assert path.stat().st_mode & 0o777 == 0o664


def test_a_broken_file_is_not_touched(path: Path) -> None:
    path.write_text(WRITTEN.replace("examples", "exampels"), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(CorpusBroken, match="exampels"):
        add_phrases(path, ["нахамили"])
    assert path.read_bytes() == before


def test_a_folder_without_phrases_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusBroken, match="no training phrases here"):
        known_phrases(tmp_path, "ru")


def test_known_phrases_are_found_however_they_are_written(path: Path) -> None:
    path.parent.joinpath("ru", "examples").mkdir(parents=True)
    path.rename(path.parent / "ru" / "examples" / path.name)
    known = known_phrases(path.parent, "ru")
    assert known["хочу пожаловаться"].line == 6


@settings(max_examples=30)
@given(TEXTS, st.data())
def test_the_order_of_decisions_does_not_show(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("corpus") / "complaint.yml"
    path.write_text(WRITTEN, encoding="utf-8")
    cut = data.draw(st.integers(0, len(texts)))
    for part in (texts[:cut], texts[cut:]):
        if part:
            add_phrases(path, part)
    assert reviewed(path) == sorted(texts)
    remove_phrases(path, texts[:cut])
    assert reviewed(path) == sorted(texts[cut:])
