"""Files of training phrases: every phrase with its line, every fault with its remedy."""

from pathlib import Path

import pytest

from nlu.examples.corpus_file import read_corpus_file

HEAD = 'version: "3.1"\nnlu:\n'


def faults(folder: Path, text: str | bytes, name: str = "affirm.yml") -> list[tuple[int, str]]:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return [(fault.line, fault.text) for fault in read_corpus_file(path).faults]


def test_phrases_know_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "affirm.yml"
    path.write_text(HEAD + "- intent: affirm\n  examples: |\n    - да\n\n    # short ones\n    - ага: так\n")
    read = read_corpus_file(path)
    assert [(phrase.text, phrase.intent, phrase.line) for phrase in read.phrases] == [
        ("да", "affirm", 5),
        ("ага: так", "affirm", 8),
    ]
    assert not read.faults


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "empty"),
        ("- affirm", 1, "begin with"),
        ("nlu: []\n", 1, "version is missing"),
        ('version: "2.0"\nnlu: []\n', 1, "unknown version"),
        ('version: "3.1"\nnlu:\n  intent: affirm\n', 3, "must hold a list"),
        ('version: "3.1"\nnlu: []\nrules: []\n', 3, "unknown key `rules`"),
        ('version: "3.1"\nversion: "3.1"\nnlu: []\n', 2, "stands twice"),
        (HEAD + "- intent: affirm\n  exampels: |\n    - да\n", 4, "unknown key `exampels`"),
        (HEAD + "- intent: afirm\n  examples: |\n    - да\n", 3, "unknown intent `afirm`"),
        (HEAD + "- intent: deny\n  examples: |\n    - нет\n", 3, "move it to deny.yml"),
        (HEAD + "- intent: affirm\n  examples:\n    - да\n", 5, "write `examples: |`"),
        (HEAD + "- intent: affirm\n", 3, "examples are missing"),
        (HEAD + "- intent: affirm\n  examples: |\n    да\n", 5, "begin the line with"),
        (HEAD + "- intent: affirm\n  examples: |\n    - да\n    -\n", 6, "an empty phrase"),
        (HEAD + "- да\n", 3, "write `- intent: NAME`"),
        (HEAD + "- intent: [affirm\n", 4, "not YAML"),
        (b"\xff\xfe\x00", 1, "not UTF-8"),
        ("version: \x07\n", 1, "not YAML"),
        ("[" * 3000, 1, "not YAML"),
    ],
)
def test_faults_name_the_line_and_the_remedy(tmp_path: Path, text: str, line: int, says: str) -> None:
    found = faults(tmp_path, text)
    assert any(at == line and says in fault for at, fault in found), found


def test_a_missing_file_is_a_fault_not_a_crash(tmp_path: Path) -> None:
    (fault,) = read_corpus_file(tmp_path / "affirm.yml").faults
    assert "cannot be read" in fault.text
