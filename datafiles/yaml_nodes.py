"""A YAML file as nodes that know their lines. Reading never fails: every mistake in the file becomes a fault."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.nodes import MappingNode, Node, ScalarNode

from call.errors import Fault
from datafiles.hints import nearest, unknown
from datafiles.input_file import read_input_text


def _loader() -> type[Any]:
    """libyaml reads the text, ten times faster than PyYAML; wheels carry it, builds from source may not.

    Its own composer kills the process on deep nesting: the one of PyYAML raises RecursionError.
    """
    if not hasattr(yaml, "CSafeLoader"):
        return yaml.SafeLoader

    class Loader(Composer, yaml.CSafeLoader):
        def __init__(self, text: str) -> None:
            Composer.__init__(self)
            yaml.CSafeLoader.__init__(self, text)

    return Loader


_LOADER = _loader()


def compose(text: str) -> Node | None:
    """The tree of the only document; None without one. Raises yaml.YAMLError and RecursionError.

    libyaml words some faults otherwise and sees others on another line: what it refuses is read once more by PyYAML.
    So is what holds a tab: libyaml takes some that PyYAML refuses, and no machine may take what another refuses.
    """
    try:
        return _tree(text, yaml.SafeLoader if "\t" in text else _LOADER)
    except yaml.YAMLError:
        return _tree(text, yaml.SafeLoader)


def _tree(text: str, loader: type[Any]) -> Node | None:
    root: Node | None = yaml.compose(text, Loader=loader)
    return root


class YamlFile:
    """One file and the faults found in it so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def fault(self, line: int, text: str) -> None:
        self.faults.append(Fault(str(self.path), line, text))

    def root(self) -> Node | None:
        """None, with a fault, if the file is not YAML or cannot be read."""
        try:
            text = read_input_text(self.path, "corpus")
            root = compose(text)
        except OSError as error:
            self.fault(1, f"the file cannot be read ({error.strerror}); check its name, its permissions and its size")
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

    def keys(self, node: MappingNode, known: Sequence[str], *, others: bool = False) -> dict[str, Node]:
        """The values by key. An unknown key is a fault; with `others`, only if it resembles a known one.

        A misspelt key still gives its value under the right name, so that one slip makes only one fault.
        """
        found: dict[str, Node] = {}
        misspelt: dict[str, Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else "a list"
            meant = nearest(name, known)
            if name in found:
                self.fault(line_of(key), f"the key `{name}` stands twice; keep one")
            elif name in known:
                found[name] = value
            elif meant or not others:
                self.fault(line_of(key), unknown("key", name, known))
                misspelt[meant or name] = value
        return {**misspelt, **found}


def line_of(node: Node) -> int:
    """Line of the node, from 1."""
    return int(node.start_mark.line) + 1


def literal_lines(node: ScalarNode) -> Iterator[tuple[int, str]]:
    """(line, text) of a literal block (`|`). It keeps its lines, so line n of its value is n lines below the bar."""
    yield from enumerate(node.value.split("\n"), start=line_of(node) + 1)
