"""One file of training phrases in Rasa NLU YAML 3.1, read with the line of every phrase and every fault.

version: "3.1"
nlu:
- intent: application_status
  examples: |
    - где мое заявление
"""

from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from call.errors import Fault
from nlu.labels import LABELS

_VERSION = "3.1"
_LONGEST_FILE = 4_000_000
"""Bytes; a file of training phrases is a few kilobytes."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing callers say, where it is written, and what it means."""

    text: str
    intent: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """What one file holds, and what is wrong with it."""

    phrases: tuple[Phrase, ...]
    faults: tuple[Fault, ...]


def read_corpus_file(path: Path) -> CorpusFile:
    """The phrases of one file with all its faults; never raises for what the file holds."""
    reader = _Reader(path)
    reader.read()
    return CorpusFile(tuple(reader.phrases), tuple(reader.faults))


class _Reader:
    """Walks the YAML nodes of one file and collects phrases and faults."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.phrases: list[Phrase] = []
        self.faults: list[Fault] = []

    def fault(self, line: int, text: str) -> None:
        self.faults.append(Fault(str(self.path), line, text))

    def read(self) -> None:
        root = self._root()
        if root is None:
            return
        if not isinstance(root, MappingNode):
            self.fault(_line(root), 'the file must begin with `version: "3.1"` and `nlu:`; add these keys')
            return
        nlu = self._keys(root, ("version", "nlu"))
        version = nlu.get("version")
        if version is None:
            self.fault(1, 'the version is missing; write `version: "3.1"` in the first line')
        elif not isinstance(version, ScalarNode) or version.value != _VERSION:
            self.fault(_line(version), f'unknown version; write `version: "{_VERSION}"`')
        items = nlu.get("nlu")
        if not isinstance(items, SequenceNode):
            self.fault(_line(items or root), "`nlu:` must hold a list; write `- intent: NAME` under it")
            return
        for item in items.value:
            self._item(item)

    def _root(self) -> Node | None:
        try:
            if self.path.stat().st_size > _LONGEST_FILE:
                self.fault(1, f"the file is larger than {_LONGEST_FILE} bytes; split or shorten it")
                return None
            text = self.path.read_text(encoding="utf-8-sig")
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except OSError as error:
            self.fault(1, f"the file cannot be read ({error.strerror}); check its permissions")
        except UnicodeDecodeError:
            self.fault(1, "the file is not UTF-8 text; save it as UTF-8")
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.fault(mark.line + 1 if mark else 1, f"not YAML: {error.problem}; mend the indentation or the quotes")
        except (yaml.YAMLError, RecursionError):
            self.fault(1, "not YAML: characters or nesting that YAML does not allow; remove them")
        else:
            if root is None:
                self.fault(1, "the file is empty; add phrases or delete the file")
            return root
        return None

    def _keys(self, node: MappingNode, known: tuple[str, ...]) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode) or key.value not in known:
                name = key.value if isinstance(key, ScalarNode) else "a list"
                self.fault(_line(key), f"unknown key `{name}`; use only {' and '.join(f'`{k}`' for k in known)}")
            elif key.value in found:
                self.fault(_line(key), f"the key `{key.value}` stands twice; keep one")
            else:
                found[key.value] = value
        return found

    def _item(self, item: Node) -> None:
        if not isinstance(item, MappingNode):
            self.fault(_line(item), "write `- intent: NAME` with `examples: |` under it")
            return
        keys = self._keys(item, ("intent", "examples"))
        intent = keys.get("intent")
        if not isinstance(intent, ScalarNode):
            self.fault(_line(item), "the intent is missing; write `- intent: NAME`")
            return
        if intent.value not in LABELS:
            self.fault(
                _line(intent), f"unknown intent `{intent.value}`; use a label of the design, such as `{LABELS[0]}`"
            )
        elif intent.value != self.path.stem:
            self.fault(_line(intent), f"intent `{intent.value}` in this file; move it to {intent.value}.yml")
        examples = keys.get("examples")
        if not isinstance(examples, ScalarNode) or examples.style != "|":
            self.fault(
                _line(examples or item), "the examples are missing; write `examples: |` and one `- phrase` a line"
            )
            return
        self._examples(examples, intent.value)

    def _examples(self, node: ScalarNode, intent: str) -> None:
        # A literal block keeps its lines, so the n-th of its value stands n lines below the bar.
        for line, text in enumerate(node.value.split("\n"), start=_line(node) + 1):
            phrase = text.strip()
            if not phrase or phrase.startswith("#"):
                continue
            if not phrase.startswith("-"):
                self.fault(line, "a phrase without a dash; begin the line with `- `")
            elif not phrase[1:].strip():
                self.fault(line, "an empty phrase; write one or delete the line")
            else:
                self.phrases.append(Phrase(phrase[1:].strip(), intent, str(self.path), line))


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
