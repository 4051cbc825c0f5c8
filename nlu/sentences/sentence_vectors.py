"""Texts as vectors in the spaces in which they are compared: those that were computed ahead, and new ones."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from math import sqrt
from threading import Lock

import numpy as np
from scipy.sparse import csr_matrix, vstack

from nlu.normalizer import normalize
from nlu.sentences.encoder import SentenceEncoder
from nlu.sentences.metric import unit
from nlu.sentences.packed_model import Floats
from nlu.sentences.vector_file import VectorFile, VectorTable, key
from nlu.sentences.wording import wordings

REMEMBERED = 5_000
"""New texts that are kept in memory, by the language: 16 MB."""
OF_ASKED = 0.6
"""What the likeness of questions counts in that of answers; the rest is that of meanings. Each alone finds less."""
QUESTION, MEANING = 0, 1
"""Which of the two vectors of a new text."""
UNKNOWN = -1


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

    def __init__(self, encoder: Callable[[], SentenceEncoder], files: Mapping[str, VectorFile]) -> None:
        """`files`: for each language what `kb learn` wrote."""
        self._read_encoder = encoder
        self._encoder: SentenceEncoder | None = None
        self._files = files
        self._new: OrderedDict[tuple[str, str], Floats] = OrderedDict()
        self._lock = Lock()

    def project(self, texts: Sequence[str], language: str, space: Space = Space.ANSWERS) -> Floats:
        """Texts as they were said, shape (texts, directions), each of length 1.

        Raises:
            ModelMissing, ModelCorrupt: of the encoder.
        """
        file = self._files[language]
        meanings = self._vectors(texts, language, file.meanings, MEANING)
        if space is Space.MEANING:
            return unit(meanings - file.spaces.meant.centre)
        if space is Space.PARTS:
            return file.spaces.parts.project(meanings)
        questions = self._vectors(texts, language, file.questions, QUESTION)
        meant, asked = file.spaces.meant.project(meanings), file.spaces.asked.project(questions)
        return np.hstack([meant * np.float32(sqrt(1 - OF_ASKED)), asked * np.float32(sqrt(OF_ASKED))])

    def wordings(self, texts: Sequence[str], language: str) -> csr_matrix:
        """Counts of features, shape (texts, FEATURES); see nlu/sentences/wording.py."""
        file = self._files[language]
        rows = [file.questions.rows.get(key(text), UNKNOWN) for text in texts]
        known = [row for row in rows if row != UNKNOWN]
        new = wordings([text for text, row in zip(texts, rows, strict=True) if row == UNKNOWN], language)
        if not known:
            return new
        places = iter(range(len(known))), iter(range(len(known), len(texts)))
        return vstack([file.wordings[known], new], format="csr")[[next(places[row == UNKNOWN]) for row in rows]]

    def _vectors(self, texts: Sequence[str], language: str, known: VectorTable, kind: int) -> Floats:
        """Shape (texts, width)."""
        with self._lock:
            rows = [known.get(text) for text in texts]
            new = self._encoded([text for text, row in zip(texts, rows, strict=True) if row is None], language)
        found = [new[text][kind] if row is None else row for text, row in zip(texts, rows, strict=True)]
        return np.array(found, np.float32).reshape(len(texts), known.vectors.shape[-1])

    def _encoded(self, texts: Sequence[str], language: str) -> Mapping[str, Floats]:
        """Both vectors of each text, shape (2, width)."""
        found = {text: self._new[text, language] for text in texts if (text, language) in self._new}
        if missing := [text for text in dict.fromkeys(texts) if text not in found]:
            self._encoder = self._encoder or self._read_encoder()
            encoded = self._encoder.encode([normalize(text, language) for text in missing])
            found |= zip(missing, np.stack([encoded.questions, encoded.meanings], axis=1), strict=True)
        for text, vectors in found.items():
            self._new[text, language] = vectors
            self._new.move_to_end((text, language))
        while len(self._new) > REMEMBERED:
            self._new.popitem(last=False)
        return found
