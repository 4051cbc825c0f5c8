"""A likeness of questions that is learnt from sample questions: linear discriminant analysis (Fisher 1936, Rao 1948).

The encoder places sentences by subject, wording, length and mood. Samples of one answer show what does not matter: they
ask the same. Directions in which they differ are shrunk, and only those stay in which answers differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.sentences.packed_model import Floats

SHRINKAGE = 0.7
"""Weight of a round covariance beside the measured one (Friedman 1989); .3 and .5 find a little less."""
KEPT, KEPT_OF_PARTS = 128, 64
"""Directions that stay, of 384: with all of them, 2 of 100 questions more are found wrongly."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A map of vectors into a space where the cosine says how alike two questions are."""

    centre: Floats
    """Mean of the vectors, shape (width,)."""
    projection: Floats
    """Shape (width, directions)."""

    def project(self, vectors: Floats) -> Floats:
        """Shape (texts, width) to (texts, directions), of length 1."""
        return unit(unit(vectors - self.centre) @ self.projection)


def learn_metric(vectors: Floats, answers: Sequence[str], matters: Sequence[int] = (), kept: int = KEPT) -> Metric:
    """The metric of sample questions.

    Args:
        answers: to which answer each row belongs.
        matters: the matter of each row, if questions are only compared with others about the same one.
        kept: directions that stay.
    """
    centre = vectors.mean(axis=0)
    centred = unit(vectors - centre).astype(np.float64)
    if len(matters):
        centred -= _means(centred, matters)
    means = _means(centred, answers)
    within = centred - means
    scatter = within.T @ within / len(within)
    even = np.eye(len(scatter)) * np.trace(scatter) / len(scatter)
    values, axes = np.linalg.eigh((1 - SHRINKAGE) * scatter + SHRINKAGE * even)
    whitening = axes / np.sqrt(values) @ axes.T
    _, first = np.unique(np.asarray(answers), return_index=True)
    between = means[first] @ whitening
    directions = np.linalg.eigh(between.T @ between)[1][:, -kept:]
    return Metric(centre.astype(np.float32), (whitening @ directions).astype(np.float32))


def widest(vectors: Floats, kept: int = KEPT) -> Metric:
    """The directions in which vectors differ most: principal components (Pearson 1901), without scaling."""
    centre = vectors.mean(axis=0)
    centred = unit(vectors - centre).astype(np.float64)
    axes = np.linalg.eigh(centred.T @ centred)[1][:, -kept:]
    return Metric(centre.astype(np.float32), axes.astype(np.float32))


def _means(rows: NDArray[np.float64], groups: Sequence[str] | Sequence[int]) -> NDArray[np.float64]:
    """For each row the mean of its group."""
    _, owner, counts = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    sums = np.zeros((len(counts), rows.shape[1]))
    np.add.at(sums, owner, rows)
    means: NDArray[np.float64] = (sums / counts[:, None])[owner]
    return means


def unit(rows: Floats) -> Floats:
    """Rows of length 1; a row of zeros stays as it is."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return (rows / np.where(lengths, lengths, 1)).astype(rows.dtype)
