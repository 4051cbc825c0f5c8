"""Copies of training phrases with words missing: as a recogniser may lose words, and as terse callers talk.

A classifier that has seen them depends less on any single word (Wei & Zou 2019, "random deletion"). The removed words
follow from the phrase itself, so training twice gives the same model. Measured in docs/decisions/009-classifier.md.
"""

import zlib
from dataclasses import dataclass

import numpy as np

_FEWEST = 3
"""Words. Too little would remain of shorter phrases."""
_LEFT = 2


@dataclass(frozen=True, slots=True)
class Dropout:
    """How copies are made."""

    copies: int
    """Copies of each phrase."""
    share: float
    """Share of its words that is removed, on average."""
    weight: float
    """Weight of a copy; a written phrase has 1."""


def without_words(text: str, share: float, copy: int) -> str | None:
    """The text without about that share of its words, at least one; None if too few would be left."""
    words = text.split()
    if len(words) < _FEWEST:
        return None
    random = np.random.default_rng([zlib.crc32(text.encode()), copy])
    kept = random.random(len(words)) >= share
    if kept.all():
        kept[random.integers(len(words))] = False
    return " ".join(word for word, keep in zip(words, kept, strict=True) if keep) if kept.sum() >= _LEFT else None
