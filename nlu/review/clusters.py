"""Clusters phrases with similar words and similar predictions, so that one decision can serve many.

The distance is the mean of two. One is the cosine distance of TF-IDF (stemmed words and characters as in
nlu/classifier/features.py, but weighted on these phrases, so that words unknown to the model count too). The other is
the squared Hellinger distance of the model's probabilities. With complete linkage the loosest pair bounds a cluster
(docs/decisions/018-review.md).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from call.events import RankedIntent
from nlu.classifier.features import stems

LOOSEST = 0.47
"""Largest distance in a cluster. Below one half, equal probabilities without a common word make no cluster."""
MOST = 3_000
"""Most phrases. The distances take 8 bytes times this number squared."""

_ANY_WORD = r"\S+"

Doubles = NDArray[np.float64]


def clusters(
    texts: Sequence[str], rankings: Sequence[Sequence[RankedIntent]], counts: Sequence[int], language: str
) -> tuple[tuple[int, ...], ...]:
    """Groups of row numbers: those with the most turns first, then by the likeliest label of their first row.

    `texts` are normalised, at most `MOST`. `rankings` have every label of each text, `counts` say how often it was
    said. In a group the most frequent text comes first.
    """
    groups: dict[int, list[int]] = {}
    for row, group in enumerate(_grouped(texts, rankings, language)):
        groups.setdefault(group, []).append(row)
    ordered = [tuple(sorted(rows, key=lambda row: (-counts[row], row))) for rows in groups.values()]
    return tuple(
        sorted(ordered, key=lambda rows: (-sum(counts[row] for row in rows), rankings[rows[0]][0].intent, rows[0]))
    )


def _grouped(texts: Sequence[str], rankings: Sequence[Sequence[RankedIntent]], language: str) -> Sequence[int]:
    if len(texts) < 2:
        return [0] * len(texts)
    from sklearn.cluster import AgglomerativeClustering

    distances = (_of_words(texts, language) + _of_meaning(rankings)) / 2
    linkage = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="complete", distance_threshold=LOOSEST
    )
    return [int(group) for group in linkage.fit_predict(distances)]


def _of_words(texts: Sequence[str], language: str) -> Doubles:
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(token_pattern=_ANY_WORD, sublinear_tf=True)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    stemmed = [" ".join(stems(text, language)) for text in texts]
    table: Any = hstack([words.fit_transform(stemmed), characters.fit_transform(texts)], format="csr")
    # Halved, because each of the two blocks has the length 1.
    return _apart((table @ table.T).toarray() / 2)


def _of_meaning(rankings: Sequence[Sequence[RankedIntent]]) -> Doubles:
    labels = {ranked.intent: column for column, ranked in enumerate(rankings[0])}
    roots = np.zeros((len(rankings), len(labels)))
    for row, ranking in enumerate(rankings):
        for ranked in ranking:
            roots[row, labels[ranked.intent]] = np.sqrt(ranked.confidence)
    return _apart(roots @ roots.T)


def _apart(alike: Doubles) -> Doubles:
    distances = np.clip(1.0 - alike, 0.0, None)
    np.fill_diagonal(distances, 0.0)
    return distances
