"""Vectors of texts on disk, with the metrics that were learnt from them. Arrays only, read without pickle."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from call.errors import SentencesNotLearnt
from datafiles.result_file import write_result
from nlu.sentences.metric import Metric
from nlu.sentences.packed_model import Floats
from nlu.sentences.wording import FEATURES

LARGEST = 1_000_000_000
"""Bytes of a file; half a million samples have less."""
_SPACES = ("meant", "asked", "parts")


@dataclass(frozen=True, slots=True)
class VectorTable:
    """Texts and their vectors."""

    rows: Mapping[bytes, int]
    """Row of each text, by its key."""
    vectors: NDArray[np.float16]
    """Shape (texts, width), of length 1."""

    def get(self, text: str) -> NDArray[np.float16] | None:
        row = self.rows.get(key(text))
        return None if row is None else self.vectors[row]

    def of(self, texts: Sequence[str]) -> Floats:
        """Vectors of texts that are all there, shape (texts, width)."""
        return self.vectors[[self.rows[key(text)] for text in texts]].astype(np.float32)


@dataclass(frozen=True, slots=True)
class Spaces:
    """Maps of vectors into the spaces in which they are compared."""

    meant: Metric
    """Of meanings: tells the questions for one answer from those for others."""
    asked: Metric
    """Of questions: the directions in which they differ most."""
    parts: Metric
    """Of meanings: tells the questions about one part of an answer from those about its other parts."""


@dataclass(frozen=True, slots=True)
class VectorFile:
    """What was computed ahead for one language."""

    questions: VectorTable
    """Of all sample questions, as questions (nlu/sentences/encoder.py)."""
    meanings: VectorTable
    """Of the same and of what the parts of answers say, as meanings."""
    wordings: csr_matrix
    """Of the questions, by their rows (nlu/sentences/wording.py)."""
    spaces: Spaces


def key(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()


def table(texts: Sequence[str], vectors: Floats) -> VectorTable:
    return VectorTable({key(text): row for row, text in enumerate(texts)}, vectors.astype(np.float16))


def write_vectors(path: Path, file: VectorFile, made_with: str) -> None:
    """Write a file as a whole. Raises PlaceUnwritable.

    `made_with`: what the vectors depend on besides the texts.
    """
    packed = io.BytesIO()
    np.savez(
        packed,
        question_keys=_keys(file.questions),
        questions=file.questions.vectors,
        meaning_keys=_keys(file.meanings),
        meanings=file.meanings.vectors,
        wording_starts=file.wordings.indptr,
        wording_features=file.wordings.indices,
        wording_counts=np.minimum(file.wordings.data, 255).astype(np.uint8),
        **{f"{name}_centre": getattr(file.spaces, name).centre for name in _SPACES},
        **{f"{name}_projection": getattr(file.spaces, name).projection for name in _SPACES},
        made_with=np.array(made_with),
    )
    write_result(path, packed.getvalue())


def read_vectors(path: Path, made_with: str) -> VectorFile:
    """Read a file. `made_with`: as in `write_vectors`; other vectors cannot be compared with new ones.

    Raises:
        SentencesNotLearnt: it is not there, not such a file, or made with something else.
    """
    file, before = _read(path)
    if before != made_with:
        raise SentencesNotLearnt(f"{path} was made with «{before}», and the vectors of new texts are «{made_with}»")
    return file


def known_vectors(path: Path, made_with: str) -> VectorFile | None:
    """The file of before, so that nothing need be computed again; None if it cannot serve."""
    try:
        return read_vectors(path, made_with)
    except SentencesNotLearnt:
        return None


def _read(path: Path) -> tuple[VectorFile, str]:
    tables = _arrays(path, "question_keys", "questions", "meaning_keys", "meanings", "made_with")
    counts = _arrays(path, "wording_counts", "wording_features", "wording_starts")
    maps = _arrays(path, *(f"{name}_{part}" for name in _SPACES for part in ("centre", "projection")))
    widths = {tables[1].shape[-1], tables[3].shape[-1], *(len(each) for each in maps)}
    if len(widths) > 1 or any(tables[at].shape != (len(tables[at + 1]), 16) for at in (0, 2)):
        raise SentencesNotLearnt(f"{path} cannot be read (its parts do not fit together)")
    questions, meanings = (VectorTable(_rows(tables[at]), tables[at + 1]) for at in (0, 2))
    spaces = Spaces(*(Metric(*maps[at : at + 2]) for at in range(0, len(maps), 2)))
    wordings = _wordings(path, *counts, texts=len(tables[0]))
    return VectorFile(questions, meanings, wordings, spaces), str(tables[4])


def _wordings(path: Path, *arrays: NDArray[Any], texts: int) -> csr_matrix:
    try:
        found = csr_matrix((arrays[0].astype(np.float32), *arrays[1:]), (texts, FEATURES))
        found.check_format(full_check=True)
    except (ValueError, TypeError) as problem:
        raise SentencesNotLearnt(f"{path} cannot be read ({problem})") from problem
    return found


def _keys(of: VectorTable) -> NDArray[np.uint8]:
    return np.frombuffer(b"".join(of.rows), np.uint8).reshape(-1, 16)


def _rows(keys: NDArray[Any]) -> dict[bytes, int]:
    return {bytes(each): row for row, each in enumerate(keys)}


def _arrays(path: Path, *names: str) -> list[NDArray[Any]]:
    """Arrays of a file; the others are not read."""
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError("it is too large")
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            return [found[name] for name in names]
    except FileNotFoundError as problem:
        raise SentencesNotLearnt(f"{path} is not there") from problem
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as problem:
        raise SentencesNotLearnt(f"{path} cannot be read ({problem})") from problem
