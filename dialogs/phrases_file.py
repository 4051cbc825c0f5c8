"""Checks one phrases file: every fault with its line, none of them fatal to the search for the others.

`tomllib` gives no positions, so lines are found by the headers and keys of the text itself.
"""

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

from call.errors import Fault
from call.events import BargeIn
from dialogs.cues import WORD
from dialogs.prompts import Cue, Menu, Prompt

TABLES = ("digits", "say", "options", "cues")
MOST_OPTIONS = 9
"""As many as there are keys from 1 on."""


@dataclass(slots=True)
class Faults:
    """Collects them."""

    found: list[Fault] = field(default_factory=list)

    def add(self, path: Path, line: int, text: str) -> None:
        self.found.append(Fault(str(path), line, text))


@dataclass(frozen=True, slots=True)
class PhrasesFile:
    """A file as parsed, and where its keys stand."""

    path: Path
    tables: Mapping[str, Any]
    lines: Mapping[str, int]
    """Line of `table`, `table.key` or `table.key.field`; the n-th of an array of tables is `options.menu[n]`."""

    def line(self, *keys: str) -> int:
        """Of the key, or of the nearest table around it; 1 if there is none."""
        for end in range(len(keys), 0, -1):
            if (line := self.lines.get(".".join(keys[:end]))) is not None:
                return line
        return 1


def read_phrases(path: Path, faults: Faults) -> PhrasesFile:
    """Parse and check; faults go into `faults`."""
    try:
        text = path.read_text(encoding="utf-8")
        file = PhrasesFile(path, tomllib.loads(text), lines_of(text))
    except (OSError, UnicodeDecodeError) as error:
        faults.add(path, 1, f"cannot be read as UTF-8 text: {type(error).__name__}")
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        faults.add(path, int(at[1]) if at else len(text.splitlines()), f"not TOML: {error}")
    else:
        _check(file, faults)
        return file
    return PhrasesFile(path, {}, {})


def check_alike(files: Sequence[PhrasesFile], faults: Faults) -> None:
    """A menu must offer the same in every language: a switch in the middle of it must not change what is chosen."""
    if faults.found:
        return
    for menu in Menu:
        for other in files[1:]:
            ours, theirs = ([row["intents"] for row in file.tables["options"][menu]] for file in (files[0], other))
            if ours != theirs:
                same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))
                text = f"options.{menu}: not the same intents in the same order as in {files[0].path.name}"
                faults.add(other.path, other.line("options", f"{menu}[{min(same, len(theirs) - 1)}]"), text)


def lines_of(text: str) -> dict[str, int]:
    """Line of every table and key of a TOML text, as `PhrasesFile.lines` wants them."""
    lines: dict[str, int] = {}
    rows: Counter[str] = Counter()
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*(\[\[?)\s*([\w.-]+)\s*\]", line):
            table = header[2]
            if header[1] == "[[":
                rows[header[2]] += 1
                table = f"{header[2]}[{rows[header[2]] - 1}]"
            lines.setdefault(table.partition(".")[0], number)
            lines[table] = number
        elif key := re.match(r"\s*([\w-]+)\s*=", line):
            lines[f"{table}.{key[1]}" if table else key[1]] = number
    return lines


def _check(file: PhrasesFile, faults: Faults) -> None:
    _check_keys(file, faults, (), file.tables, TABLES)
    digits = file.tables.get("digits")
    if digits is not None and (not _texts(digits) or len(digits) != 10):
        faults.add(file.path, file.line("digits"), "digits: the ten words for 0 to 9 are needed")
    for prompt, say in _table(file, faults, "say", tuple(Prompt)).items():
        _check_say(file, faults, prompt, say)
    for menu, rows in _table(file, faults, "options", tuple(Menu)).items():
        _check_options(file, faults, menu, rows)
    for cue, words in _table(file, faults, "cues", tuple(Cue)).items():
        if not _texts(words):
            faults.add(file.path, file.line("cues", cue), f"cues.{cue}: a list of words is needed")


def _table(file: PhrasesFile, faults: Faults, name: str, ids: Collection[str]) -> Mapping[str, Any]:
    """The table without its unknown keys."""
    table = file.tables.get(name)
    if table is None:
        return {}
    if not isinstance(table, dict):
        faults.add(file.path, file.line(name), f"{name}: a table is needed")
        return {}
    _check_keys(file, faults, (name,), table, ids)
    return {key: value for key, value in table.items() if key in set(ids)}


def _check_keys(
    file: PhrasesFile,
    faults: Faults,
    place: tuple[str, ...],
    table: Mapping[str, Any],
    known: Collection[str],
    optional: Collection[str] = (),
) -> None:
    for key in (key for key in table if key not in {*known, *optional}):
        near = difflib.get_close_matches(key, [*known, *optional], n=1)
        hint = f"; did you mean {str(near[0])!r}?" if near else ""
        faults.add(file.path, file.line(*place, key), f"unknown key {'.'.join((*place, key))!r}{hint}")
    for key in known:
        if key not in table:
            faults.add(file.path, file.line(*place), f"missing: {'.'.join((*place, key))}")


def _check_say(file: PhrasesFile, faults: Faults, prompt: str, say: object) -> None:
    if not isinstance(say, dict):
        faults.add(file.path, file.line("say", prompt), f"say.{prompt}: a table with `text` is needed")
        return
    _check_keys(file, faults, ("say", prompt), say, ("text",), ("barge_in",))
    if "text" in say and (not isinstance(say["text"], str) or not say["text"].strip()):
        faults.add(file.path, file.line("say", prompt, "text"), f"say.{prompt}.text: a sentence is needed")
    if say.get("barge_in", "free") not in [str(policy) for policy in BargeIn]:
        text = f"say.{prompt}.barge_in: one of {', '.join(BargeIn)} is needed"
        faults.add(file.path, file.line("say", prompt, "barge_in"), text)


def _check_options(file: PhrasesFile, faults: Faults, menu: str, rows: object) -> None:
    if (
        not isinstance(rows, list)
        or not 2 <= len(rows) <= MOST_OPTIONS
        or not all(isinstance(row, dict) for row in rows)
    ):
        faults.add(
            file.path, file.line("options", f"{menu}[0]"), f"options.{menu}: 2 to {MOST_OPTIONS} tables are needed"
        )
        return
    for index, row in enumerate(rows):
        place = ("options", f"{menu}[{index}]")
        _check_keys(file, faults, place, row, ("intents", "words"))
        for key in row.keys() & {"intents", "words"}:
            if not _texts(row[key]):
                faults.add(file.path, file.line(*place, key), f"{'.'.join(place)}.{key}: a list of words is needed")


def _texts(value: object) -> bool:
    """A list of texts with at least a letter or a digit in each."""
    return (
        isinstance(value, list) and bool(value) and all(isinstance(item, str) and WORD.search(item) for item in value)
    )
