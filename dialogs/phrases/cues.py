"""Cues, the words that the dialog listens for besides the labels: a small pattern language for lists in data files.

A cue is one or more words in a row. A word that ends in `*` stands for all words that begin so. `ё` and `е` are equal.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
PATTERN = re.compile(r"[^\W_]+\*?")


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text without punctuation."""
    return tuple(WORD.findall(text))


@lru_cache(maxsize=128)  # the rules look for some twenty cues in the same words
def words_of(text: str) -> tuple[str, ...]:
    """The words in lower case, with `е` for `ё`, so that they can be compared."""
    return tokens(text.lower().replace("ё", "е"))


@dataclass(frozen=True, slots=True)
class Cues:
    """A list of cues, each a tuple of words."""

    cues: tuple[tuple[str, ...], ...]
    anywhere: re.Pattern[str]
    """Finds any of the cues in words that are joined by single spaces."""

    @classmethod
    @lru_cache(maxsize=8192)
    def of(cls, *cues: str) -> "Cues":
        patterns = tuple(tuple(PATTERN.findall(cue.lower().replace("ё", "е"))) for cue in cues)
        alternatives = "|".join(" ".join(cue).replace("*", r"\w*") for cue in patterns)
        return cls(patterns, re.compile(rf"(?<!\S)(?:{alternatives})(?!\S)"))

    def found(self, text: str) -> bool:
        return self.anywhere.search(" ".join(words_of(text))) is not None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """The places of cues in the text as word indices (from, to), in no particular order. They may overlap."""
        words = words_of(text)
        if not self.anywhere.search(" ".join(words)):
            return
        for cue in self.cues:
            first, rest = cue[0], cue[1:]
            for at in range(len(words) - len(rest)):
                if _same(first, words[at]) and all(map(_same, rest, words[at + 1 :])):
                    yield at, at + len(cue)


def covered(text: str, *lists: Cues) -> bool:
    """Does the text consist only of cues of these lists?"""
    indices = {index for cues in lists for start, end in cues.spans(text) for index in range(start, end)}
    return len(indices) == len(words_of(text))


def _same(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern[-1] == "*" else word == pattern
