"""Finds near copies: phrases with the same words in another order or form, or with a typing error.

The measure is the share of common character trigrams within words (Jaccard). Order does not count, so «статус заявки
где» is a copy of «где статус заявки». A negation counts, so «конечно» and «конечно нет» are two phrases.

All pairs are found exactly without comparing all with all, because two sets that share enough must share one of their
rarest trigrams (prefix filter: Chaudhuri, Ganti, Kaushik, ICDE 2006; Bayardo, Ma, Srikant, WWW 2007).
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

ALIKE = 0.8
"""Measured on 9,700 written phrases: see docs/decisions/017-corpus-tools.md."""
NEGATIONS = frozenset(
    [
        *("не", "ни", "нет", "нету", "без", "нельзя", "неверно", "неправильно"),
        *("no", "not", "never", "none", "nothing", "without", "don't", "can't", "isn't", "wasn't", "didn't", "doesn't"),
    ]
)


@dataclass(frozen=True, slots=True)
class NearCopy:
    """Two of the given texts by their indices; `first` < `second`."""

    first: int
    second: int
    alike: float
    """Share of common trigrams, from `ALIKE` to 1."""


def near_copies(texts: Sequence[str], alike: float = ALIKE) -> tuple[NearCopy, ...]:
    """All pairs of texts with at least this likeness, in order. Texts are normalised: lower case, single spaces."""
    found = _pairs(_ranked([_trigrams(text) for text in texts]), alike)
    negated = [NEGATIONS.intersection(text.split()) for text in texts]
    return tuple(sorted((copy for copy in found if negated[copy.first] == negated[copy.second]), key=_place))


def _trigrams(text: str) -> set[str]:
    grams: set[str] = set()
    said: set[str] = set()
    for word in text.split():
        spaced = f" {word} "
        own = [spaced[at : at + 3] for at in range(len(spaced) - 2)]
        # A repeated word counts each time: «так» is not «так так так».
        grams.update(gram + word for gram in own) if word in said else grams.update(own)
        said.add(word)
    return grams


def _ranked(sets: Sequence[set[str]]) -> list[list[int]]:
    """The trigrams of each text as numbers, the rarest first."""
    frequency = Counter(gram for each in sets for gram in each)
    ranks = {gram: rank for rank, gram in enumerate(sorted(frequency, key=lambda gram: (frequency[gram], gram)))}
    return [sorted(ranks[gram] for gram in each) for each in sets]


def _pairs(ranked: Sequence[list[int]], alike: float) -> Iterator[NearCopy]:
    """All pairs, shorter texts first. Each text is compared with earlier ones that share one of its rarest trigrams."""
    sets = [frozenset(each) for each in ranked]
    holders: dict[int, deque[int]] = defaultdict(deque)
    for this in sorted(range(len(ranked)), key=lambda at: (len(ranked[at]), at)):
        own, size = sets[this], len(ranked[this])
        near: set[int] = set()
        for gram in ranked[this][: size - ceil(alike * size) + 1]:
            held = holders[gram]
            while held and len(sets[held[0]]) < alike * size:
                held.popleft()  # too short for this text and for all later ones
            near.update(held)
            held.append(this)
        for other in near:
            common = len(own & sets[other])
            share = common / (size + len(sets[other]) - common)
            if share >= alike:
                yield NearCopy(min(this, other), max(this, other), share)


def _place(copy: NearCopy) -> tuple[int, int]:
    return copy.first, copy.second
