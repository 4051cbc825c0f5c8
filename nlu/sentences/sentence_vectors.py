"""Texts in the space of a learnt metric: those that were computed ahead, and new ones."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock

import numpy as np

from nlu.normalizer import normalize
from nlu.sentences.encoder import SentenceEncoder
from nlu.sentences.packed_model import Floats
from nlu.sentences.vector_file import key, read_vectors

REMEMBERED = 5_000
"""New texts that are kept in memory, by the language: 3 MB."""


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

    def project(self, texts: Sequence[str], language: str) -> Floats:
        """Texts as they were said, shape (texts, directions), each of length 1.

        Raises:
            ModelMissing, ModelCorrupt: of the encoder.
        """
        with self._lock:
            file = self._files[language]
            rows = [file.rows.get(key(text)) for text in texts]
            new = self._projected([text for text, row in zip(texts, rows, strict=True) if row is None], language)
        found = [new[text] if row is None else file.projected[row] for text, row in zip(texts, rows, strict=True)]
        return np.array(found, np.float32).reshape(len(texts), -1)

    def _projected(self, texts: Sequence[str], language: str) -> Mapping[str, Floats]:
        found = {text: self._new[text, language] for text in texts if (text, language) in self._new}
        if missing := [text for text in dict.fromkeys(texts) if text not in found]:
            self._encoder = self._encoder or self._read_encoder()
            vectors = self._encoder.encode([normalize(text, language) for text in missing])
            found |= zip(missing, self._files[language].metric.project(vectors), strict=True)
        for text, vector in found.items():
            self._new[text, language] = vector
            self._new.move_to_end((text, language))
        while len(self._new) > REMEMBERED:
            self._new.popitem(last=False)
        return found
