"""Sample questions: what callers ask, and which answer, or which part of one, is about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Samples:
    """All sample questions of one language. Two objects are never equal, so that one can be the key of a cache."""

    language: str
    asked: tuple[tuple[str, str], ...]
    """Pairs of the id of an answer and a question, as a recogniser writes it."""
    of_parts: bool = False
    """Do they ask for parts of an answer, in words that fit any matter? Then only their meaning counts."""
    further: tuple[tuple[str, str], ...] = ()
    """Pairs of the id of an answer and a question that callers ask after it: words that have to do with it."""


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """What can be told of one matter: a fact, a section, or the answer itself."""

    id: str
    asked: tuple[str, ...]
    """Sample questions."""
    said: tuple[str, ...]
    """Its sentences."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class AnswerParts:
    """Everything that can be told of one matter. Two objects are never equal, as with `Samples`."""

    language: str
    title: str
    parts: tuple[AnswerPart, ...]

    def in_context(self, sentence: str) -> str:
        """A sentence as it is compared: with the name of its matter."""
        return f"{self.title} {sentence}"


OF_SCORE, FOR_SCORE = 30.0, 1.7
"""Odds by the meaning alone: on words of strangers, what an answer with such a score has in all."""


@dataclass(frozen=True, slots=True)
class Near:
    """An answer, and how like the caller's words its questions are."""

    id: str
    score: float
    """From about -1 to 1: how much its questions mean what the words mean."""
    odds: float
    """Natural logarithm, against the other answers: of the meaning and of the words themselves."""

    @property
    def by_meaning(self) -> float:
        """The odds where only the meaning counts."""
        return OF_SCORE * self.score + FOR_SCORE


@dataclass(frozen=True, slots=True)
class NearPart:
    """A part of an answer, and what speaks for it."""

    id: str
    odds: float
    """Natural logarithm, against the other parts of the answer."""
    score: float
    """As in `Near`: to be compared with other answers."""


class QuestionFinder(Protocol):
    """Finds the answers whose questions are most like a text."""

    def nearest(self, samples: Samples, text: str) -> Sequence[Near]:
        """Every answer with its likeness to the text, the likeliest first; none for a text without words."""
        ...

    def nearest_parts(self, parts: AnswerParts, text: str) -> Sequence[NearPart]:
        """Every part, the likeliest first; none for a text without words."""
        ...

    def read(self, texts: Sequence[str], language: str) -> None:
        """Texts that will be asked about: read together they take less time than one after the other."""
        ...

    def prepare(self, samples: Samples) -> None:
        """Do now what the first question would wait for."""
        ...
