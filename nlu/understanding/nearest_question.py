"""The article whose sample questions are most like a text: the cosine of TF-IDF vectors, text against mean of samples.

A vector has two blocks of equal length, stems with pairs of stems and character n-grams within words, as in the
classifier (nlu/classifier/features.py). So a question is found in other word forms and when a word was misheard, but
not by meaning: an article needs samples with the words that callers use. The mean (Rocchio's classifier) found more
than the nearest sample and nothing has to be trained; figures are in docs/decisions/039-sample-questions.md.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from call.questions import Near, Samples
from nlu.classifier.features import character_ngrams, stems, words_and_pairs
from nlu.normalizer import normalize

CHARACTERS = (3, 5)
TELLING = 0.25
"""A stem tells an article from the others of its category if the article has this share of the samples with it."""
Weights = Mapping[str, float]
"""N-gram -> weight."""


@dataclass(frozen=True, slots=True)
class _Index:
    """The means of all articles, by n-gram."""

    articles: tuple[str, ...]
    idf: tuple[Weights, Weights]
    """Of the words, of the characters."""
    places: Mapping[str, tuple[NDArray[np.intp], NDArray[np.float32]]]
    """N-gram -> the articles that hold it, and its weight in each."""
    telling: tuple[frozenset[str], ...]
    """The stems of each article that few others of its category have."""


class NearestQuestions:
    """Implements `call.questions.QuestionFinder`; shared by all calls and threads."""

    def __init__(self) -> None:
        self._indexes: WeakKeyDictionary[Samples, _Index] = WeakKeyDictionary()

    def nearest(self, samples: Samples, text: str) -> Sequence[Near]:
        index = self._indexes.get(samples)
        if index is None:
            index = self._indexes[samples] = _index(samples)
        scores = np.zeros(len(index.articles), np.float32)
        ngrams = _ngrams(text, samples.language)
        for ngram, weight in _vector(ngrams, index.idf).items():
            at, values = index.places[ngram]
            scores[at] += weight * values
        found = (
            Near(index.articles[at], float(scores[at]), not index.telling[at].isdisjoint(ngrams[0]))
            for at in np.flatnonzero(scores)
        )
        return sorted(found, key=lambda near: (-near.score, near.id))


def _ngrams(text: str, language: str) -> tuple[list[str], list[str]]:
    """Stems with pairs of neighbours, and character n-grams, told apart by a mark."""
    text = normalize(text, language)
    characters = [f"#{ngram}" for ngram in character_ngrams(text, CHARACTERS)]
    return words_and_pairs(stems(text, language), 1), characters


def _index(samples: Samples) -> _Index:
    texts = [_ngrams(question, samples.language) for _, question in samples.asked]
    idf = (_idf([words for words, _ in texts]), _idf([characters for _, characters in texts]))
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (article, _), text in zip(samples.asked, texts, strict=True):
        sums[article].update(_vector(text, idf))
    places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, total in enumerate(sums.values()):
        for ngram, weight in _unit(total).items():
            places[ngram].append((at, weight))
    packed = {
        ngram: (np.array([at for at, _ in found], np.intp), np.array([weight for _, weight in found], np.float32))
        for ngram, found in places.items()
    }
    return _Index(tuple(sums), idf, packed, _telling(samples))


def _telling(samples: Samples) -> tuple[frozenset[str], ...]:
    held: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article, question in samples.asked:
        held[article].update(set(stems(normalize(question, samples.language), samples.language)))
    common: Counter[tuple[str, str]] = Counter()
    for article, words in held.items():
        common.update({(article.partition("/")[0], stem): count for stem, count in words.items()})
    return tuple(
        frozenset(stem for stem, count in words.items() if count >= TELLING * common[article.partition("/")[0], stem])
        for article, words in held.items()
    )


def _idf(texts: Sequence[Iterable[str]]) -> Weights:
    held = Counter(ngram for text in texts for ngram in set(text))
    return {ngram: log((1 + len(texts)) / (1 + count)) + 1.0 for ngram, count in held.items()}


def _vector(text: tuple[list[str], list[str]], idf: tuple[Weights, Weights]) -> dict[str, float]:
    """Unit length; both blocks have the same. N-grams of no sample are left out."""
    found: dict[str, float] = {}
    for ngrams, known in zip(text, idf, strict=True):
        counts = Counter(ngram for ngram in ngrams if ngram in known)
        block = _unit({ngram: known[ngram] * (1.0 + log(count)) for ngram, count in counts.items()})
        found.update((ngram, weight / sqrt(2.0)) for ngram, weight in block.items())
    return found


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {ngram: weight / length for ngram, weight in weights.items()}
