"""Merging into the corpus files: old lines stay, new ones follow, contradictions stay out, and nothing is lost."""

from pathlib import Path

import pytest

from call.errors import CorpusBroken, DataBroken
from nlu.examples.corpus_formats import Batch
from nlu.examples.corpus_merge import apply, plan
from nlu.examples.phrase import Phrase
from nlu.examples.rasa_format import Block, Example
from nlu.examples.training_phrases import read_folder

HEAD = 'version: "3.1"\nnlu:\n'
AFFIRM = HEAD + "- intent: affirm\n  examples: |\n      - да\n\n      # the short ones\n      - Ага\n# the end\n"


def batch(*phrases: tuple[str, str] | tuple[str, str, str], definitions: tuple[Block, ...] = ()) -> Batch:
    found = tuple(
        Phrase(text, intent, "x.csv", line, *source) for line, (text, intent, *source) in enumerate(phrases, start=2)
    )
    return Batch("ru", found, definitions)


def corpus(folder: Path, **files: str) -> Path:
    (folder / "ru" / "examples").mkdir(parents=True)
    for name, text in files.items():
        (folder / "ru" / "examples" / f"{name}.yml").write_text(text, encoding="utf-8", newline="")
    return folder


def text_of(folder: Path, intent: str) -> str:
    return (folder / "ru" / "examples" / f"{intent}.yml").read_bytes().decode()


def test_new_phrases_follow_the_old_ones_and_no_other_line_moves(tmp_path: Path) -> None:
    corpus(tmp_path, affirm=AFFIRM)
    found = plan(tmp_path, batch(("угу", "affirm"), ("да да", "affirm"), ("ДА!", "affirm"), ("угу", "affirm")))
    assert text_of(tmp_path, "affirm") == AFFIRM  # a plan writes nothing
    assert ([phrase.text for phrase in found.new], found.known, found.clashes) == (["угу", "да да"], 2, ())
    apply([found])
    assert text_of(tmp_path, "affirm") == AFFIRM.replace("- Ага\n", "- Ага\n      - угу\n      - да да\n")


def test_a_new_source_is_a_new_block_and_a_new_intent_a_new_file(tmp_path: Path) -> None:
    corpus(tmp_path, affirm=AFFIRM.removesuffix("\n").replace("\n", "\r\n"))
    apply([plan(tmp_path, batch(("угу", "affirm", "asr"), ("нет", "deny"), ("так", "affirm")))])
    apply([plan(tmp_path, batch(("ну да", "affirm", "asr")))])
    assert text_of(tmp_path, "affirm") == AFFIRM.replace("\n", "\r\n").replace(
        "Ага\r\n", "Ага\r\n      - так\r\n"
    ) + "- intent: affirm\n  metadata:\n    source: asr\n  examples: |\n    - угу\n    - ну да\n".replace("\n", "\r\n")
    assert text_of(tmp_path, "deny") == HEAD + "- intent: deny\n  examples: |\n    - нет\n"
    files = read_folder(tmp_path, "ru")
    assert not files.faults_of_files
    assert [(phrase.text, phrase.source) for phrase in files.phrases if phrase.intent == "affirm"] == [
        ("да", "written"),
        ("Ага", "written"),
        ("так", "written"),
        ("угу", "asr"),
        ("ну да", "asr"),
    ]


def test_contradictions_are_left_out_and_named(tmp_path: Path) -> None:
    corpus(tmp_path, affirm=AFFIRM)
    found = plan(tmp_path, batch(("да", "deny"), ("нет", "deny"), ("нет", "cancel")))
    assert [(clash.phrase.line, clash.meant.intent, clash.meant.line) for clash in found.clashes] == [
        (2, "affirm", 5),
        (4, "deny", 3),
    ]
    assert [phrase.text for phrase in found.new] == ["нет"]


def test_a_misheard_spelling_is_new(tmp_path: Path) -> None:
    corpus(tmp_path)
    found = plan(tmp_path, batch(("где мой маткапитал", "complaint"), ("где мой мат капитал", "complaint")))
    assert (len(found.new), found.known) == (2, 0)


def test_definitions_go_where_their_name_is(tmp_path: Path) -> None:
    city = HEAD + "- lookup: city\n  examples: |\n    - москва\n"
    corpus(tmp_path, affirm=AFFIRM, places=city)
    blocks = (
        Block("lookup", "city", "written", 1, (Example("москва", 1), Example("тверь", 1))),
        Block("synonym", "снилс", "written", 1, (Example("снился", 1),)),
    )
    apply([plan(tmp_path, batch(definitions=blocks))])
    assert text_of(tmp_path, "places") == city + "    - тверь\n"
    assert text_of(tmp_path, "entities") == HEAD + "- synonym: снилс\n  examples: |\n    - снился\n"
    assert plan(tmp_path, batch(definitions=blocks)).changes == ()


def test_a_broken_corpus_is_not_touched(tmp_path: Path) -> None:
    corpus(tmp_path, affirm=AFFIRM.replace("examples", "exampels"))
    with pytest.raises(CorpusBroken, match="did you mean `examples`"):
        plan(tmp_path, batch(("угу", "affirm")))


def test_all_or_nothing(tmp_path: Path) -> None:
    """The second file cannot be extended, so the first one stays as it was and no half-written file remains."""
    corpus(tmp_path, affirm=AFFIRM, deny='version: "3.1"\nnlu: []\n')
    found = plan(tmp_path, batch(("угу", "affirm"), ("нет", "deny")))
    with pytest.raises(DataBroken, match=r"deny\.yml:1: the file cannot be extended by a program"):
        apply([found])
    assert text_of(tmp_path, "affirm") == AFFIRM
    assert sorted(path.name for path in (tmp_path / "ru" / "examples").iterdir()) == ["affirm.yml", "deny.yml"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "ru").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(DataBroken, match="cannot be written"):
        apply([plan(tmp_path, batch(("угу", "affirm")))])


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    corpus(tmp_path)
    real = tmp_path / "real.yml"
    real.write_text(AFFIRM, encoding="utf-8")
    (tmp_path / "ru" / "examples" / "affirm.yml").symlink_to(real)
    apply([plan(tmp_path, batch(("угу", "affirm")))])
    assert (tmp_path / "ru" / "examples" / "affirm.yml").is_symlink()
    assert "- угу" in real.read_text(encoding="utf-8")
