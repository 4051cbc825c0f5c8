"""The article whose sample questions are most like a text: the cosine of TF-IDF vectors, text against mean of samples.

A vector has two blocks of equal length, stems with pairs of stems and character n-grams within words, as in the
classifier (nlu/classifier/features.py). So a question is found in other word forms and when a word was misheard, but
not by meaning: an article needs samples with the words that callers use. The mean (Rocchio's classifier) found more
than the nearest sample and nothing has to be trained; figures are in docs/decisions/039-sample-questions.md.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from call.questions import Near, Samples
from nlu.classifier.features import character_ngrams, stems, words_and_pairs
from nlu.normalizer import normalize

CHARACTERS = (3, 3)
TELLING = 0.25
"""A stem tells an article from the others of its category if the article has this share of the samples with it."""
COMMON = 0.03
"""A stem that so many of all articles have in their samples names no thing."""
Indices = NDArray[np.intp]
Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Block:
    """The n-grams of one kind: of words, or of characters."""

    columns: Mapping[str, int]
    idf: Weights
    starts: Indices
    """Where the entries of each column begin; the last one is their number."""
    articles: Indices
    """The article of each entry, column after column."""
    weights: Weights
    """The weight of the n-gram in that article."""

    def add(self, ngrams: Iterable[str], scores: Weights) -> None:
        """Add the likeness of a text to each article."""
        known = [self.columns[ngram] for ngram in set(ngrams) if ngram in self.columns]
        values = self.idf[known]
        values /= (sqrt(float(values @ values)) or 1.0) * sqrt(2.0)
        for column, value in zip(known, values, strict=True):
            place = slice(self.starts[column], self.starts[column + 1])
            scores[self.articles[place]] += value * self.weights[place]


@dataclass(frozen=True, slots=True)
class _Index:
    """The means of all articles."""

    articles: tuple[str, ...]
    blocks: tuple[_Block, _Block]
    telling: tuple[frozenset[str], ...]
    """The stems of each article that tell it from the others of its category."""
    expected: tuple[frozenset[str], ...]
    """The stems of each article, and those that name no thing."""


class NearestQuestions:
    """Implements `call.questions.QuestionFinder`; shared by all calls and threads."""

    def __init__(self) -> None:
        self._indexes: WeakKeyDictionary[Samples, _Index] = WeakKeyDictionary()
        self._last: tuple[Samples, str, Sequence[Near]] | None = None

    def nearest(self, samples: Samples, text: str) -> Sequence[Near]:
        last = self._last  # the rules of one turn ask several times
        if last is None or last[0] is not samples or last[1] != text:
            last = self._last = (samples, text, self._nearest(samples, text))
        return last[2]

    def _nearest(self, samples: Samples, text: str) -> Sequence[Near]:
        index = self._indexes.get(samples)
        if index is None:
            index = self._indexes[samples] = _index(samples)
        scores = np.zeros(len(index.articles))
        ngrams = _ngrams(text, samples.language)
        for block, found in zip(index.blocks, ngrams, strict=True):
            block.add(found, scores)
        said = frozenset(stem for stem in ngrams[0] if " " not in stem)
        near = (
            Near(
                index.articles[at],
                float(scores[at]),
                telling=not index.telling[at].isdisjoint(said),
                beyond=not said <= index.expected[at],
            )
            for at in np.flatnonzero(scores)
        )
        return sorted(near, key=lambda each: (-each.score, each.id))


def _ngrams(text: str, language: str) -> tuple[list[str], list[str]]:
    """Stems with pairs of neighbours, and character n-grams."""
    text = normalize(text, language)
    return words_and_pairs(stems(text, language), 1), character_ngrams(text, CHARACTERS)


def _index(samples: Samples) -> _Index:
    articles = {article: at for at, article in enumerate(dict.fromkeys(article for article, _ in samples.asked))}
    owners = np.array([articles[article] for article, _ in samples.asked], np.intp)
    texts = [_ngrams(question, samples.language) for _, question in samples.asked]
    sums = [_sums([text[kind] for text in texts], owners) for kind in (0, 1)]
    squares = sum(np.bincount(each.articles, each.weights**2, len(articles)) for each in sums)
    lengths = np.sqrt(np.maximum(squares, 1e-12))
    blocks = tuple(
        _Block(each.columns, each.idf, each.starts, each.articles, each.weights / lengths[each.articles])
        for each in sums
    )
    held = _held(samples)
    return _Index(tuple(articles), (blocks[0], blocks[1]), _telling(held), _expected(held))


def _sums(texts: Sequence[Sequence[str]], owners: Indices) -> _Block:
    """The vectors of one kind, each of unit length, added up over the samples of each article."""
    columns: dict[str, int] = {}
    held = [[columns.setdefault(ngram, len(columns)) for ngram in set(text)] for text in texts]
    sizes = np.array([len(each) for each in held], np.intp)
    column = np.fromiter((each for row in held for each in row), np.intp, int(sizes.sum()))
    row = np.repeat(np.arange(len(texts)), sizes)
    idf = np.log((1 + len(texts)) / (1 + np.bincount(column, minlength=len(columns)))) + 1.0
    lengths = np.sqrt(np.bincount(row, idf[column] ** 2, len(texts)) * 2.0)
    entry, place = np.unique(column * (int(owners.max(initial=0)) + 1) + owners[row], return_inverse=True)
    weights = np.asarray(np.bincount(place, idf[column] / lengths[row], len(entry)), np.float64)
    column, article = np.divmod(entry, int(owners.max(initial=0)) + 1)
    starts = np.searchsorted(column, np.arange(len(columns) + 1))
    return _Block(columns, idf, starts, article, weights)


def _held(samples: Samples) -> list[tuple[str, Counter[str]]]:
    """The category of each article, and in how many of its samples each stem stands."""
    held: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article, question in samples.asked:
        held[article].update(set(stems(normalize(question, samples.language), samples.language)))
    return [(article.partition("/")[0], words) for article, words in held.items()]


def _telling(held: Sequence[tuple[str, Counter[str]]]) -> tuple[frozenset[str], ...]:
    common: Counter[tuple[str, str]] = Counter()
    for category, words in held:
        common.update({(category, stem): count for stem, count in words.items()})
    return tuple(
        frozenset(stem for stem, count in words.items() if count >= TELLING * common[category, stem])
        for category, words in held
    )


def _expected(held: Sequence[tuple[str, Counter[str]]]) -> tuple[frozenset[str], ...]:
    articles = Counter(stem for _, words in held for stem in words)
    common = {stem for stem, count in articles.items() if count >= COMMON * len(held)}
    return tuple(frozenset(words) | common for _, words in held)
