"""What a change costs: how many files of code it touches, counted on a copy of the program that is changed and run.

The changes are pages in tests/changes/; all are made in one copy, so they do not disturb each other either. What each
may cost is promised in CONTRIBUTING.md. Data of a hotline, documents and tests are not counted: they grow with what is
told, not with how the program is built. A new category is shown by tests/dialogs/test_add_a_category.py.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from voice.sound.recording import Recording

ROOT = Path(__file__).parents[1]
CHANGES = ROOT / "tests" / "changes"
HOW_TO = ROOT / "docs" / "how-to" / "add-a-category.md"
CODE = ("call", "commands", "datafiles", "desk", "dialogs", "engine", "nlu", "replay", "voice")
MOST = {"act": 5, "slot_type": 3, "slot_type_with_reader": 3, "line": 0, "category": 0}
"""Whatever CONTRIBUTING.md promises, never more files than these."""
TALKS = ("act", "phase", "line", "slot_type", "slot_type_with_reader")
SOUNDS = ("line_of_sound", "voice", "recogniser")
TONE_HZ = 400
NEW_FILE = re.compile(r"^File `([^`]+)`:\n```\w+\n(.*?)```", re.M | re.S)
EDIT = re.compile(r"^In `([^`]+)` (after|before|instead of) `([^\n]+)`:\n```\w+\n(.*?)```", re.M | re.S)
CONVERSATION = re.compile(r"^Conversation:\n```yaml\n(.*?)```", re.M | re.S)
PROMISE = re.compile(r"^\| ([^|]+) \|.*\| (\d+) \| \[[^]]+\]\(([^)]+)\) \|$", re.M)

pytestmark = pytest.mark.whole


@dataclass(frozen=True, slots=True)
class Edit:
    """Text for a new file, or for a place in a file that is there."""

    name: str
    where: str
    """`after`, `before` or `instead of`; empty for a new file."""
    line: str
    text: str

    @property
    def is_code(self) -> bool:
        return self.name.endswith(".py")

    def make(self, tree: Path) -> None:
        path = tree / self.name
        if not self.where:
            assert not path.exists(), f"{self.name} is there already"
            path.write_text(self.text, encoding="utf-8")
            return
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        found = [at for at, line in enumerate(lines) if line.strip() == self.line]
        assert len(found) == 1, f"{self.name} has {len(found)} lines `{self.line}`"
        first = found[0] + (self.where == "after")
        gap = "\n\n" if self.text.startswith(("@", "class ")) else ""  # ruff takes it off the end of a page's block
        lines[first : first + (self.where == "instead of")] = [self.text + gap]
        path.write_text("".join(lines), encoding="utf-8")


def edits(change: str) -> list[Edit]:
    text = (CHANGES / f"{change}.md").read_text(encoding="utf-8")
    new = [Edit(name, "", "", content) for name, content in NEW_FILE.findall(text)]
    return new + [Edit(*found) for found in EDIT.findall(text)]


def files_of_code(change: str) -> int:
    if change == "category":
        places = re.findall(r"^(?:File|Line in|Change in) (.*):$", HOW_TO.read_text(encoding="utf-8"), re.M)
        assert len(places) >= 8
        return sum(".py`" in place for place in places)
    return len({edit.name for edit in edits(change) if edit.is_code})


def promises() -> dict[str, int]:
    """Change -> the number of files that CONTRIBUTING.md promises."""
    rows = PROMISE.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    return {Path(page).stem.replace("add-a-", ""): int(files) for _, files, page in rows}


def copied(tree: Path) -> Path:
    """The program and its hotline, without what only training needs."""
    for name in CODE:
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "hotline", tree / "hotline", ignore=shutil.ignore_patterns("heard", "blind", "examples"))
    (tree / "models").mkdir()
    for path in (ROOT / "models").iterdir():
        if path.suffix in (".py", ".toml"):
            shutil.copy(path, tree / "models")
        elif path.name.startswith(("vosk-", "multilingual-", "sentences")):
            (tree / "models" / path.name).symlink_to(path.resolve())
    for name in ("run_assistant.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tree)
    return tree


def run(tree: Path, *command: str, sound: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """A Python program in the copy, with the intent models of this one."""
    models = os.environ.get("OTKLIK_INTENT_MODELS") or str(ROOT / "models" / "intents")
    places = {f"OTKLIK_{name.upper()}": str(tree / name) for name in ("hotline", "out", "cache")}
    env = {**os.environ, **places, "OTKLIK_INTENT_MODELS": models}
    return subprocess.run(
        [sys.executable, *command], cwd=tree, env=env, input=sound, capture_output=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with every change."""
    tree = copied(tmp_path_factory.mktemp("changed"))
    for change in (*TALKS, *SOUNDS):
        for edit in edits(change):
            edit.make(tree)
    return tree


@pytest.fixture(scope="module")
def talked(tree: Path) -> dict[str, list[str]]:
    """How the conversations of the pages went: change -> differences."""
    folder = tree / "conversations"
    folder.mkdir()
    for change in TALKS:
        (script,) = CONVERSATION.findall((CHANGES / f"{change}.md").read_text(encoding="utf-8"))
        (folder / f"{change}.yaml").write_text(script, encoding="utf-8")
    done = run(tree, "run_assistant.py", "chat", "--script", str(folder), "--json", "-")
    assert done.stdout, done.stderr.decode()
    return {Path(each["script"]).stem: each["differences"] for each in json.loads(done.stdout)}


def errors_of_types(tree: Path) -> list[str]:
    done = run(tree, "-m", "mypy", "--strict", *CODE)
    return [line for line in done.stdout.decode().splitlines() if ": error: " in line]


def test_every_change_is_promised() -> None:
    assert set(promises()) == {*TALKS, *SOUNDS, "category"} == {*MOST, "phase", *SOUNDS}
    assert {page.stem for page in CHANGES.glob("*.md")} == {*TALKS, *SOUNDS, "README"}


@pytest.mark.parametrize("change", [*TALKS, *SOUNDS, "category"])
def test_it_costs_as_many_files_as_promised(change: str) -> None:
    assert files_of_code(change) == promises()[change]
    assert files_of_code(change) <= MOST.get(change, 4)


@pytest.mark.parametrize("change", TALKS)
def test_it_works_in_a_conversation(talked: dict[str, list[str]], change: str) -> None:
    assert talked[change] == []


def test_the_new_act_is_shown_and_kept(tree: Path) -> None:
    journal = tree / "calls.jsonl"
    typed = "у меня не загружается скан паспорта\nпришлите мне ссылку\n/quit\n".encode()
    done = run(tree, "run_assistant.py", "chat", "--journal", str(journal), sound=typed)
    assert "[send_link]" in done.stdout.decode(), done.stderr.decode()
    events = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    assert [event["address"] for event in events if event["event"] == "send_link"] == ["gosuslugi.ru/document_upload"]


def test_the_new_line_carries_a_call_with_the_new_voice_and_recogniser(tree: Path) -> None:
    spoken = b"".join(frame.pcm for frame in Recording(ROOT / "tests" / "calls" / "callback.flac").sound())
    done = run(tree, "run_assistant.py", "pipe", "--voice", "tone", sound=spoken)
    told = done.stderr.decode().splitlines()
    assert done.returncode == 0, told
    assert {line for line in told if line.startswith("heard")} == {"heard оператор"}
    assert "did transfer" in told
    samples = np.frombuffer(done.stdout, dtype="<i2")
    spectrum = np.abs(np.fft.rfft(samples))
    assert round(np.argmax(spectrum) * 16_000 / len(samples)) == TONE_HZ


def test_the_types_are_whole_and_tell_what_was_forgotten(tree: Path) -> None:
    assert errors_of_types(tree) == []
    lines = {"desk/journal.py": "            case SendLink():\n", "voice/recognition/one_word.py": "    def partial"}
    for name, line in lines.items():
        before = (tree / name).read_text(encoding="utf-8")
        assert line in before
        forgotten = before.replace(line, line.replace("SendLink", "HangUp").replace("partial", "other"))
        (tree / name).write_text(forgotten, encoding="utf-8")
    errors = "\n".join(errors_of_types(tree))
    assert re.search(r'^desk/journal\.py:.*"SendLink"', errors, re.M), errors
    assert re.search(r'^engine/engine\.py:.*"OneWord".*"Transcriber"', errors, re.M), errors


def test_without_its_code_a_form_of_the_new_type_is_refused(tmp_path: Path) -> None:
    tree = copied(tmp_path)
    for edit in edits("slot_type"):
        if not edit.is_code:
            edit.make(tree)
    done = run(tree, "run_assistant.py", "chat", sound=b"/quit\n")
    assert 'unknown "postcode"' in (done.stdout + done.stderr).decode()
