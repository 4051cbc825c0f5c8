"""Reads and writes Rasa NLU YAML 3.x.

The training phrases of this project are a strict kind of such files (`own`). They have the version, no other keys, and
one example on each line of a literal block, so that a tool can add a line without a change of the others.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from call.errors import Fault
from datafiles.yaml_nodes import YamlFile, line_of, literal_lines
from nlu.examples.phrase import WRITTEN

INTENT, SYNONYM, LOOKUP, REGEX = KINDS = ("intent", "synonym", "lookup", "regex")
HEAD = 'version: "3.1"\nnlu:\n'
VERSION = "3.1"
_PLAIN_NAME = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)$)[^\W\d_][\w-]*(?: \w[\w-]*)*", re.IGNORECASE)
"""Names that need no quotes in YAML."""


@dataclass(frozen=True, slots=True)
class Example:
    """One line of a block, with its entity marks."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """`- intent: NAME` or `- synonym: NAME`, `- lookup:`, `- regex:` with its examples."""

    kind: str
    name: str
    source: str
    """The source of the examples: `metadata: {source: asr}`."""
    line: int
    """Line of the name."""
    examples: tuple[Example, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """The key of a block. Blocks with the same key belong together."""
        return self.kind, self.name, self.source


@dataclass(frozen=True, slots=True)
class RasaFile:
    """The contents of one file and its faults."""

    blocks: tuple[Block, ...]
    faults: tuple[Fault, ...]


def read_rasa(path: Path, *, own: bool = False) -> RasaFile:
    """All blocks of one file with all its faults. Contents of the file never make it raise."""
    reader = _Reader(path, own)
    blocks = tuple(reader.blocks())
    return RasaFile(blocks, tuple(reader.file.faults))


def write_rasa(blocks: Iterable[Block]) -> str:
    """The text of a whole file."""
    return HEAD + "".join(block_lines(block) for block in blocks)


def block_lines(block: Block) -> str:
    """The text of one block under `nlu:`."""
    metadata = "" if block.source == WRITTEN else f"  metadata:\n    source: {_scalar(block.source)}\n"
    examples = "".join(f"    - {example.text}\n" for example in block.examples)
    return f"- {block.kind}: {_scalar(block.name)}\n{metadata}  examples: |\n{examples}"


def _scalar(name: str) -> str:
    return name if _PLAIN_NAME.fullmatch(name) else json.dumps(name, ensure_ascii=False)


class _Reader:
    def __init__(self, path: Path, own: bool) -> None:
        self.file = YamlFile(path)
        self.own = own

    def blocks(self) -> Iterator[Block]:
        root = self.file.root()
        if root is None:
            return
        if not isinstance(root, MappingNode):
            self.file.fault(line_of(root), 'the file must begin with `version: "3.1"` and `nlu:`; add these keys')
            return
        keys = self.file.keys(root, ("version", "nlu"), others=not self.own)
        self._version(keys.get("version"))
        items = keys.get("nlu")
        if not isinstance(items, SequenceNode):
            self.file.fault(line_of(items or root), "`nlu:` must hold a list; write `- intent: NAME` under it")
            return
        for item in items.value:
            yield from self._block(item)

    def _version(self, version: Node | None) -> None:
        if version is None:
            if self.own:
                self.file.fault(1, 'the version is missing; write `version: "3.1"` in the first line')
        elif not isinstance(version, ScalarNode) or (
            version.value != VERSION and (self.own or version.value[:2] != "3.")
        ):
            self.file.fault(line_of(version), 'unknown version; write `version: "3.1"`')

    def _block(self, item: Node) -> Iterator[Block]:
        if not isinstance(item, MappingNode):
            self.file.fault(line_of(item), "write `- intent: NAME` with `examples: |` under it")
            return
        keys = self.file.keys(item, (*KINDS, "examples", "metadata"))
        kinds = [kind for kind in KINDS if kind in keys]
        name = keys[kinds[0]] if len(kinds) == 1 else None
        if not isinstance(name, ScalarNode) or not name.value.strip():
            self.file.fault(line_of(item), "the intent is missing; write `- intent: NAME`")
            return
        source = self._source(keys.get("metadata"))
        examples = tuple(self._examples(keys.get("examples") or item))
        yield Block(kinds[0], name.value, source, line_of(name), examples)

    def _source(self, metadata: Node | None) -> str:
        if metadata is None:
            return WRITTEN
        if not isinstance(metadata, MappingNode):
            if self.own:
                self.file.fault(line_of(metadata), "the metadata are not a mapping; write `source: asr` under it")
            return WRITTEN
        source = self.file.keys(metadata, ("source",), others=not self.own).get("source")
        return source.value if isinstance(source, ScalarNode) and source.value.strip() else WRITTEN

    def _examples(self, node: Node) -> Iterator[Example]:
        if isinstance(node, ScalarNode) and node.style == "|":
            yield from self._lines(node)
        elif isinstance(node, SequenceNode) and not self.own:
            for item in node.value:
                yield from self._listed(item)
        else:
            self.file.fault(line_of(node), "the examples are missing; write `examples: |` and one `- phrase` a line")

    def _lines(self, node: ScalarNode) -> Iterator[Example]:
        for line, text in literal_lines(node):
            phrase = text.strip()
            if not phrase or phrase.startswith("#"):
                continue
            if not phrase.startswith("-"):
                self.file.fault(line, "a phrase without a dash; begin the line with `- `")
            elif not phrase[1:].strip():
                self.file.fault(line, "an empty phrase; write one or delete the line")
            else:
                yield Example(phrase[1:].strip(), line)

    def _listed(self, item: Node) -> Iterator[Example]:
        """The example of an item `- text: ...`. Its own metadata are not kept."""
        keys = self.file.keys(item, ("text", "metadata"), others=True) if isinstance(item, MappingNode) else {}
        text = keys.get("text", item)
        if isinstance(text, ScalarNode) and text.value.strip():
            yield Example(" ".join(text.value.split()).removeprefix("- "), line_of(text))
        else:
            self.file.fault(line_of(item), "an empty phrase; write one or delete the line")
