"""How alike a text is to samples in its wording, and how much of it the samples of an answer know.

Features (nlu/sentences/wording.py) are weighted by TF-IDF with the logarithm of counts, stems and pieces alike much
(Salton and Buckley 1988). Features that are in no sample are the rarest of all: the more there are of them, the less
the others say.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from nlu.sentences.packed_model import Floats
from nlu.sentences.wording import OF_STEMS


class WordIndex:
    """The samples of one language."""

    def __init__(self, counts: csr_matrix, owners: NDArray[np.intp], further: csr_matrix) -> None:
        """`counts`: shape (samples, features); `owners`: the answer of each sample, a number.

        `further`: shape (answers, features), counts of the questions that come after each answer.
        """
        samples = counts.shape[0]
        with_it = np.bincount(counts.indices, minlength=counts.shape[1])
        self._rarity = (np.log((1 + samples) / (1 + with_it)) + 1).astype(np.float32)
        self._samples = self._weighed(counts).T.tocsr()
        of_answers = csr_matrix((np.ones(samples, np.float32), (owners, np.arange(samples))))
        known = (of_answers @ counts).astype(bool).astype(np.float32)
        self._known = known.T.tocsr()
        self._further = further[:, :OF_STEMS].astype(bool).astype(np.float32).T.tocsr()

    def scores(self, counts: csr_matrix) -> tuple[Floats, Floats]:
        """Of a text, shape (1, features): its cosine to each sample, and the share of it that each answer knows."""
        text = self._weighed(counts)
        cosines: Floats = (text @ self._samples).toarray()[0]
        known: Floats = (text.multiply(text).tocsr() @ self._known).toarray()[0]
        return cosines, known

    def known_further(self, counts: csr_matrix) -> Floats:
        """The share of the stems of a text that is in the questions that come after each answer."""
        stems = self._weighed(counts)[:, :OF_STEMS]
        squares = stems.multiply(stems).tocsr()
        share: Floats = (squares @ self._further).toarray()[0] / max(float(squares.sum()), np.finfo(np.float32).tiny)
        return share

    def _weighed(self, counts: csr_matrix) -> csr_matrix:
        """Weights of length 1, half of its square in each kind of features."""
        weights = counts.copy().astype(np.float32)
        weights.data = (1 + np.log(weights.data)) * self._rarity[weights.indices]
        rows = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
        cell = 2 * rows + (weights.indices >= OF_STEMS)
        squares = np.bincount(cell, weights.data**2, minlength=2 * weights.shape[0])
        weights.data /= np.sqrt(2 * squares + (squares == 0))[cell].astype(np.float32)
        return weights
