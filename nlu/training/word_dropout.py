"""Training phrases again with words missing: what a recogniser leaves of a phrase, and how terser callers say it.

A classifier that has seen them leans less on any one word of a phrase (Wei & Zou 2019, "random deletion").
Which words go follows from the phrase itself, so training twice gives the same model. What it is worth is in
docs/decisions/009-classifier.md.
"""

import zlib
from dataclasses import dataclass

import numpy as np

_FEWEST = 3
"""Words: of shorter phrases too little would remain."""
_LEFT = 2


@dataclass(frozen=True, slots=True)
class Dropout:
    """How phrases are thinned."""

    copies: int
    """Thinned copies of each phrase."""
    share: float
    """Of its words, on average."""
    weight: float
    """Of a copy, where a phrase as it was written weighs 1."""


def without_words(text: str, share: float, copy: int) -> str | None:
    """`text` without about that share of its words, at least one; None if too few of them are left."""
    words = text.split()
    if len(words) < _FEWEST:
        return None
    random = np.random.default_rng([zlib.crc32(text.encode()), copy])
    kept = random.random(len(words)) >= share
    if kept.all():
        kept[random.integers(len(words))] = False
    return " ".join(word for word, keep in zip(words, kept, strict=True) if keep) if kept.sum() >= _LEFT else None
