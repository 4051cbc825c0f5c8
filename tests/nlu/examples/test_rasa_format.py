"""Rasa NLU YAML: what other people's files hold, and that what is written is read."""

from pathlib import Path

import pytest

from nlu.examples.rasa_format import Block, Example, RasaFile, read_rasa, write_rasa

FOREIGN = """\
version: "3.1"
stories: []
nlu:
- intent: affirm
  metadata:
    source: asr
    sentiment: good
  examples: |
    - да [конечно](sure)
    # a remark
    - угу
- intent: deny
  examples:
  - text: |
      - нет
    metadata: {sentiment: bad}
  - ни за что
- synonym: "yes: really"
  examples: |
    - ага
- lookup: city
  examples: |
    - москва
- regex: zip
  examples: |
    - \\d{6}  \\d
"""


def read(folder: Path, text: str, *, own: bool = False) -> RasaFile:
    path = folder / "x.yml"
    path.write_text(text, encoding="utf-8")
    return read_rasa(path, own=own)


def contents(file: RasaFile) -> list[tuple[str, str, str, list[str]]]:
    return [(*block.key, [example.text for example in block.examples]) for block in file.blocks]


def test_a_file_of_somebody_else(tmp_path: Path) -> None:
    file = read(tmp_path, FOREIGN)
    assert not file.faults
    assert contents(file) == [
        ("intent", "affirm", "asr", ["да [конечно](sure)", "угу"]),
        ("intent", "deny", "written", ["нет", "ни за что"]),
        ("synonym", "yes: really", "written", ["ага"]),
        ("lookup", "city", "written", ["москва"]),
        ("regex", "zip", "written", [r"\d{6}  \d"]),
    ]
    assert [example.line for example in file.blocks[0].examples] == [9, 11]


def test_our_own_files_are_stricter(tmp_path: Path) -> None:
    says = "\n".join(str(fault) for fault in read(tmp_path, FOREIGN, own=True).faults)
    for fact in ("x.yml:2: unknown key `stories`", "x.yml:7: unknown key `sentiment`", "x.yml:14: the examples are"):
        assert fact in says


@pytest.mark.parametrize("version", ["2.0", '"4.0"', "[3.1]"])
def test_other_versions_are_refused(tmp_path: Path, version: str) -> None:
    (fault,) = read(tmp_path, f"version: {version}\nnlu: []\n").faults
    assert fault.line == 1
    assert "unknown version" in fault.text


def test_a_misspelt_key_is_one_fault(tmp_path: Path) -> None:
    file = read(tmp_path, 'version: "3.1"\nnlu:\n- intnet: affirm\n  exampels: |\n    - да\n', own=True)
    assert [fault.text for fault in file.faults] == [
        "unknown key `intnet`; did you mean `intent`?",
        "unknown key `exampels`; did you mean `examples`?",
    ]
    assert contents(file) == [("intent", "affirm", "written", ["да"])]


@pytest.mark.parametrize("name", ["affirm", "yes", "a: b", "#x", "два слова", "12", 'с "кавычками"', "-", "null"])
def test_what_is_written_is_read(tmp_path: Path, name: str) -> None:
    block = Block("synonym", name, name, 1, (Example("- да # нет: [x", 1), Example("# \"'", 1)))
    file = read(tmp_path, write_rasa([block, block]))
    assert not file.faults
    assert contents(file) == [("synonym", name, name, ["- да # нет: [x", "# \"'"])] * 2
