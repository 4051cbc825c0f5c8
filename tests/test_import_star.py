"""The star of imports (docs/decisions/003): who may import whom, read from the source of every file.

`call` is the centre and imports the standard library only; `datafiles` reads what all need of a hotline's data; the
packages around them import these two and never each other;
the root, which is run_assistant.py and commands/, imports all and is imported by nobody.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
POINTS = {"voice", "nlu", "dialogs", "desk", "replay", "lines"}
ROOT_OF_THE_STAR = {"run_assistant", "commands"}
ENGINE = {"call", "datafiles", "models", *POINTS}
OURS = POINTS | ROOT_OF_THE_STAR | {"call", "engine", "datafiles", "models", "tests", "benchmarks"}
LONGEST_FILE, LONGEST_FUNCTION = 300, 60
MOST_FILES = 20
"""In one folder of code; a room that grows gets an inner wall."""

ALLOWED: dict[str, set[str]] = {
    "call": set(),
    "datafiles": {"call.errors", "call.labels", "call.toml_text"},
    "models": {"call.errors", "datafiles"},
    **{point: {"call", "datafiles"} for point in POINTS},
    "engine": {"call", "datafiles", "models", *POINTS},
    **{name: {"call", "datafiles", "models", "engine", "commands", *POINTS} for name in ROOT_OF_THE_STAR},
}
"""Package -> what of ours it may import besides itself."""


FLOORS: dict[str, tuple[str, ...]] = {
    "call": (
        "loop text_call gist",
        "machine",
        "inlet record no_journal",
        "stages",
        "happenings",
        "acts",
        "privacy",
        "slots",
        "events",
        "lookups outside start labels printable sound_quality questions",
        "errors configured",
    ),
    "voice": ("callers", "round_trip", "synthesis devices", "recognition normalization sound", "language_model turns"),
    "nlu": (
        "release",
        "evaluation",
        "training review upkeep",
        "understanding examples tuning",
        "slots sentences",
        "classifier numbers",
        "normalizer labels",
    ),
    "dialogs": (
        "gist",
        "dialog table_doc",
        "table",
        "render moves",
        "interpret saved",
        "forget tally",
        "hotline state",
        "answers forms",
        "hours",
        "event line phase",
        "phrases",
    ),
    "desk": (
        "registries",
        "saved_calls own_requests request_numbers",
        "journal_follower numbers_in_journal",
        "journal",
        "journal_lines check_digit",
    ),
    "replay": ("spoken reports", "callers", "verdict", "played archive", "scripts"),
    "engine": (
        "replayer spoken_calls",
        "engine sheet_parts",
        "parts speech_models tuning",
        "sentences",
        "live_knowledge live_inlet line_book arrival adaptation",
        "places clock",
    ),
    "commands": (
        "calls_group machine_group models_group",
        "review corpus kb intents call chat doctor lines models replay simulate speech",
        "adapt happenings",
        "options results",
        "lasting_terminal",
        "terminal typed streams hang_up",
    ),
    "models": ("store", "sources", "manifest"),
    "datafiles": (
        "categories",
        "toml_lines yaml_lines yaml_nodes line_file",
        "toml_text",
        "hotline result_file private_file input_file hints moments",
    ),
}
"""Package -> its floors, the uppermost first; on each the rooms (a folder, or a file of the package itself)."""


def source_files() -> list[Path]:
    packages = [path for name in sorted(ALLOWED) for path in sorted((ROOT / name).rglob("*.py"))]
    return [*packages, ROOT / "run_assistant.py"]


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of a file, parsed once for all rules."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports(path: Path, root: Path = ROOT) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything a file imports, wherever in it; `from a import b` is `a.b`."""
    package = path.relative_to(root).parent.parts
    for node in nodes(path):
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
    for node in nodes(path):
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
        ("call", "from voice.turns.segmenter import Segmenter"),
        ("call", "from models import store"),
        ("voice", "def f():\n    import nlu.numbers"),
        ("voice", "from run_assistant import app"),
        ("voice", "from engine.places import ROOT"),
        ("nlu", "from dialogs import state"),
        ("dialogs", "from ..voice import segmenter"),
        ("replay", "if TYPE_CHECKING:\n    from dialogs.state import State"),
        ("replay", "import importlib\nimportlib.import_module('voice.turns.segmenter')"),
        ("replay", "import importlib\nimportlib.import_module(name)"),
        ("models", "from call.events import Frame"),
        ("models", "import call"),
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
        ("commands", "import voice.turns.segmenter\nfrom models import store\nfrom call.errors import OtklikError"),
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


def rooms(package: str) -> dict[str, int]:
    """Room -> its floor, 0 is the uppermost."""
    return {room: floor for floor, names in enumerate(FLOORS[package]) for room in names.split()}


def climbs(path: Path, root: Path = ROOT) -> list[str]:
    """Imports that do not lead downwards, from one room to another of the same package."""
    package, *inside = path.relative_to(root).with_suffix("").parts
    floors = rooms(package)
    found = []
    for line, name in imports(path, root):
        first, *target = name.split(".")
        if first == package and target and inside[0] != target[0] and inside != ["__init__"]:
            if inside[0] not in floors or target[0] not in floors:
                found.append(f"{path.relative_to(root)}:{line}: {inside[0]} or {target[0]} has no floor in FLOORS")
            elif floors[target[0]] <= floors[inside[0]]:
                found.append(f"{path.relative_to(root)}:{line}: {inside[0]} may not use {name}")
    return found


def test_inside_a_package_imports_lead_downwards():
    files = [path for path in source_files() if path.parent != ROOT and path.name != "__init__.py"]
    assert [climb for path in files for climb in climbs(path)] == []


def test_every_room_has_its_floor():
    for package, floors in FLOORS.items():
        names = [room for floor in floors for room in floor.split()]
        there = {path.stem for path in (ROOT / package).iterdir() if path.suffix == ".py" or list(path.glob("*.py"))}
        assert sorted(names) == sorted(there - {"__init__"}), package


def test_the_floors_see_a_climb(tmp_path):
    path = tmp_path / "dialogs" / "phrases" / "wrong.py"
    path.parent.mkdir(parents=True)
    path.write_text("def f():\n    from dialogs.moves.move import Move")
    assert len(climbs(path, tmp_path)) == 1


def circles(graph: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """Files that reach each other; each circle once."""
    reach: dict[str, set[str]] = {}
    for start in graph:
        seen: set[str] = set()
        todo = list(graph[start])
        while todo:
            if (name := todo.pop()) not in seen:
                seen.add(name)
                todo += graph.get(name, set())
        reach[start] = seen
    return sorted({tuple(sorted(b for b in reach[a] if a in reach.get(b, ()))) for a in graph if a in reach[a]})


def test_no_circle_of_files():
    files = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in source_files()}

    def ours(name: str) -> set[str]:
        return {name} & files.keys() or {name.rpartition(".")[0]} & files.keys()

    graph = {name: {to for _, each in imports(path) for to in ours(each)} for name, path in files.items()}
    assert circles(graph) == []
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [("a", "b", "c")]


def test_no_folder_of_code_is_a_hall():
    counts = Counter(path.parent for path in source_files())
    assert {str(folder): count for folder, count in counts.items() if count > MOST_FILES} == {}


def test_the_name_of_a_class_means_one_thing():
    places: dict[str, list[str]] = {}
    for path in source_files():
        for node in nodes(path):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(str(path.relative_to(ROOT)))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
