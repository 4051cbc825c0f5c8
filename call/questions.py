"""Sample questions: what callers ask, and which answer is about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Samples:
    """All sample questions of one language. Two objects are never equal, so that one can be the key of a cache."""

    language: str
    asked: tuple[tuple[str, str], ...]
    """Pairs of the id of an answer and a question, as a recogniser writes it."""


@dataclass(frozen=True, slots=True)
class Near:
    """An answer, and how like its questions the caller's words are."""

    id: str
    score: float
    """Cosine to the mean of its questions, from 0 (nothing in common) to 1."""
    telling: bool = True
    """A word of the text stands in the questions of this answer and of few others of its category."""
    beyond: bool = False
    """The text has a word that stands neither in the questions of this answer nor in those of many others."""


class QuestionFinder(Protocol):
    """Finds the answers whose questions are most like a text."""

    def nearest(self, samples: Samples, text: str) -> Sequence[Near]:
        """Every answer that has anything in common with the text, the nearest first."""
        ...
