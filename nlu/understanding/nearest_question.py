"""The sample questions that are nearest to a text: the cosine of TF-IDF vectors, word stems and characters apart.

Half of the score is that of stems and pairs of stems, half that of character n-grams within words, as in the classifier
(nlu/classifier/features.py). So a sample matches in other word forms and when a word was misheard, but not by meaning:
an article needs samples with the words that callers use. Figures: docs/decisions/039-sample-questions.md.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from call.questions import Near, Samples
from nlu.classifier.features import character_ngrams, stems, words_and_pairs
from nlu.normalizer import normalize

REACH = 2
"""Two words make a pair if the second is at most so many words after the first."""
CHARACTERS = (3, 5)


@dataclass(frozen=True, slots=True)
class _Block:
    """An inverted index: n-gram -> the samples that hold it, and its weight in each."""

    idf: Mapping[str, float]
    places: Mapping[str, tuple[NDArray[np.intp], NDArray[np.float32]]]

    def scores(self, ngrams: Iterable[str], count: int) -> NDArray[np.float32]:
        weights = _weighed(ngrams, self.idf)
        found = np.zeros(count, np.float32)
        for ngram, weight in weights.items():
            if ngram in self.places:
                at, values = self.places[ngram]
                found[at] += weight * values
        return found


class NearestQuestions:
    """Implements `call.questions.QuestionFinder`; shared by all calls and threads."""

    def __init__(self) -> None:
        self._indexes: WeakKeyDictionary[Samples, tuple[_Block, _Block]] = WeakKeyDictionary()

    def nearest(self, samples: Samples, text: str) -> Sequence[Near]:
        index = self._indexes.get(samples)
        if index is None:
            index = self._indexes[samples] = _index(samples)
        words, characters = _ngrams(text, samples.language)
        count = len(samples.asked)
        scores = 0.5 * index[0].scores(words, count) + 0.5 * index[1].scores(characters, count)
        best: dict[str, float] = {}
        for at in np.flatnonzero(scores):
            name, score = samples.asked[at][0], float(scores[at])
            best[name] = max(score, best.get(name, 0.0))
        return sorted((Near(name, score) for name, score in best.items()), key=lambda near: (-near.score, near.id))


def _ngrams(text: str, language: str) -> tuple[list[str], list[str]]:
    text = normalize(text, language)
    return words_and_pairs(stems(text, language), REACH), list(character_ngrams(text, CHARACTERS))


def _index(samples: Samples) -> tuple[_Block, _Block]:
    texts = [_ngrams(question, samples.language) for _, question in samples.asked]
    return _block([words for words, _ in texts]), _block([characters for _, characters in texts])


def _block(texts: Sequence[Sequence[str]]) -> _Block:
    held = Counter(ngram for text in texts for ngram in set(text))
    idf = {ngram: log((1 + len(texts)) / (1 + count)) + 1.0 for ngram, count in held.items()}
    places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, text in enumerate(texts):
        for ngram, weight in _weighed(text, idf).items():
            places[ngram].append((at, weight))
    packed = {
        ngram: (np.array([at for at, _ in found], np.intp), np.array([weight for _, weight in found], np.float32))
        for ngram, found in places.items()
    }
    return _Block(idf, packed)


def _weighed(ngrams: Iterable[str], idf: Mapping[str, float]) -> dict[str, float]:
    """Unit length. An n-gram of no sample counts with the greatest weight: it is what the samples do not know."""
    rarest = max(idf.values(), default=1.0)
    counts = Counter(ngrams)
    weights = {ngram: idf.get(ngram, rarest) * (1.0 + log(count)) for ngram, count in counts.items()}
    length = sum(weight * weight for weight in weights.values()) ** 0.5 or 1.0
    return {ngram: weight / length for ngram, weight in weights.items()}
