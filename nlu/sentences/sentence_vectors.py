"""Texts as vectors in the spaces in which they are compared: those that were computed ahead, and new ones."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from pathlib import Path
from threading import Lock

import numpy as np

from nlu.normalizer import normalize
from nlu.sentences.encoder import SentenceEncoder
from nlu.sentences.metric import unit
from nlu.sentences.packed_model import Floats
from nlu.sentences.vector_file import key, read_vectors

REMEMBERED = 5_000
"""New texts that are kept in memory, by the language: 8 MB."""


class Space(Enum):
    """What the cosine of two vectors says."""

    ANSWERS = auto()
    """Whether the same answer is asked for."""
    PARTS = auto()
    """Whether the same part of an answer is asked for."""
    MEANING = auto()
    """How near the meanings are, as the encoder learnt it: a question and a sentence that answers it are near."""


class SentenceVectors:
    """Shared by all calls and threads. The encoder is read when a new text needs it."""

    def __init__(self, encoder: Callable[[], SentenceEncoder], files: Mapping[str, Path]) -> None:
        """`files`: for each language what `kb learn` wrote.

        Raises SentencesNotLearnt if one is missing or broken.
        """
        self._read_encoder = encoder
        self._encoder: SentenceEncoder | None = None
        self._files = {language: read_vectors(path) for language, path in files.items()}
        self._new: OrderedDict[tuple[str, str], Floats] = OrderedDict()
        self._lock = Lock()

    def project(self, texts: Sequence[str], language: str, space: Space = Space.ANSWERS) -> Floats:
        """Texts as they were said, shape (texts, directions), each of length 1.

        Raises:
            ModelMissing, ModelCorrupt: of the encoder.
        """
        file, vectors = self._files[language], self._vectors(texts, language)
        if space is Space.MEANING:
            return unit(vectors - file.metric.centre)
        return (file.metric if space is Space.ANSWERS else file.parts).project(vectors)

    def _vectors(self, texts: Sequence[str], language: str) -> Floats:
        """Shape (texts, width)."""
        with self._lock:
            file = self._files[language]
            rows = [file.rows.get(key(text)) for text in texts]
            new = self._encoded([text for text, row in zip(texts, rows, strict=True) if row is None], language)
        found = [new[text] if row is None else file.vectors[row] for text, row in zip(texts, rows, strict=True)]
        return np.array(found, np.float32).reshape(len(texts), file.vectors.shape[-1])

    def _encoded(self, texts: Sequence[str], language: str) -> Mapping[str, Floats]:
        found = {text: self._new[text, language] for text in texts if (text, language) in self._new}
        if missing := [text for text in dict.fromkeys(texts) if text not in found]:
            self._encoder = self._encoder or self._read_encoder()
            found |= zip(missing, self._encoder.encode([normalize(text, language) for text in missing]), strict=True)
        for text, vector in found.items():
            self._new[text, language] = vector
            self._new.move_to_end((text, language))
        while len(self._new) > REMEMBERED:
            self._new.popitem(last=False)
        return found
