"""Adapts a recogniser's language model to texts of a domain (docs/decisions/031-adapt.md has the figures)."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

import numpy as np

from voice.language_model.graph_reader import Graph
from voice.language_model.kneser_ney import HOLE, Sentence, estimate
from voice.language_model.mixture import Addition, mixed
from voice.language_model.terms import Pieces, SoundsLike, plain, sequences
from voice.language_model.trigram import WORD_BITS, Keys

DOMAIN, NUMBERS = 0.6, 0.05
"""Shares of the domain's texts and of numbers in the mixture. From 0.2 to 0.85 the first makes little difference."""
RECIPE = "adapted-1"
"""Changes whenever the same texts would give another graph."""
ANY_ENDING = "*"
_LONGEST_ENDING = 4
"""Letters."""
_MOST_FORMS = 5
_OFTEN = 2
"""Texts with a word, from which it may be cut into three pieces."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What callers are expected to say, in lower case without punctuation, words with single spaces."""

    said: Sequence[str]
    """Phrases of callers; each counts once."""
    names: Sequence[tuple[str, float]] = ()
    """Other texts of the domain, such as names of services, and how often each counts. `*`: any ending of a word."""
    numbers: Sequence[str] = ()
    """Dictated numbers."""
    sounds_like: SoundsLike = field(default_factory=SoundsLike)


@dataclass(frozen=True, slots=True)
class Adapted:
    """A graph, and the terms that are to be put back where it writes their sequences."""

    graph: Graph
    terms: Mapping[Pieces, str]


def adapt(stock: Graph, texts: Texts) -> Adapted:
    """The stock model mixed with the texts. Equal texts give equal bytes."""
    vocabulary = _Vocabulary(stock, texts)
    sentences = [each for text in texts.said for each in vocabulary.sentences(text, 1.0)]
    sentences += [each for text, weight in texts.names for each in vocabulary.sentences(text, weight)]
    domain = estimate(sentences, stock.trigram)
    parts = [Addition(domain, DOMAIN)]
    if texts.numbers:
        spoken = [each for text in texts.numbers for each in vocabulary.sentences(text, 1.0)]
        parts.append(Addition(estimate(spoken, stock.trigram), NUMBERS))
    return Adapted(replace(stock, trigram=mixed(stock.trigram, parts, domain)), vocabulary.terms)


class _Vocabulary:
    """The words of the model, and rows of them for words that it does not know."""

    def __init__(self, stock: Graph, texts: Texts) -> None:
        self._p = stock.trigram.unigrams
        self._ordinary = stock.trigram.bigrams
        self._ids = _ids(stock)
        self._sorted = sorted(self._ids)
        known = texts.sounds_like
        self._sounds_like = SoundsLike(
            {plain(word): tuple(tuple(map(plain, row)) for row in rows) for word, rows in known.words.items()},
            known.endings,
        )
        all_texts = (*texts.said, *(text for text, _ in texts.names))
        self._times = Counter(plain(word) for text in all_texts for word in set(text.split()))
        self._rows: dict[str, tuple[Pieces, ...]] = {}

    @property
    def terms(self) -> dict[Pieces, str]:
        """Sequence -> the term that a person wrote it for, or the commonest one of the texts read so far."""
        written = self._sounds_like.words.items()
        found = {row: term for term, rows in written for row in rows if len(row) > 1 and all(map(self._ids.get, row))}
        for term in sorted(self._rows, key=lambda word: (-self._times[word], word)):
            for row in self._rows[term]:
                if len(row) > 1:
                    found.setdefault(row, term)
        return found

    def sentences(self, text: str, weight: float) -> Iterator[Sentence]:
        """The text in known words, once for each way to write the unknown ones; these share the weight."""
        words = [plain(word) for word in text.split()]
        rows = {word: self._sequences(word) for word in words if word not in self._ids}
        ways = max([1, *map(len, rows.values())])
        for way in range(ways):
            ids = [id_ for word in words for id_ in self._written(word, rows.get(word), way)]
            yield ids, weight / ways

    def _written(self, word: str, rows: Sequence[Pieces] | None, way: int) -> Iterable[int]:
        if rows is None:
            return (self._ids[word],)
        return [self._ids[piece] for piece in rows[way % len(rows)]] if rows else (HOLE,)

    def _sequences(self, word: str) -> tuple[Pieces, ...]:
        if word.endswith(ANY_ENDING):
            return self._forms(word.removesuffix(ANY_ENDING))
        if word not in self._rows:
            often = self._times[word] >= _OFTEN
            found = sequences(word, self._probability, self._sounds_like, often=often)
            self._rows[word] = tuple(row for row in found if not self._is_ordinary(row, word))
        return self._rows[word]

    def _forms(self, stem: str) -> tuple[Pieces, ...]:
        """The commonest words with that beginning."""
        first, longest = bisect_left(self._sorted, stem), len(stem) + _LONGEST_ENDING
        known = takewhile(lambda word: word.startswith(stem), self._sorted[first:])
        forms = [(-self._probability(word), word) for word in known if len(word) <= longest]
        return tuple((word,) for _, word in sorted(forms)[:_MOST_FORMS])

    def _probability(self, word: str) -> float:
        return float(self._p[self._ids[word]]) if word in self._ids else 0.0

    def _is_ordinary(self, row: Pieces, word: str) -> bool:
        """Do people often say these words one after the other? Then they mean themselves."""
        if len(row) != 2 or row in self._sounds_like.words.get(word, ()):
            return False
        first, second = (self._ids[piece] for piece in row)
        return bool(self._ordinary.has(_key(first, second))[0])


def _key(first: int, second: int) -> Keys:
    return np.array([first << WORD_BITS | second], np.int64)


def _ids(stock: Graph) -> dict[str, int]:
    """Word without dots -> its id; of two spellings the one without dots."""
    known = [(word, id_) for id_, word in enumerate(stock.words) if word and stock.trigram.unigrams[id_] > 0]
    return {plain(word): id_ for word, id_ in sorted(known, key=lambda each: "ё" not in each[0])}
