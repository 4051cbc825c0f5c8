"""Which number is it? The words before it say so: «заявление 7315, а перезвоните на 8916...»; number_names.toml."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nlu.numbers.dictation_cues import same_word

APPLICATION = "application_number"
DOCUMENT = "document"
"""A number that no form asks for."""
_NEAR = 2
"""Most words between «на» and the document that an application is about: «заявление на новый заграничный паспорт»."""
_BEHIND = 3
"""Most words between a number and its name behind it: «4508 123456 это мой паспорт»."""
_LINKS = frozenset(("это", "мой", "моя", "мои", "номер", "that's", "is", "my", "number", "the", "it's"))


@dataclass(frozen=True, slots=True)
class NumberName:
    """A name of a number."""

    of: str
    """A slot type, or `DOCUMENT`."""
    words: tuple[str, ...]
    least: int
    most: int
    """Digits that a number of this name may have."""

    def ends_at(self, words: Sequence[str], end: int) -> bool:
        start = end - len(self.words)
        return start >= 0 and all(map(same_word, self.words, words[start:end]))


@dataclass(frozen=True, slots=True)
class NumberNames:
    """The names of one language."""

    names: tuple[NumberName, ...]
    """Longer ones first."""
    about: frozenset[str]
    dated: frozenset[str]

    @property
    def kinds(self) -> frozenset[str]:
        """The slot types whose numbers have names."""
        return frozenset(name.of for name in self.names) - {DOCUMENT}

    def of(self, digits: int, before: Sequence[str], behind: Sequence[str]) -> str:
        """Whose number it is, from the words before it and behind it; empty if they do not say."""
        last = self._last(digits, before)
        if last is None:
            return self._behind(digits, behind)
        name, at = last
        subject = name.of == DOCUMENT and any(word in self.about for word in before[max(0, at - _NEAR) : at])
        if subject and any(found.of == APPLICATION for found, _ in self._all(digits, before[:at])):
            return APPLICATION
        return name.of

    def is_dated(self, before: Sequence[str]) -> bool:
        """Does a date follow these words?"""
        return bool(before) and before[-1] in self.dated

    def _last(self, digits: int, words: Sequence[str]) -> tuple[NumberName, int] | None:
        return next(iter(self._all(digits, words)), None)

    def _all(self, digits: int, words: Sequence[str]) -> tuple[tuple[NumberName, int], ...]:
        """The names in the words and where they begin, the last one first."""
        fitting = [name for name in self.names if name.least <= digits <= name.most]
        ends = range(len(words), 0, -1)
        return tuple((name, end - len(name.words)) for end in ends for name in fitting if name.ends_at(words, end))

    def _behind(self, digits: int, words: Sequence[str]) -> str:
        linked = next((at for at, word in enumerate(words[:_BEHIND]) if word not in _LINKS), 0)
        longest = next((name for name, at in self._all(digits, words[: linked + 1]) if at == linked), None)
        return longest.of if linked and longest else ""


@cache
def number_names(language: str) -> NumberNames:
    tables = tomllib.loads(resources.files("nlu.numbers").joinpath("number_names.toml").read_text(encoding="utf-8"))
    own = "ru" if language == "ru" else "en"
    names = [
        NumberName(row["of"], tuple(said.replace("ё", "е").split()), *row["digits"])
        for row in tables[own]
        for said in row["words"]
    ]
    names.sort(key=lambda name: -len(name.words))
    about, dated = (frozenset(tables[use][own]) for use in ("about", "dated"))
    return NumberNames(tuple(names), about, dated)
