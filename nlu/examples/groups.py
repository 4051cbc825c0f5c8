"""Groups of training phrases: near copies of one another must not stand on both sides of a fold."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlu.examples.near_copies import near_copies


def groups_of(texts: Sequence[str]) -> NDArray[np.intp]:
    """The group number of each normalised text, from 0. A copy of a copy is in the same group."""
    leader = list(range(len(texts)))

    def find(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for copy in near_copies(texts):
        leader[find(copy.second)] = find(copy.first)
    return np.unique([find(at) for at in range(len(texts))], return_inverse=True)[1].astype(np.intp)
