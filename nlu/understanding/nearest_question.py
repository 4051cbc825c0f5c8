"""The answer whose sample questions mean what a text means.

Text and samples are vectors of a sentence encoder in a space where samples of one answer lie together (nlu/sentences).
An answer is as near as the mean of two cosines: to the mean of its samples, which is what they have in common, and the
mean of those to the three nearest, which is what was asked before in nearly these words. Each alone finds less; figures
are in docs/decisions/041-sentence-vectors.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from call.questions import Near, Samples
from nlu.normalizer import normalize
from nlu.sentences.metric import unit
from nlu.sentences.packed_model import Floats
from nlu.sentences.sentence_vectors import SentenceVectors

NEAREST = 3
"""Samples of an answer that count by themselves."""


@dataclass(frozen=True, slots=True)
class _Index:
    """All samples of one language, those of an answer together."""

    answers: tuple[str, ...]
    samples: Floats
    """Shape (samples, directions)."""
    starts: NDArray[np.intp]
    """Where the samples of each answer begin."""
    means: Floats
    """Shape (answers, directions)."""

    def scores(self, text: Floats) -> Floats:
        """The likeness of a text, shape (directions,), to each answer."""
        cosines = self.samples @ text
        ends = np.append(self.starts[1:], len(cosines))
        nearest = [np.sort(cosines[a:b])[-NEAREST:].mean() for a, b in zip(self.starts, ends, strict=True)]
        likeness: Floats = (self.means @ text + np.array(nearest, np.float32)) / np.float32(2)
        return likeness


class NearestQuestions:
    """Implements `call.questions.QuestionFinder`; shared by all calls and threads."""

    def __init__(self, vectors: SentenceVectors) -> None:
        self._vectors = vectors
        self._indexes: WeakKeyDictionary[Samples, _Index] = WeakKeyDictionary()

    def nearest(self, samples: Samples, text: str) -> Sequence[Near]:
        if not samples.asked or not normalize(text, samples.language):
            return ()
        self.prepare(samples)
        index = self._indexes[samples]
        scores = index.scores(self._vectors.project([text], samples.language)[0])
        order = np.argsort(-scores, kind="stable")
        return [Near(index.answers[at], float(scores[at])) for at in order]

    def read(self, texts: Sequence[str], language: str) -> None:
        self._vectors.project(texts, language)

    def prepare(self, samples: Samples) -> None:
        """Do now what the first question would wait for."""
        if samples not in self._indexes:
            self._indexes[samples] = self._index(samples)

    def _index(self, samples: Samples) -> _Index:
        asked = sorted(samples.asked)
        answers = [answer for answer, _ in asked]
        vectors = self._vectors.project([question for _, question in asked], samples.language)
        names, starts = np.unique(answers, return_index=True)
        means = unit(np.add.reduceat(vectors, starts, axis=0))
        return _Index(tuple(map(str, names)), vectors, starts, means)
