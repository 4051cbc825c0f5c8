"""The answer whose sample questions mean what a text means.

Text and samples are vectors of a sentence encoder in a space where samples of one answer lie together (nlu/sentences).
An answer is as near as the mean of two cosines: to the mean of its samples, which is what they have in common, and the
mean of those to the three nearest, which is what was asked before in nearly this sense. That is its likeness. Which
answer is likeliest the words say too: how alike they are to those of the three nearest samples, how much of them the
samples of the answer know, how much the questions that come after it, and which pairs of words the samples have. Each
witness alone finds less; figures are in docs/decisions/044-three-witnesses.md and 045-pairs-and-follow-ups.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from call.questions import FOR_SCORE, OF_SCORE, AnswerParts, Near, NearPart, Samples
from nlu.normalizer import normalize
from nlu.sentences.metric import unit
from nlu.sentences.packed_model import Floats
from nlu.sentences.sentence_vectors import SentenceVectors, Space
from nlu.sentences.wording import pairs
from nlu.understanding.pair_index import PairIndex
from nlu.understanding.word_index import WordIndex

NEAREST = 3
"""Samples of an answer that count by themselves."""
OF_MEANING, OF_WORDING, OF_KNOWN = 13.6, 12.2, 2.4
"""Logarithms of odds for a unit of likeness, of the cosine in wording, and of the share of the words that are known.
Fitted on words of strangers; see docs/decisions/045-pairs-and-follow-ups.md."""
OF_FURTHER, OF_PAIRS = 3.8, 1.3
"""The same for the share of the stems that is in questions after the answer, and for what PairIndex says."""
REMEMBERED = 64
"""Texts whose likenesses are kept: several rules ask for those of a turn."""
SLOPE, SHIFT = 1.1, -0.12
"""From cosines to likeness: on those words its best is spread as in 041, where the limits of the dialog were chosen."""


@dataclass(frozen=True, slots=True)
class _Index:
    """All samples of one language, those of an answer together."""

    answers: tuple[str, ...]
    samples: Floats
    """Shape (samples, directions)."""
    rows: NDArray[np.intp]
    """The samples of each answer, shape (answers, most samples of one); past its last one the number of all samples."""
    means: Floats
    """Shape (answers, directions)."""
    words: "_Words | None"
    """None if the wording does not count."""

    def likeness(self, text: Floats) -> Floats:
        """Of a text, shape (directions,), to each answer, by its meaning."""
        meant = (self.means @ text + self._nearest(self.samples @ text)) / 2
        return (SLOPE * meant + SHIFT).astype(np.float32)

    def odds(self, likeness: Floats, words: "_Words", counts: csr_matrix, near: csr_matrix) -> Floats:
        """Natural logarithms for the answers, of their likeness and of a text's wording and pairs of words."""
        cosines, known = words.index.scores(counts)
        odds: Floats = OF_MEANING * likeness + OF_WORDING * self._nearest(cosines) + OF_KNOWN * known
        odds = odds + OF_FURTHER * words.index.known_further(counts) + OF_PAIRS * words.pairs.scores(near)
        return odds

    def _nearest(self, cosines: Floats) -> Floats:
        """The mean of the cosines to the NEAREST samples of each answer."""
        of_answers = np.append(cosines, np.float32(-np.inf))[self.rows]  # no sample is like nothing
        most = min(NEAREST, of_answers.shape[1])
        nearest = np.partition(of_answers, -most, axis=1)[:, -most:]
        known = np.isfinite(nearest)
        mean: Floats = np.where(known, nearest, 0).sum(axis=1) / known.sum(axis=1)
        return mean


@dataclass(frozen=True, slots=True)
class _Words:
    """The witnesses of words."""

    index: WordIndex
    pairs: PairIndex


OF_QUESTIONS, OF_SENTENCE = 10.0, 9.6
"""Logarithms of odds for a part, for each unit of likeness to its questions and to what it says. Fitted on samples left
out; see docs/decisions/042-facts.md."""


@dataclass(frozen=True, slots=True)
class _PartsIndex:
    """The parts of one answer."""

    ids: tuple[str, ...]
    questions: Floats
    """Means of the questions of each part, shape (parts, directions)."""
    as_answers: _Index
    """The same questions as if each part were an answer of its own."""
    sentences: Floats
    """Shape (sentences, width)."""
    starts: NDArray[np.intp]
    """Where the sentences of each part begin."""


class NearestQuestions:
    """Implements `call.questions.QuestionFinder`; shared by all calls and threads."""

    def __init__(self, vectors: SentenceVectors) -> None:
        self._vectors = vectors
        self._indexes: WeakKeyDictionary[Samples, _Index] = WeakKeyDictionary()
        self._remembered = lru_cache(REMEMBERED)(self._nearest)
        self._parts: WeakKeyDictionary[AnswerParts, _PartsIndex] = WeakKeyDictionary()

    def nearest(self, samples: Samples, text: str) -> Sequence[Near]:
        if not samples.asked or not normalize(text, samples.language):
            return ()
        return self._remembered(samples, text)

    def _nearest(self, samples: Samples, text: str) -> Sequence[Near]:
        self.prepare(samples)
        index = self._indexes[samples]
        likeness = index.likeness(self._vectors.project([text], samples.language)[0])
        odds = OF_SCORE * likeness + FOR_SCORE
        if index.words:
            counts = self._vectors.wordings([text], samples.language)
            odds = index.odds(likeness, index.words, counts, pairs([text], samples.language))
        order = np.argsort(-odds, kind="stable")
        return [Near(index.answers[at], float(likeness[at]), float(odds[at])) for at in order]

    def nearest_parts(self, parts: AnswerParts, text: str) -> Sequence[NearPart]:
        if not any(part.asked for part in parts.parts) or not normalize(text, parts.language):
            return ()
        if parts not in self._parts:
            self._parts[parts] = self._parts_index(parts)
        index = self._parts[parts]
        like = index.questions @ self._vectors.project([text], parts.language, Space.PARTS)[0]
        answers = index.sentences @ self._vectors.project([text], parts.language, Space.MEANING)[0]
        odds = OF_QUESTIONS * like + OF_SENTENCE * np.maximum.reduceat(answers, index.starts)
        scores = index.as_answers.likeness(self._vectors.project([text], parts.language)[0])
        by_part = dict(zip(index.as_answers.answers, map(float, scores), strict=True))
        order = np.argsort(-odds, kind="stable")
        return [NearPart(index.ids[at], float(odds[at]), by_part.get(index.ids[at], 0.0)) for at in order]

    def read(self, texts: Sequence[str], language: str) -> None:
        self._vectors.project(texts, language)

    def prepare(self, samples: Samples) -> None:
        """Do now what the first question would wait for."""
        if samples not in self._indexes:
            self._remembered.cache_clear()  # what is remembered of answers that were changed would keep their index
            self._indexes[samples] = self._index(samples)

    def _parts_index(self, parts: AnswerParts) -> _PartsIndex:
        language = parts.language
        said = [parts.in_context(sentence) for part in parts.parts for sentence in part.said]
        self.read([*(text for part in parts.parts for text in part.asked), *said], language)
        questions = [
            self._vectors.project(part.asked, language, Space.PARTS).mean(axis=0) if part.asked else None
            for part in parts.parts
        ]
        width = next(len(each) for each in questions if each is not None)
        means = unit(np.array([np.zeros(width) if each is None else each for each in questions], np.float32))
        sentences = self._vectors.project(said, language, Space.MEANING)
        starts = np.cumsum([0, *(len(part.said) for part in parts.parts)])[:-1]
        asked = tuple((part.id, question) for part in parts.parts for question in part.asked)
        as_answers = self._index(Samples(language, asked, of_parts=True))
        return _PartsIndex(tuple(part.id for part in parts.parts), means, as_answers, sentences, starts)

    def _index(self, samples: Samples) -> _Index:
        asked = sorted(samples.asked)
        answers = [answer for answer, _ in asked]
        questions = [question for _, question in asked]
        vectors = self._vectors.project(questions, samples.language)
        names, starts, owners = np.unique(answers, return_index=True, return_inverse=True)
        means = unit(np.add.reduceat(vectors, starts, axis=0))
        ids = tuple(map(str, names))
        words = None if samples.of_parts else self._words(samples, ids, questions, owners)
        return _Index(ids, vectors, _rows(starts, len(vectors)), means, words)

    def _words(self, samples: Samples, ids: Sequence[str], asked: Sequence[str], owners: NDArray[np.intp]) -> _Words:
        language, numbers = samples.language, {id: number for number, id in enumerate(ids)}
        further = [(numbers[id], question) for id, question in samples.further if id in numbers]
        counts = self._vectors.wordings([question for _, question in further], language)
        after = np.array([number for number, _ in further], np.intp)
        shape = (len(ids), len(further))
        of_answers = csr_matrix((np.ones(len(further), np.float32), (after, np.arange(len(further)))), shape)
        words = WordIndex(self._vectors.wordings(asked, language), owners, of_answers @ counts)
        return _Words(words, PairIndex(pairs(asked, language), owners))


def _rows(starts: NDArray[np.intp], samples: int) -> NDArray[np.intp]:
    """Numbers of the samples of each answer, those of one in a row that is filled up with the number of all samples."""
    counts = np.diff(np.append(starts, samples))
    places = np.arange(counts.max(initial=1))
    return np.where(places < counts[:, None], starts[:, None] + places, samples)
