"""Names of letters in spoken words: «эр» and "ar" are r; «эс как доллар» and "n as in nancy" are s and n."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nlu.numbers.numbers import number_words

_HINTS = {"ru": ("как", "будто"), "en": ("as in", "as", "like", "for")}
_WITH_DOT = ("с", "точкой")


@dataclass(frozen=True, slots=True)
class LetterNames:
    """The names of letters in one language."""

    said: Mapping[tuple[str, ...], str]
    """One or more words -> Latin letters."""
    nato: Mapping[str, str]
    """Words that are letters only beside other letters: "mike" is also a name."""


@dataclass(frozen=True, slots=True)
class Spelt:
    """Letters, and the number of their words with hints and repeats."""

    letters: str
    words: int
    sure: bool = True
    """False for a word that is a letter only beside other letters."""


def letter_names(language: str) -> tuple[str, ...]:
    """The names as they are said, with the Latin letters themselves where callers spell so."""
    names = _names(language)
    said = (" ".join(words) for words in names.said)
    spoken = (*said, *names.nato, *"abcdefghijklmnopqrstuvwxyz") if language == "en" else tuple(said)
    return tuple(dict.fromkeys(spoken))


def letter_at(words: Sequence[str], at: int, language: str) -> Spelt | None:
    """The letter that is named from word `at` on, with «дважды» before it and a hint after it; None if none."""
    lexicon = number_words(language)
    if at + 1 < len(words) and words[at] in lexicon.repeats and (spelt := _named(words, at + 1, language)):
        times = lexicon.repeats[words[at]]
        if (words[at], words[at + 1]) != ("double", "u"):
            return _hinted(words, at, Spelt(spelt.letters * times, spelt.words + 1), language)
    spelt = _named(words, at, language)
    return _hinted(words, at, spelt, language) if spelt else None


def _named(words: Sequence[str], at: int, language: str) -> Spelt | None:
    names = _names(language)
    for length in (3, 2, 1):
        heard = tuple(words[at : at + length])
        if len(heard) == length and heard in names.said:
            return Spelt(names.said[heard], length)
    word = words[at] if at < len(words) else ""
    if len(word) == 1 and word.isascii() and word.isalpha():
        return Spelt(word, 1)
    return Spelt(names.nato[word], 1, sure=False) if word in names.nato else None


def _hinted(words: Sequence[str], at: int, spelt: Spelt, language: str) -> Spelt:
    end = at + spelt.words
    if spelt.letters == "i" and tuple(words[end : end + 2]) == _WITH_DOT:
        return Spelt("i", spelt.words + 2)
    for hint in _HINTS["ru" if language == "ru" else "en"]:
        heard = hint.split()
        if list(words[end : end + len(heard)]) == heard and end + len(heard) < len(words):
            after = end + len(heard)
            if tuple(words[after : after + 2]) == _WITH_DOT:  # «и как с точкой»
                return Spelt(spelt.letters, after + 2 - at)
            if tuple(words[after + 1 : after + 3]) == _WITH_DOT:  # «ай как и с точкой»
                return Spelt(spelt.letters, after + 3 - at)
            return Spelt(spelt.letters, after + 1 - at)
    return spelt


@cache
def _names(language: str) -> LetterNames:
    tables = tomllib.loads(resources.files("nlu.numbers").joinpath("letters.toml").read_text(encoding="utf-8"))
    table = tables["ru" if language == "ru" else "en"]
    letters = {**{letter: names for letter, names in table.items() if letter != "words"}, **table["words"]}
    said = {tuple(name.split("-")): letter for letter, names in letters.items() for name in names.split()}
    said.pop((), None)
    nato = {name: letter for letter, names in tables["nato"].items() for name in names.split()}
    return LetterNames(said, nato)
