"""The star of imports (docs/decisions/003): who may import whom, read from the source of every file.

`call` is the centre and imports the standard library only; `datafiles` reads what all need of a hotline's data; the
packages around them import these two and never each other;
the root, which is run_assistant.py and commands/, imports all and is imported by nobody.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
POINTS = {"voice", "nlu", "dialogs", "desk", "replay", "lines"}
ROOT_OF_THE_STAR = {"run_assistant", "commands"}
ENGINE = {"call", "datafiles", "models", *POINTS}
OURS = POINTS | ROOT_OF_THE_STAR | {"call", "engine", "datafiles", "models", "tests", "benchmarks"}
LONGEST_FILE, LONGEST_FUNCTION = 300, 60

ALLOWED: dict[str, set[str]] = {
    "call": set(),
    "datafiles": {"call.errors", "call.labels", "call.toml_text"},
    "models": {"call.errors"},
    **{point: {"call", "datafiles"} for point in POINTS},
    "engine": {"call", "datafiles", "models", *POINTS},
    **{name: {"call", "datafiles", "models", "engine", "commands", *POINTS} for name in ROOT_OF_THE_STAR},
}
"""Package -> what of ours it may import besides itself."""


def source_files() -> list[Path]:
    packages = [path for name in sorted(ALLOWED) for path in sorted((ROOT / name).rglob("*.py"))]
    return [*packages, ROOT / "run_assistant.py"]


def imports(path: Path, root: Path = ROOT) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything a file imports, wherever in it; `from a import b` is `a.b`."""
    package = path.relative_to(root).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parent = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*parent, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{module}.{alias.name}" if module else alias.name) for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
            "import_module",
            "__import__",
        ):
            name = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else "<computed>"
            yield node.lineno, str(name)


def violations(path: Path, root: Path = ROOT) -> list[str]:
    home = path.relative_to(root).parts[0].removesuffix(".py")
    found = []
    for line, name in imports(path, root):
        first = name.partition(".")[0]
        ours = first in OURS
        if first == home or (ours and any(f"{name}.".startswith(f"{good}.") for good in ALLOWED[home])):
            continue
        if ours or name == "<computed>" or (home == "call" and first not in sys.stdlib_module_names):
            found.append(f"{path.relative_to(root)}:{line}: {home} may not import {name}")
    return found


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_package_imports_what_it_may_not():
    files = source_files()
    assert {path.relative_to(ROOT).parts[0] for path in files} >= {"call", "commands", "models", "run_assistant.py"}
    assert [violation for path in files for violation in violations(path)] == []


def test_every_package_has_its_rule():
    found = {path.parent.relative_to(ROOT).parts[0] for path in ROOT.glob("*/*.py") if path.parent.name[0] not in "._"}
    assert found - set(ALLOWED) - {"tests", "benchmarks"} == set()


@pytest.mark.parametrize(
    ("package", "code"),
    [
        ("call", "import numpy"),
        ("call", "from voice.segmenter import Segmenter"),
        ("call", "from models import store"),
        ("voice", "def f():\n    import nlu.numbers"),
        ("voice", "from run_assistant import app"),
        ("voice", "from commands.places import ROOT"),
        ("nlu", "from dialogs import state"),
        ("dialogs", "from ..voice import segmenter"),
        ("replay", "if TYPE_CHECKING:\n    from dialogs.state import State"),
        ("replay", "import importlib\nimportlib.import_module('voice.turns.segmenter')"),
        ("replay", "import importlib\nimportlib.import_module(name)"),
        ("models", "from call.events import Frame"),
        ("models", "import call"),
        ("models", "from datafiles.hotline import HOTLINE"),
        ("call", "from datafiles.categories import REQUESTS"),
        ("datafiles", "from call.events import Frame"),
        ("models", "from nlu.labels import LANGUAGES"),
        ("commands", "from tests.calls import demo"),
    ],
)
def test_the_rule_sees(tmp_path, package, code):
    path = tmp_path / package / "wrong.py"
    path.parent.mkdir()
    path.write_text(code)
    assert len(violations(path, tmp_path)) == 1


@pytest.mark.parametrize(
    ("package", "code"),
    [
        (
            "call",
            "import json\nfrom collections.abc import Iterator\nfrom call.events import Frame\nfrom . import stages",
        ),
        (
            "voice",
            "import soundfile\nfrom call.events import Frame\nfrom call import errors\nfrom voice import resample",
        ),
        ("models", "import requests\nfrom call.errors import ModelMissing\nfrom .manifest import load"),
        ("commands", "import voice.segmenter\nfrom models import store\nfrom call.errors import OtklikError"),
    ],
)
def test_the_rule_lets_pass(tmp_path, package, code):
    path = tmp_path / package / "right.py"
    path.parent.mkdir()
    path.write_text(code)
    assert violations(path, tmp_path) == []


def test_no_file_and_no_function_is_two_things_in_one():
    long_files = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in source_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    ]
    long_functions = [
        f"{path.relative_to(ROOT)}: {name} has {lines} lines"
        for path in source_files()
        for name, lines in functions(path)
        if lines > LONGEST_FUNCTION
    ]
    assert long_files + long_functions == []
