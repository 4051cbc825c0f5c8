"""The corpus as a whole: all faults in one run."""

from pathlib import Path

import pytest

from call.errors import CorpusBroken
from datafiles.hotline import HOTLINE
from nlu.examples.training_phrases import read_corpus
from nlu.labels import LABELS, fewest_phrases
from tests.nlu.tiny import write_corpus


def faults(folder: Path) -> list[str]:
    with pytest.raises(CorpusBroken) as caught:
        read_corpus(folder, "ru")
    return [f"{Path(fault.path).name}:{fault.line}: {fault.text}" for fault in caught.value.faults]


def test_a_whole_corpus(tmp_path: Path) -> None:
    corpus = read_corpus(write_corpus(tmp_path), "ru")
    assert set(corpus.intents) == set(LABELS)
    assert len(corpus.texts) == sum(fewest_phrases(intent, "ru") for intent in LABELS)


def test_all_faults_in_one_run(tmp_path: Path) -> None:
    home = write_corpus(tmp_path) / "ru" / "examples"
    with (home / "affirm.yml").open("a", encoding="utf-8") as file:
        file.write("    - Ёлка, да\n    - елка да\n    - ...\n")
    with (home / "deny.yml").open("a", encoding="utf-8") as file:
        file.write("    - ЁЛКА ДА\n")
    (home / "repeat.yml").unlink()
    (home / "thanks.yml").write_text('version: "3.1"\nnlu:\n- intent: thanks\n  examples: |\n    - спасибо\n')
    found = "\n".join(faults(tmp_path))
    for says in (
        "affirm.yml:26: the phrase stands already in",
        "affirm.yml:27: a phrase without words",
        "deny.yml:25: the same phrase means `affirm`",
        "repeat.yml:1: no phrases for `repeat`",
        "thanks.yml:1: 1 phrases for `thanks`",
    ):
        assert says in found, found


def test_an_empty_folder_and_an_unknown_language(tmp_path: Path) -> None:
    assert "no training phrases here" in faults(tmp_path)[0]
    with pytest.raises(CorpusBroken, match="unknown language"):
        read_corpus(tmp_path, "fr")


def test_the_hash_follows_the_phrases_and_not_their_order(tmp_path: Path) -> None:
    home = write_corpus(tmp_path) / "ru" / "examples"
    before = read_corpus(tmp_path, "ru").sha256
    lines = (home / "affirm.yml").read_text(encoding="utf-8").splitlines()
    (home / "affirm.yml").write_text("\n".join([*lines[:4], *reversed(lines[4:])]) + "\n", encoding="utf-8")
    assert read_corpus(tmp_path, "ru").sha256 == before
    (home / "affirm.yml").write_text("\n".join([*lines, "    - ну да"]) + "\n", encoding="utf-8")
    assert read_corpus(tmp_path, "ru").sha256 != before


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_repository_s_own_corpus_has_no_fault(language: str) -> None:
    assert len(read_corpus(HOTLINE, language).phrases) > 500
