"""Finds named things by their names in the words: documents, services, regions, groups of citizens.

The names are data, `<language>/names.toml` of the hotline. The pattern language is that of the dialog's cues. A longer
row of words goes before those inside it. Of several things the last one counts. Names after «не» or "not" do not count.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from call.errors import ThingsBroken
from call.labels import LANGUAGES
from call.slots.types import SlotType
from datafiles.hotline import HOTLINE
from nlu.normalizer import normalize
from nlu.numbers.spoken_words import spoken_words
from nlu.slots.things_file import ThingsFile, check_alike, read_things

FILE = "names.toml"
"""The file's name in the folder of each language."""
_NOT = frozenset(["не", "not", "isn't", "вместо"])
_BETWEEN = frozenset(["в", "на", "из", "по", "the", "a", "from", "in", "by"])


@dataclass(frozen=True, slots=True)
class ThingMatch:
    """A thing in the words from `first` up to but not including `end`."""

    id: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class ThingNames:
    """All names for the things of one type in one language."""

    rows: tuple[tuple[tuple[str, ...], str], ...]
    """Pairs of a row of patterns and an id, long rows first."""
    anywhere: re.Pattern[str]
    """Finds any of them in words that are joined by single spaces: most phrases name nothing."""

    @classmethod
    def of(cls, things: Mapping[str, Sequence[str]]) -> "ThingNames":
        rows = [(tuple(row.replace("ё", "е").split()), id_) for id_, names in things.items() for row in names]
        rows.sort(key=lambda row: (-len(row[0]), -len(" ".join(row[0]))))
        names = "|".join(re.escape(" ".join(row)).replace(r"\*", r"\S*") for row, _ in rows)
        return cls(tuple(rows), re.compile(rf"(?<!\S)(?:{names})(?!\S)"))

    def found(self, words: Sequence[str]) -> tuple[ThingMatch, ...]:
        """All matches in order, without overlaps."""
        if not self.anywhere.search(" ".join(words)):
            return ()
        taken: set[int] = set()
        found = []
        for row, id_ in self.rows:
            for at in _places(row, words):
                span = set(range(at, at + len(row)))
                if not span & taken:
                    taken |= span
                    found.append(ThingMatch(id_, at, at + len(row)))
        return tuple(sorted(found, key=lambda each: each.first))


def ids(kind: SlotType) -> frozenset[str]:
    """All ids of a type in `things_file.THINGS`, the same in every language."""
    return frozenset(_files()["ru"].things[kind])


def read_names() -> None:
    """Read the names at the start, so that a fault stops the start of the program and not a call.

    Raises:
        ThingsBroken: as `load`.
    """
    _files()


def last_thing(kind: SlotType, text: str, language: str) -> str:
    """Id of the last named thing; empty if none. The words are tried as they are, then with the lexicon's terms."""
    names = _names(kind, language)
    for words in (spoken_words(text), tuple(normalize(text, language).split())):
        if wanted := [each for each in names.found(words) if not unwanted(words, each.first)]:
            return wanted[-1].id
    return ""


def things_in(kind: SlotType, words: Sequence[str], language: str) -> tuple[ThingMatch, ...]:
    """Every named thing, in order."""
    return _names(kind, language).found(words)


def unwanted(words: Sequence[str], at: int) -> bool:
    """Does «не» stand before the word, perhaps with a preposition between them?"""
    before = at - 1
    while before >= 0 and words[before] in _BETWEEN:
        before -= 1
    return before >= 0 and words[before] in _NOT


def load(hotline: Path) -> Mapping[str, ThingsFile]:
    """The names of a hotline in every language, checked.

    Raises:
        ThingsBroken: with every fault of every file, its line and the remedy.
    """
    files = {language: read_things(hotline / language / FILE) for language in LANGUAGES}
    faults = [fault for file in files.values() for fault in file.faults] or check_alike(tuple(files.values()))
    if faults:
        raise ThingsBroken(faults)
    return files


@cache
def _files() -> Mapping[str, ThingsFile]:
    return load(HOTLINE)


@cache
def _names(kind: SlotType, language: str) -> ThingNames:
    return ThingNames.of(_files()["ru" if language == "ru" else "en"].things[kind])


def _places(row: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    for at in range(len(words) - len(row) + 1):
        if all(_same(pattern, word) for pattern, word in zip(row, words[at:], strict=False)):
            yield at


def _same(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
