"""The fast reader of YAML gives what the slow one gives: the same tree, lines and faults."""

from pathlib import Path

import pytest
import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from datafiles import yaml_nodes
from datafiles.hotline import SHIPPED
from datafiles.yaml_nodes import YamlFile, compose

CORPORA = sorted(SHIPPED.glob("*/examples/affirm.yml"))
FORMATS = """# hassil and Rasa, with everything that stands in such files
language: ru
lists: {document: {values: [заявление, "паспорт", {in: снилс, out: number}]}, n: {range: {from: 1, to: 3}}}
empty:
quoted: 'это ''да'''
folded: >-
  одна
  строка
nlu:
- intent: affirm
  examples: |
    - да: так
    # нет

    - ага
- &one [a, *one]
- {}
"""
BROKEN = [
    "",
    "a: [1",
    'a: "1',
    "a: b: c",
    "\ta: 1",
    "a:\t1\n\tb: 2",
    "a\t: 1",
    "a: *nothing",
    "- &a 1\n- &a 2",
    "a: 1\n---\nb: 2",
    "%YAML 9",
    "a: \x07",
    "[" * 1200,
    "- " * 1200,
    "{a: " * 1200,
]


def lines(node: Node | None) -> object:
    """Values with the lines where they begin."""
    if isinstance(node, ScalarNode):
        return node.tag, node.start_mark.line, node.value, node.style or None
    if isinstance(node, SequenceNode):
        return node.tag, node.start_mark.line, [lines(each) for each in node.value if each is not node]
    if isinstance(node, MappingNode):
        return node.tag, node.start_mark.line, [(lines(key), lines(value)) for key, value in node.value]
    return node


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """As on a machine whose PyYAML was built without libyaml."""
    monkeypatch.setattr(yaml_nodes, "_LOADER", yaml.SafeLoader)
    return monkeypatch


@pytest.mark.parametrize("text", [FORMATS, *(path.read_text("utf-8") for path in CORPORA)], ids=range(1 + len(CORPORA)))
def test_the_same_tree_on_the_same_lines(text: str, slow: pytest.MonkeyPatch) -> None:
    expected = lines(compose(text))
    slow.undo()
    assert lines(compose(text)) == expected


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_the_same_faults_on_the_same_lines(tmp_path: Path, text: str, slow: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.yml"
    path.write_text(text, encoding="utf-8")
    expected = YamlFile(path)
    expected.root()
    slow.undo()
    found = YamlFile(path)
    found.root()
    assert found.faults == expected.faults != []


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML was built without libyaml")
def test_what_is_right_is_read_once_and_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "SafeLoader", None)
    assert isinstance(compose(FORMATS), MappingNode)
