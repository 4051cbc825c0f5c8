"""docs/how-to/retrain.md: every command in it exists, and its part about a new word is done."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from datafiles.hotline import SHIPPED
from tests.commands.program import ROOT, run, several

HOW_TO = (ROOT / "docs" / "how-to" / "retrain.md").read_text("utf-8")
NEW_WORD = "самозапрет"
COMMAND = re.compile(r"^\$ python run_assistant\.py (.*)\n((?:(?!\$|```).*\n)*)", re.M)
AT_THE_END = re.compile(r"^At the end of `([^`]+)`:\n```yaml\n(.*?)```", re.M | re.S)
CHANGES = re.compile(r"\d+ phrases|among \d+|yml:\d+|\d+ near copies")
"""What may be another number tomorrow."""


def part(number: int) -> str:
    (found,) = re.findall(rf"^## {number}\..*?(?=^## |\Z)", HOW_TO, re.M | re.S)
    return str(found)


def commands(text: str) -> list[tuple[list[str], str]]:
    return [(shlex.split(words), shown) for words, shown in COMMAND.findall(text)]


def names(words: list[str]) -> list[str]:
    return words[:2] if words[0] == "corpus" else words[:1]


def same(line: str) -> str:
    return CHANGES.sub("#", line)


def test_every_command_of_the_page_is_there_with_its_options() -> None:
    inline = [shlex.split(each) for each in re.findall(r"`python run_assistant\.py ([^`]+)`", HOW_TO)]
    named = [words for words, _ in commands(HOW_TO)] + inline
    assert len(named) > 12
    for words in named:
        usage = run(*names(words), "--help")
        assert usage.returncode == 0, words
        for option in (word for word in words if word.startswith("-")):
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", usage.stdout), (words, option)


def test_the_reasons_are_those_of_the_screen() -> None:
    from commands.review.screen import _REASONS

    table = re.findall(r"^\| (.+?) \| .* \|$", part(1), re.M)
    assert set(_REASONS.values()) <= set(table)


@pytest.fixture
def hotline(tmp_path: Path) -> Path:
    """The shipped hotline as it was before anybody had written the new word, committed."""
    copy = tmp_path / "hotline"
    shutil.copytree(SHIPPED, copy, ignore=shutil.ignore_patterns("heard", "blind", "adapted"))
    for path in [*(copy / "ru" / "examples").iterdir(), copy / "ru" / "sounds_like.toml"]:
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if NEW_WORD not in line), "utf-8")
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "all"]):
        subprocess.run(["git", *words], cwd=copy, check=True, capture_output=True)
    return copy


@pytest.mark.whole
def test_a_new_word_is_written_and_then_heard_as_the_page_says(hotline: Path, tmp_path: Path) -> None:
    text = part(3)
    before, after = text.split("At the end of", 1)
    first = commands(before)
    run_and_compare([*first], hotline)
    ((name, block),) = AT_THE_END.findall(text)
    path = tmp_path / name
    path.write_text(path.read_text("utf-8") + block, "utf-8")
    assert NEW_WORD in block
    run_and_compare(commands(after), hotline)
    assert len(first) == 1
    assert NEW_WORD not in first[0][1]
    assert NEW_WORD in commands(after)[-1][1]


def run_and_compare(page: list[tuple[list[str], str]], hotline: Path) -> None:
    for (_, shown), done in zip(page, several([words for words, _ in page], OTKLIK_HOTLINE=hotline), strict=True):
        assert (done.returncode, done.stderr) == (0, "")
        printed = done.stdout.replace(f"{hotline}/", "hotline/").splitlines()
        for line, wanted in zip(printed, shown.splitlines(), strict=True):
            start = same(wanted.removesuffix("..."))
            assert same(line).startswith(start) if wanted.endswith("...") else same(line) == start
