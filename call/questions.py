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
    """From about -1 to 1: how much its questions mean what the words mean."""


class QuestionFinder(Protocol):
    """Finds the answers whose questions are most like a text."""

    def nearest(self, samples: Samples, text: str) -> Sequence[Near]:
        """Every answer with its likeness to the text, the nearest first; none for a text without words."""
        ...

    def read(self, texts: Sequence[str], language: str) -> None:
        """Texts that will be asked about: read together they take less time than one after the other."""
        ...

    def prepare(self, samples: Samples) -> None:
        """Do now what the first question would wait for."""
        ...
