"""Reads `hotline/<language>/sounds_like.toml`: how callers' words sound that a speech model does not know."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from call.errors import SoundsBroken
from datafiles.toml_lines import Faults, check_keys, read_toml
from voice.language_model.terms import SoundsLike

FILE_NAME = "sounds_like.toml"


def read_sounds_like(folder: Path) -> SoundsLike:
    """The file in a language's folder; nothing if there is none. Raises SoundsBroken with every faulty line."""
    path, faults = folder / FILE_NAME, Faults()
    if not path.exists():
        return SoundsLike()
    file = read_toml(path, faults)
    if file is not None:
        check_keys(file, faults, (), file.tables, (), ("endings", "words"))
        for key, said in _mistakes(file.tables):
            faults.add(path, file.line(*key), said)
    if file is None or faults.found:
        raise SoundsBroken(faults.found)
    words = {word: tuple(tuple(row.split()) for row in rows) for word, rows in file.tables.get("words", {}).items()}
    return SoundsLike(words, tuple((one, other) for one, other in file.tables.get("endings", ())))


def _mistakes(tables: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    endings, words = tables.get("endings", []), tables.get("words", {})
    if not isinstance(endings, list) or not all(_texts(pair) and len(pair) == 2 for pair in endings):
        yield ("endings",), 'endings: write pairs like ["ться", "тся"]'
    if not isinstance(words, dict):
        yield ("words",), "words: write a table"
        return
    for word, rows in words.items():
        if not _texts(rows) or not all(len(row.split()) > 1 for row in rows):
            yield ("words", word), f'{word}: write rows of at least two words, like ["с нильс"]'


def _texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, str) and each for each in value)
