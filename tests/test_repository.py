"""What is committed: no registry addresses, no paths of one machine, requirements in step, decisions numbered."""

import ast
import re
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
REQUIREMENTS = ROOT / "requirements"
PYTHONS = ("3.11", "3.12", "3.13")

# Put together from pieces, so that this file does not hold what it looks for.
REGISTRIES = [
    ".".join(name)
    for name in (
        ("py" + "pi", "org"),
        ("python" + "hosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("crates", "io"),
    )
]
PRIVATE_PATHS = [
    r"(?<![\w.~-])/" + "work" + r"(?![\w-])",
    r"(?<![\w.~-])/tmp/" + r"x(?![\w-])",
    r"(?<![\w.~-])/" + r"home/\w",
]
FORBIDDEN = re.compile("|".join([*map(re.escape, REGISTRIES), *PRIVATE_PATHS]))


def committed() -> list[Path]:
    """What is tracked, or would be with `git add`."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""  # a recording


def pinned(name: str) -> dict[str, list[Requirement]]:
    """Requirement file -> every pin of every package (several, where Python versions differ)."""
    pins: dict[str, list[Requirement]] = {}
    for entry in re.split(r"\n(?=\S)", (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", "")):
        requirement = Requirement(re.split(r"\s--hash=", entry.partition("\n")[0])[0].strip())
        assert "--hash=sha256:" in entry, f"{requirement.name} has no hash"
        pins.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return pins


def declared() -> dict[str, list[Requirement]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = [Requirement(text) for text in project["project"]["dependencies"]]
    groups = {name: [Requirement(text) for text in texts] for name, texts in project["dependency-groups"].items()}
    return {"run": run, "dev": run + groups["dev"], "build": groups["build"]}


def test_no_file_names_a_registry_or_a_path_of_one_machine():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in committed()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if (match := FORBIDDEN.search(line))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("https://files." + "python" + "hosted.org/x", True),
        ("cd /" + "work/main", True),
        ("in '/" + "tmp/x/dl'", True),
        ("/workspace and a/" + "work/b and /tmp/xyz", False),
    ],
)
def test_the_search_sees(line, seen):
    assert bool(FORBIDDEN.search(line)) is seen


@pytest.mark.parametrize("name", ["run", "dev", "build"])
def test_requirements_are_in_step_with_pyproject(name):
    """`make requirements` renews them."""
    pins = pinned(name)
    for requirement in declared()[name]:
        assert canonicalize_name(requirement.name) in pins, f"{requirement.name} is not in requirements/{name}.txt"
        for pin in pins[canonicalize_name(requirement.name)]:
            version = next(iter(pin.specifier)).version
            assert requirement.specifier.contains(version, prereleases=True), f"{pin} is not what pyproject.toml wants"
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    direct = {
        canonicalize_name(re.split(r"[=\s]", entry)[0])
        for entry in re.split(r"\n(?=\S)", text)
        if re.search(r"otklik \(pyproject\.toml", entry)
    }
    assert direct == {canonicalize_name(requirement.name) for requirement in declared()[name]}


@pytest.mark.parametrize("name", ["run", "dev", "build"])
def test_every_package_has_one_exact_version_for_each_python(name):
    for package, pins in pinned(name).items():
        for python in PYTHONS:
            here = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": "linux"}
            chosen = [pin for pin in pins if pin.marker is None or pin.marker.evaluate(here)]
            assert len(chosen) <= 1, f"{package} is pinned twice for Python {python}"
            assert all(str(pin.specifier).startswith("==") for pin in chosen)


def test_the_engine_runs_with_what_it_is_tested_with():
    dev = {package: sorted(map(str, pins)) for package, pins in pinned("dev").items()}
    for package, pins in pinned("run").items():
        assert dev[package] == sorted(map(str, pins))


def test_every_package_is_in_the_list_of_third_parties():
    listed = {
        canonicalize_name(name)
        for name in re.findall(r"^\| \**([\w.-]+)\** \|", text_of(ROOT / "THIRD_PARTY.md"), re.M)
    }
    assert (pinned("dev") | pinned("build")).keys() - listed == set()


def test_decisions_are_numbered_once():
    names = [path.name for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert [name for name in names if not re.fullmatch(r"\d{3}-[a-z0-9-]+\.md", name)] == []
    assert [number for number, count in Counter(name[:3] for name in names).items() if count > 1] == []


def test_every_module_says_what_it_is():
    files = [path for path in committed() if path.suffix == ".py"]
    silent = [path for path in files if not ast.get_docstring(ast.parse(text_of(path))) and path.name != "__init__.py"]
    assert [str(path.relative_to(ROOT)) for path in silent] == []
