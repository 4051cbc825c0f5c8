"""The cues between dictated digits, by their effect on the number; from dictation.toml."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

_ORDER_OF_WORDS = re.compile(r"\s+")


class Mark(StrEnum):
    """The kind of some words in a row. Each is one letter, so that a dictation can be matched as a string."""

    GROUP = "G"
    FILLER = "f"
    SLIP = "S"
    EXCUSE = "E"
    """A slip inside a dictation. Before it, it only gains time: «подождите, сорок шесть»."""
    RESTART = "R"
    AGAIN = "A"
    NOT = "N"
    BUT = "B"
    CHANGE = "C"
    UNWANTED = "U"
    """Behind digits that are wrong; before digits the same as `NOT`."""
    LAST = "L"
    FIRST = "F"
    OR = "O"
    SLIP_AT_END = "s"
    """A slip with `LAST` behind its digits; no cue of its own."""
    STRANGE = "X"
    """A number word that is not known; from `nlu.numbers.numbers.is_strange`, not from the table."""
    OTHER = "_"


@dataclass(frozen=True, slots=True)
class DictationCue:
    """Words in a row with an effect on the number."""

    words: tuple[str, ...]
    mark: Mark

    def stands(self, words: Sequence[str], at: int) -> bool:
        """Does the cue begin at that word?"""
        there = words[at : at + len(self.words)]
        return len(there) == len(self.words) and all(map(same_word, self.words, there))


def cue_at(words: Sequence[str], at: int, language: str) -> DictationCue | None:
    """The longest cue that begins there. Of equally long ones a filler comes last."""
    return next((cue for cue in _beginning_with(words[at], language) if cue.stands(words, at)), None)


def sayable_cues(language: str, marks: Sequence[Mark]) -> tuple[str, ...]:
    """The cues of these kinds without open endings, as they are said."""
    wanted = (cue for cue in _cues(language) if cue.mark in marks)
    return tuple(" ".join(cue.words) for cue in wanted if not any("*" in word or "#" in word for word in cue.words))


@lru_cache(maxsize=4096)
def _beginning_with(word: str, language: str) -> tuple[DictationCue, ...]:
    """The cues that begin with a word. Cached, because most words begin none: without this a turn takes 1 ms longer."""
    return tuple(cue for cue in _cues(language) if same_word(cue.words[0], word))


@cache
def _cues(language: str) -> tuple[DictationCue, ...]:
    tables = tomllib.loads(resources.files("nlu.numbers").joinpath("dictation.toml").read_text(encoding="utf-8"))
    cues = [
        DictationCue(tuple(_ORDER_OF_WORDS.split(text.replace("ё", "е"))), Mark[name.upper()])
        for name, texts in tables["ru" if language == "ru" else "en"].items()
        for text in texts
    ]
    # «а» is both a filler and the contrast `but`. Only a «не» before it tells which, so the contrast comes first.
    return tuple(sorted(cues, key=lambda cue: (-len(cue.words), cue.mark is Mark.FILLER)))


def same_word(pattern: str, word: str) -> bool:
    """`*` at the end of a pattern stands for any ending, `#` for any word."""
    return pattern == "#" or (word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern)
