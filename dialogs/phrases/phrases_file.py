"""Checks one phrases file. All faults are found in one run, each with its line."""

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from itertools import takewhile
from pathlib import Path
from typing import Any

from call.acts import BargeIn
from call.configured import Thing
from datafiles.toml_lines import Faults, TomlFile, check_keys, read_toml
from dialogs.phrases.cue import SECTION_CUES, Cue
from dialogs.phrases.cues import WORD
from dialogs.phrases.prompts import Menu, Prompt

TABLES = ("digits", "resume_words", "say", "options", "cues")
FOLLOW_UPS = "follow_ups"
"""A table that may be missing: questions after an answer, by the part of it that they ask for."""
WITHOUT = "without"
"""A table that may be missing: what is said instead of a prompt if a thing is not there."""
RESUME_WORDS = 40
MOST_OPTIONS = 9
"""The number of keys from 1 to 9."""


PhrasesFile = TomlFile
"""The phrases of one language as parsed."""


def read_phrases(path: Path, faults: Faults, intents: Collection[str]) -> PhrasesFile:
    """Parse and check a file. Faults are added to `faults`. `intents`: the request categories."""
    file = read_toml(path, faults)
    if file is None:
        return PhrasesFile(path, {}, {})
    _check(file, faults, intents)
    return file


def check_alike(files: Sequence[PhrasesFile], faults: Faults) -> None:
    """A menu must offer the same in every language, because a switch of language must not change what is chosen."""
    if faults.found:
        return
    for menu in Menu:
        for other in files[1:]:
            ours, theirs = ([row["intents"] for row in file.tables["options"][menu]] for file in (files[0], other))
            if ours != theirs:
                same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))
                text = f"options.{menu}: not the same intents in the same order as in {_short(files[0])}"
                faults.add(other.path, other.line("options", f"{menu}[{min(same, len(theirs) - 1)}]"), text)


def _check(file: PhrasesFile, faults: Faults, intents: Collection[str]) -> None:
    check_keys(file, faults, (), file.tables, TABLES, (WITHOUT, FOLLOW_UPS))
    digits = file.tables.get("digits")
    if digits is not None and (not _texts(digits) or len(digits) != 10):
        faults.add(file.path, file.line("digits"), "digits: the ten words for 0 to 9 are needed")
    words = file.tables.get("resume_words")
    if words is not None and (not _texts(words) or len({word.split()[0] for word in words}) != RESUME_WORDS):
        faults.add(file.path, file.line("resume_words"), f"resume_words: {RESUME_WORDS} different words are needed")
    for prompt, say in _table(file, faults, "say", tuple(Prompt)).items():
        _check_say(file, faults, prompt, say)
    for menu, rows in _table(file, faults, "options", tuple(Menu)).items():
        _check_options(file, faults, menu, rows, intents)
    for cue, words in _table(file, faults, "cues", tuple(Cue)).items():
        if not _texts(words):
            faults.add(file.path, file.line("cues", cue), f"cues.{cue}: a list of words is needed")
    _check_without(file, faults)
    _check_follow_ups(file, faults)


def _check_follow_ups(file: PhrasesFile, faults: Faults) -> None:
    kinds = file.tables.get(FOLLOW_UPS, {})
    if not isinstance(kinds, dict):
        faults.add(file.path, file.line(FOLLOW_UPS), f"{FOLLOW_UPS}: a table is needed")
        return
    check_keys(file, faults, (FOLLOW_UPS,), kinds, (), SECTION_CUES)
    for kind, questions in kinds.items():
        if not _texts(questions):
            faults.add(file.path, file.line(FOLLOW_UPS, kind), f"{FOLLOW_UPS}.{kind}: a list of questions is needed")


def _check_without(file: PhrasesFile, faults: Faults) -> None:
    things = file.tables.get(WITHOUT, {})
    if not isinstance(things, dict) or not all(isinstance(said, dict) for said in things.values()):
        faults.add(file.path, file.line(WITHOUT), f"{WITHOUT}: tables such as [{WITHOUT}.{Thing.DESK}] are needed")
        return
    check_keys(file, faults, (WITHOUT,), things, (), tuple(Thing))
    for thing, said in things.items():
        for prompt, text in said.items():
            if not isinstance(text, str) or not text.endswith((".", "!", "?")):
                place = file.line(WITHOUT, thing, prompt)
                faults.add(file.path, place, f"{WITHOUT}.{thing}.{prompt}: a whole sentence is needed, with its end")


def _table(file: PhrasesFile, faults: Faults, name: str, ids: Collection[str]) -> Mapping[str, Any]:
    """The table without its unknown keys."""
    table = file.tables.get(name)
    if table is None:
        return {}
    if not isinstance(table, dict):
        faults.add(file.path, file.line(name), f"{name}: a table is needed")
        return {}
    check_keys(file, faults, (name,), table, ids)
    return {key: value for key, value in table.items() if key in set(ids)}


def _check_say(file: PhrasesFile, faults: Faults, prompt: str, say: object) -> None:
    if not isinstance(say, dict):
        faults.add(file.path, file.line("say", prompt), f"say.{prompt}: a table with `text` is needed")
        return
    check_keys(file, faults, ("say", prompt), say, ("text",), ("barge_in",))
    if "text" in say and (not isinstance(say["text"], str) or not say["text"].strip()):
        faults.add(file.path, file.line("say", prompt, "text"), f"say.{prompt}.text: a sentence is needed")
    if say.get("barge_in", "free") not in [str(policy) for policy in BargeIn]:
        text = f"say.{prompt}.barge_in: one of {', '.join(BargeIn)} is needed"
        faults.add(file.path, file.line("say", prompt, "barge_in"), text)


def _check_options(file: PhrasesFile, faults: Faults, menu: str, rows: object, intents: Collection[str]) -> None:
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
        check_keys(file, faults, place, row, ("intents", "words"))
        for key in row.keys() & {"intents", "words"}:
            if not _texts(row[key]):
                faults.add(file.path, file.line(*place, key), f"{'.'.join(place)}.{key}: a list of words is needed")
        if _texts(row.get("intents")):
            for unknown in (intent for intent in row["intents"] if intent not in intents):
                near = get_close_matches(unknown, intents, n=1)
                hint = f"did you mean {str(near[0])!r}?" if near else f"it is one of {', '.join(intents)}"
                faults.add(file.path, file.line(*place, "intents"), f"no request category {unknown!r}: {hint}")


def _short(file: PhrasesFile) -> str:
    """The end of the path: `ru/phrases.toml`."""
    return f"{file.path.parent.name}/{file.path.name}"


def _texts(value: object) -> bool:
    """Is it a list of texts, each with a letter or a digit?"""
    return (
        isinstance(value, list) and bool(value) and all(isinstance(item, str) and WORD.search(item) for item in value)
    )
