"""Reads sentence files of Home Assistant (hassil): templates by intent, expanded into phrases.

    language: ru
    intents:
      application_status:
        data:
          - sentences: ["где [мое] {document}", "<show> статус"]
    lists:
      document: {values: [заявление, паспорт]}
    expansion_rules:
      show: (покажи|проверь)

Responses, slots and contexts of such files are ignored: they say what to do at a phrase, not what to learn.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from call.errors import Fault
from datafiles.yaml_nodes import YamlFile, line_of
from nlu.examples.templates import Alternative, TemplateBroken, TextChunk, expand, missing, parse
from nlu.examples.templates import Node as Template

SOURCE = "template"
_LONGEST_RANGE = 1000


@dataclass(frozen=True, slots=True)
class Expansion:
    """One template with its sentences."""

    intent: str
    line: int
    sentences: tuple[str, ...]
    possible: int
    """How many sentences it has. It is more than `sentences` holds if only a sample was taken."""


@dataclass(frozen=True, slots=True)
class HassilFile:
    """The contents of one file and its faults."""

    language: str
    """Empty if the file does not say."""
    expansions: tuple[Expansion, ...]
    faults: tuple[Fault, ...]


def is_hassil(path: Path) -> bool:
    """Does it have `intents:` at the top, where a file of Rasa has `nlu:`? False if it cannot be read."""
    root = YamlFile(path).root()
    names = {key.value for key, _ in root.value if isinstance(key, ScalarNode)} if isinstance(root, MappingNode) else ()
    return "nlu" not in names and bool({"intents", "expansion_rules"} & set(names))


def read_hassil(path: Path, limit: int) -> HassilFile:
    """At most `limit` sentences of each template. Contents of the file never make it raise."""
    reader = _Reader(path, limit)
    expansions = tuple(reader.expansions())
    return HassilFile(reader.language, expansions, tuple(reader.file.faults))


class _Reader:
    def __init__(self, path: Path, limit: int) -> None:
        self.file = YamlFile(path)
        self.limit = limit
        self.language = ""
        self.lists: dict[str, Node] = {}
        self.rules: dict[str, Node] = {}
        self.known: dict[tuple[str, str], Template] = {}

    def expansions(self) -> Iterator[Expansion]:
        root = self.file.root()
        if not isinstance(root, MappingNode):
            return
        keys = self.file.keys(root, ("language", "intents", "lists", "expansion_rules"), others=True)
        language = keys.get("language")
        self.language = language.value if isinstance(language, ScalarNode) else ""
        self.lists, self.rules = self._mapping(keys.get("lists")), self._mapping(keys.get("expansion_rules"))
        for intent, node in self._mapping(keys.get("intents")).items():
            data = self.file.keys(node, ("data",), others=True).get("data") if isinstance(node, MappingNode) else None
            if not isinstance(data, SequenceNode):
                self.file.fault(line_of(node), "the sentences are missing; write `data:` with `- sentences: [...]`")
                continue
            for item in data.value:
                yield from self._sentences(intent, item)

    def _mapping(self, node: Node | None) -> dict[str, Node]:
        if node is None:
            return {}
        if not isinstance(node, MappingNode):
            self.file.fault(line_of(node), "this must hold names; write `name: ...` under it")
            return {}
        return {key.value: value for key, value in node.value if isinstance(key, ScalarNode)}

    def _sentences(self, intent: str, item: Node) -> Iterator[Expansion]:
        keys = self.file.keys(item, ("sentences",), others=True) if isinstance(item, MappingNode) else {}
        sentences = keys.get("sentences")
        if not isinstance(sentences, SequenceNode):
            self.file.fault(line_of(item), "the sentences are missing; write `- sentences: [...]`")
            return
        for node in sentences.value:
            try:
                found, possible = expand(_text(node), self._lookup, self.limit)
            except TemplateBroken as problem:
                self.file.fault(line_of(node), str(problem))
            else:
                yield Expansion(intent, line_of(node), tuple(found), possible)

    def _lookup(self, kind: str, name: str, depth: int) -> Template:
        if (kind, name) not in self.known:
            nodes = self.lists if kind == "list" else self.rules
            if name not in nodes:
                raise missing(kind, name, tuple(nodes))
            node = nodes[name]
            self.known[kind, name] = (
                parse(_text(node), self._lookup, depth) if kind == "rule" else self._list(name, node, depth)
            )
        return self.known[kind, name]

    def _list(self, name: str, node: Node, depth: int) -> Template:
        keys = self._mapping(node) if isinstance(node, MappingNode) else {}
        listed, bounds = keys.get("values"), keys.get("range")
        values: list[Template] = []
        if isinstance(listed, SequenceNode):
            values = [parse(_value(each), self._lookup, depth) for each in listed.value]
        elif isinstance(bounds, MappingNode):
            values = [TextChunk(str(number)) for number in _range(name, bounds)]
        if not values:
            raise TemplateBroken(f"the list `{name}` has no `values:` or `range:`; without them it cannot be expanded")
        return Alternative(tuple(values))


def _text(node: Node) -> str:
    if not isinstance(node, ScalarNode) or not node.value.strip():
        raise TemplateBroken("not a template; write one as text")
    return str(node.value)


def _value(node: Node) -> str:
    """The value of a list: `заявление`, or `{in: заявление, out: application}`."""
    if isinstance(node, MappingNode):
        return next((_text(value) for key, value in node.value if key.value == "in"), "") or _text(node)
    return _text(node)


def _range(name: str, node: MappingNode) -> range:
    try:
        bounds = {key.value: int(value.value) for key, value in node.value if key.value in ("from", "to", "step")}
        numbers = range(bounds["from"], bounds["to"] + 1, bounds.get("step", 1))
        too_long = len(numbers) > _LONGEST_RANGE
    except OverflowError:
        too_long = True
    except (KeyError, ValueError, TypeError) as problem:
        raise TemplateBroken(f"the range of the list `{name}` needs whole numbers `from:` and `to:`") from problem
    if too_long:
        raise TemplateBroken(f"the range of the list `{name}` is longer than {_LONGEST_RANGE}; shorten it")
    return numbers
