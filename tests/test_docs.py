"""What the documents name is there: files, links, modules, methods of classes, variables of the environment."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[1]
GENERATED = re.compile(
    r"^(out|models/(intents|sentences|vosk-\S+))(/|$)|^(card\.md|entities\.yml)$|(^|/)prompts/|^[A-Z]+\.\w+$"
)
"""What commands make, what may be missing, and placeholders in capitals."""
CHECKED_ENDINGS = (".py", ".toml", ".md", ".yml", ".yaml", ".tsv", ".txt", ".wav")
NEW_HERE = re.compile(r"^File `([^`]+)`:$", re.M)
"""A file that the page tells its reader to make."""
VARIABLES_BY_LANGUAGE = re.compile(r"OTKLIK_\w+_\{language")


@cache
def tracked() -> tuple[str, ...]:
    """Files that are committed, or would be with `git add`, and their folders."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    files = [name for name in names if name and (ROOT / name).is_file()]
    folders = {str(parent) for name in files for parent in PurePosixPath(name).parents if str(parent) != "."}
    return (*files, *sorted(folders))


@cache
def code() -> str:
    return "\n".join(
        (ROOT / name).read_text(encoding="utf-8")
        for name in tracked()
        if (name.endswith((".py", ".sh")) and not name.startswith("tests/")) or name in ("Makefile", ".ci/run")
    )


def pages() -> list[Path]:
    found = [
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("README*.md"),
        *ROOT.glob("hotline/*.md"),
        *ROOT.glob("benchmarks/results/*.md"),
    ]
    return sorted([*found, *(ROOT / name for name in ("CONTRIBUTING.md", "SECURITY.md", "THIRD_PARTY.md"))])


def is_there(name: str, anywhere: bool) -> bool:
    """`<lang>` and the like stand for one part of a path, `*` for anything, {a,b} for either.

    `anywhere`: not only from the root of the repository.
    """
    pattern = re.escape(name.removeprefix("./").rstrip("/"))
    pattern = re.sub(r"<[^/<>]+>|\\\*", "[^/]*", pattern)
    pattern = re.sub(r"\\\{([^{}]*)\\\}", lambda match: f"(?:{'|'.join(match[1].split(','))})", pattern)
    start = "(^|/)" if anywhere else "^"
    return any(re.search(rf"{start}{pattern}$", each) for each in tracked())


def is_missing(token: str, made_here: frozenset[str]) -> bool:
    """Is it meant as a path of the repository, and not there?"""
    name = re.sub(r":\d+$", "", token).removeprefix("./")
    first, slash, _ = name.partition("/")
    ours = bool(slash) and (ROOT / first).is_dir() and first in tracked()
    named = name.endswith(CHECKED_ENDINGS) and not name.startswith((".", "/", "*", "~", "http"))
    if not (ours or named) or GENERATED.search(name) or name in made_here:
        return False
    return not is_there(name, anywhere=not ours)


def quoted(text: str) -> Iterator[str]:
    """What stands in backticks in running text; fenced blocks are examples."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    yield from (re.sub(r"\s+", " ", match) for match in re.findall(r"`([^`]+)`", prose))


def bare_paths(text: str) -> Iterator[str]:
    """Paths of files outside of backticks, in examples too."""
    yield from (
        match for match in re.findall(r"(?<![\w/`<>.-])\w+/[\w/.<>*{}-]+", text) if match.endswith(CHECKED_ENDINGS)
    )


def missing_paths(text: str) -> list[str]:
    made_here = frozenset(NEW_HERE.findall(text))
    words = [word.strip(",;()[]:") for quote in quoted(text) for word in quote.split()]
    return [word for word in (*words, *bare_paths(text)) if is_missing(word, made_here)]


def broken_links(page: Path) -> list[str]:
    prose = re.sub(r"^```.*?^```|`[^`]+`", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    targets = re.findall(r"\]\(([^)\s]+)\)", prose)
    local = [target.partition("#")[0] for target in targets if not re.match(r"\w+:", target)]
    return [target for target in local if target and not (page.parent / target).exists()]


def unknown_modules(text: str) -> list[str]:
    """`package.module.name`: the file, and that the name stands in it."""
    packages = {name for name in tracked() if (ROOT / name / "__init__.py").exists() and "/" not in name}
    found = []
    for quote in quoted(text):
        for dotted in re.findall(r"(?<![\w./-])[a-z]\w*(?:\.\w+)+", quote):
            parts = dotted.split(".")
            if parts[0] in packages and f".{parts[-1]}" not in CHECKED_ENDINGS and not _module_has(parts):
                found.append(dotted)
    return found


def _module_has(parts: list[str]) -> bool:
    for length in range(len(parts), 0, -1):
        path = ROOT.joinpath(*parts[:length])
        if path.with_suffix(".py").is_file():
            names = parts[length:]
            source = path.with_suffix(".py").read_text(encoding="utf-8")
            return all(re.search(rf"\b(class|def) {name}\b|^\s*{name}\b", source, re.M) for name in names)
    return ROOT.joinpath(*parts).is_dir()


def unknown_members(text: str) -> list[str]:
    """`Class.member`: a class of ours that has it."""
    names = {match for quote in quoted(text) for match in re.findall(r"^([A-Z]\w+[a-z]\w*)\.([a-z_]\w*)", quote)}
    return [f"{owner}.{member}" for owner, member in sorted(names) if not _class_has(owner, member)]


def _class_has(owner: str, member: str) -> bool:
    body = re.search(rf"^class {owner}\b.*?(?=^\S|\Z)", code(), re.M | re.S)
    return bool(body and re.search(rf"^    (def )?{member}\b|self\.{member}\b", body[0], re.M))


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_names_is_there(page):
    text = page.read_text(encoding="utf-8")
    assert missing_paths(text) == []
    assert broken_links(page) == []
    assert unknown_modules(text) == []
    assert unknown_members(text) == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_variables_of_the_environment_are_read_by_the_code(page):
    named = set(re.findall(r"OTKLIK_[A-Z_]*[A-Z]", page.read_text(encoding="utf-8")))
    read = set(re.findall(r"OTKLIK_[A-Z_]*[A-Z]", code()))
    by_language = [name[: -len("{language")] for name in VARIABLES_BY_LANGUAGE.findall(code())]
    read |= {f"{name}{language}" for name in by_language for language in ("RU", "EN")}
    assert named - read == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see `nlu/corpus/ru.yml`", ["nlu/corpus/ru.yml"]),
        ("`call/journal.py` and `render.py`", ["call/journal.py"]),
        ("`hotline/<lang>/phrases.toml`, `hotline/{ru,en}/gold.tsv`, `out/demo.wav`", []),
        ("File `hotline/forms/new.toml`:\n\nthen `hotline/forms/new.toml`", []),
        ("```\nnlu/nowhere/ru.yml:4: fault\n```", ["nlu/nowhere/ru.yml"]),
        ("`python run_assistant.py replay tests/nowhere`", ["tests/nowhere"]),
    ],
)
def test_the_search_sees_paths(text, found):
    assert missing_paths(text) == found


def test_what_the_code_says_of_documents_is_there():
    named = {
        (name, page)
        for name in tracked()
        if name.endswith((".py", ".toml", ".sh")) or name in ("Makefile", ".ci/run")
        for page in re.findall(r"docs/[\w/-]+\.md", (ROOT / name).read_text(encoding="utf-8"))
    }
    assert sorted(pair for pair in named if not (ROOT / pair[1]).is_file()) == []


def test_the_search_sees_names():
    assert unknown_modules("`call.slots.checks.email_ok`, `call.slots.checks.nothing`") == ["call.slots.checks.nothing"]
    assert unknown_members("`CallLoop.run`, `Conversation.run`") == ["Conversation.run"]


def test_no_page_holds_the_marks_of_a_merge():
    marked = ("<<<<<<< ", ">>>>>>> ")
    texts = {page: page.read_text(encoding="utf-8").splitlines() for page in pages()}
    assert [page for page, lines in texts.items() if any(line.startswith(marked) for line in lines)] == []
