"""Spoken names of services, documents, regions, stages and days, from `<lang>/spoken_names.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from call.errors import ThingsBroken
from call.labels import LANGUAGES
from call.slots.types import Family, types_of
from datafiles.toml_lines import Faults, TomlFile, check_keys, read_toml
from dialogs.phrases.cues import WORD, Cues

FILE = "spoken_names.toml"
"""The file's name in the folder of each language."""
UNKNOWN = "unknown"
KINDS = types_of(Family.NAMED)
DAYS = ("date", "day", "time")
NOT_KNOWN = "not_known"
"""The table of things that callers name and no article is about; a hotline may have none."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of an application in plain words."""

    name: str
    explain: str


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """A thing that no article is about."""

    name: str
    """As it stands after «про» or "about"."""
    words: Cues


@dataclass(frozen=True, slots=True)
class SpokenNames:
    """The names of one language."""

    stages: Mapping[str, Stage]
    names: Mapping[str, Mapping[str, str]]
    """Kind -> id -> name."""
    months: tuple[str, ...]
    days: Mapping[str, str]
    """Patterns for a date, for a date in the year of the call, and for a moment."""
    not_known: Mapping[str, NoAnswer]


@dataclass(frozen=True, slots=True)
class ThingBook:
    """The names of all languages. They have the same ids."""

    languages: Mapping[str, SpokenNames]

    def name(self, language: str, kind: str, thing: str) -> str:
        """A name as a short sentence; for an unknown id a name that fits all of its kind."""
        names = self.languages[language].names[kind]
        return names.get(thing, names[UNKNOWN])

    def not_known(self, language: str, thing: str) -> str:
        """The name of a thing that no article is about."""
        known = self.languages[language].not_known.get(thing)
        return known.name if known else ""

    def not_known_in(self, language: str, text: str) -> str:
        """Id of the first such thing that the words name; empty if they name none."""
        things = self.languages[language].not_known.items()
        return next((thing for thing, each in things if each.words.found(text)), "")

    def stage(self, language: str, stage: str) -> Stage:
        stages = self.languages[language].stages
        return stages.get(stage, stages[UNKNOWN])

    def day(self, language: str, iso: str, today: date) -> str:
        """«25 ноября», with the year if it is not today's. A text that is no date is returned as it is."""
        try:
            moment = datetime.fromisoformat(iso)
        except ValueError:
            return iso
        names = self.languages[language]
        pattern = names.days["time" if "T" in iso else "day" if moment.year == today.year else "date"]
        return pattern.format(
            day=moment.day, month=names.months[moment.month - 1], year=moment.year, time=f"{moment:%H:%M}"
        )


def load_things(hotline: Path) -> ThingBook:
    """The spoken names of a hotline in every language.

    Raises:
        ThingsBroken: with all faults of all files.
    """
    faults = Faults()
    files = {language: read_toml(hotline / language / FILE, faults) for language in LANGUAGES}
    read = {language: file for language, file in files.items() if file}
    for file in read.values():
        _check(file, faults)
    if not faults.found:
        first, *others = read.values()
        for other in others:
            _check_alike(first, other, faults)
    if faults.found:
        raise ThingsBroken(faults.found)
    return ThingBook({language: _names(file.tables) for language, file in read.items()})


def _names(tables: Mapping[str, Any]) -> SpokenNames:
    return SpokenNames(
        stages={name: Stage(row["name"], row["explain"]) for name, row in tables["stages"].items()},
        names={kind: tables[kind] for kind in KINDS},
        months=tuple(tables["months"]),
        days={key: tables[key] for key in DAYS},
        not_known={
            thing: NoAnswer(row["name"], Cues.of(*row["words"])) for thing, row in tables.get(NOT_KNOWN, {}).items()
        },
    )


def _check(file: TomlFile, faults: Faults) -> None:
    check_keys(file, faults, (), file.tables, ("months", "stages", *DAYS, *KINDS), (NOT_KNOWN,))
    if len(file.tables.get("months", ())) != 12:
        faults.add(file.path, file.line("months"), "months: the twelve names are needed")
    for stage, row in file.tables.get("stages", {}).items():
        check_keys(file, faults, ("stages", stage), row, ("name", "explain"))
        for key, text in row.items():
            _check_sentence(file, faults, ("stages", stage, key), text)
    for thing, row in file.tables.get(NOT_KNOWN, {}).items():
        check_keys(file, faults, (NOT_KNOWN, thing), row, ("name", "words"))
    for kind in KINDS:
        names = file.tables.get(kind, {})
        if UNKNOWN not in names:
            faults.add(file.path, file.line(kind), f"missing: {kind}.{UNKNOWN}")
        for key, text in names.items():
            _check_sentence(file, faults, (kind, key), text)
    if UNKNOWN not in file.tables.get("stages", {}):
        faults.add(file.path, file.line("stages"), f"missing: stages.{UNKNOWN}")


def _check_sentence(file: TomlFile, faults: Faults, place: tuple[str, ...], text: object) -> None:
    if not isinstance(text, str) or not WORD.search(text) or text[-1] not in ".?!":
        faults.add(file.path, file.line(*place), f"{'.'.join(place)}: a whole sentence that ends with . is needed")


def _check_alike(first: TomlFile, other: TomlFile, faults: Faults) -> None:
    for kind in ("stages", *KINDS):
        check_keys(other, faults, (kind,), other.tables[kind], tuple(first.tables[kind]))
    ours, theirs = (file.tables.get(NOT_KNOWN, {}) for file in (first, other))
    check_keys(other, faults, (NOT_KNOWN,), theirs, tuple(ours))
