"""The tables in voice/normalization/lexicon: one flat YAML mapping of strings per file."""

import functools
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from call.errors import DataBroken, Fault

FOLDER = Path(__file__).parent / "lexicon"


@functools.cache
def load(name: str) -> Mapping[str, str]:
    """The table `lexicon/<name>.yaml`; empty when there is no such file.

    Raises:
        DataBroken: it is not a flat mapping of strings, or has a key twice.
    """
    return MappingProxyType(read(FOLDER / f"{name}.yaml"))


def read(path: Path) -> dict[str, str]:
    """One file; raises as `load`."""
    import yaml

    if not path.is_file():
        return {}
    try:
        root = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        fault = Fault(str(path), mark.line + 1 if mark else 1, "this is not YAML: one `word: pronunciation` per line")
        raise DataBroken([fault]) from error
    if not isinstance(root, yaml.MappingNode):
        raise DataBroken([Fault(str(path), 1, "write one `word: pronunciation` per line")])
    return _table(path, [(key, value) for key, value in root.value])


def _table(path: Path, nodes: list[tuple[object, object]]) -> dict[str, str]:
    import yaml

    table: dict[str, str] = {}
    faults = []
    for key, value in nodes:
        line = key.start_mark.line + 1 if isinstance(key, yaml.Node) and key.start_mark else 1
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            faults.append(Fault(str(path), line, "write one `word: pronunciation` per line"))
        elif key.value in table:
            faults.append(Fault(str(path), line, f"{key.value} is here twice; delete one"))
        else:
            table[key.value] = value.value
    if faults:
        raise DataBroken(faults)
    return table
