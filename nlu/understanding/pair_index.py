"""How many pairs of neighbouring words a text shares with the samples of an answer.

A pair that few answers have in their samples says most. The sum grows with the length of a text, and what comes on top
of much says little, so that its logarithm counts. Fitted: docs/decisions/045-pairs-and-follow-ups.md.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from nlu.sentences.packed_model import Floats

ENOUGH = 4.0
"""Sum of rarities up to which each one counts nearly whole. A pair of one answer in a thousand has a rarity of 7."""


class PairIndex:
    """The samples of one language."""

    def __init__(self, pairs: csr_matrix, owners: NDArray[np.intp]) -> None:
        """`pairs`: of each sample (nlu/sentences/wording.py); `owners`: the answer of each sample, a number."""
        samples = pairs.shape[0]
        of_answers = csr_matrix((np.ones(samples, np.float32), (owners, np.arange(samples))))
        has = (of_answers @ pairs).astype(bool).astype(np.float32).tocsr()
        with_it = np.bincount(has.indices, minlength=has.shape[1])
        has.data = np.log(has.shape[0] / with_it[has.indices]).astype(np.float32)
        self._rarities = has.T.tocsr()

    def scores(self, pairs: csr_matrix) -> Floats:
        """Of a text, shape (1, pairs): for each answer."""
        shared: Floats = (pairs.astype(bool).astype(np.float32) @ self._rarities).toarray()[0]
        score: Floats = np.log1p(shared / np.float32(ENOUGH))
        return score
