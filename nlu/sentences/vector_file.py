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

from call.errors import SentencesNotLearnt
from datafiles.result_file import write_result
from nlu.sentences.metric import Metric
from nlu.sentences.packed_model import Floats

LARGEST = 1_000_000_000
"""Bytes of a file; a million samples have less."""


@dataclass(frozen=True, slots=True)
class VectorFile:
    """What a running engine needs of it."""

    rows: Mapping[bytes, int]
    """Row of each text, by its key."""
    vectors: NDArray[np.float16]
    """Shape (texts, width), of length 1."""
    metric: Metric
    """Tells the questions of one answer from those of others."""
    parts: Metric
    """Tells the questions about one part of an answer from those about its other parts."""


def key(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()


def write_vectors(
    path: Path, texts: Sequence[str], vectors: Floats, metric: Metric, parts: Metric, made_with: str
) -> None:
    """Write a file as a whole. Raises PlaceUnwritable.

    `made_with`: what the vectors depend on besides the texts.
    """
    packed = io.BytesIO()
    np.savez(
        packed,
        keys=np.frombuffer(b"".join(map(key, texts)), np.uint8).reshape(-1, 16),
        vectors=vectors.astype(np.float16),
        centre=metric.centre,
        projection=metric.projection,
        parts_centre=parts.centre,
        parts_projection=parts.projection,
        made_with=np.array(made_with),
    )
    write_result(path, packed.getvalue())


def read_vectors(path: Path) -> VectorFile:
    """Read a file.

    Raises:
        SentencesNotLearnt: it is not there, or not such a file.
    """
    metrics = ("centre", "projection", "parts_centre", "parts_projection")
    keys, vectors, *metric = _arrays(path, "keys", "vectors", *metrics)
    widths = {vectors.shape[-1], *(each.shape[0] for each in metric)}
    if keys.shape != (len(vectors), 16) or len(widths) > 1:
        raise SentencesNotLearnt(f"{path} cannot be read (its parts do not fit together)")
    return VectorFile(_rows(keys), vectors, Metric(*metric[:2]), Metric(*metric[2:]))


def known_vectors(path: Path, made_with: str) -> Mapping[bytes, Floats]:
    """The vector of each text by its key, so that it need not be computed again; none if the file cannot serve."""
    try:
        keys, vectors, before = _arrays(path, "keys", "vectors", "made_with")
    except SentencesNotLearnt:
        return {}
    if str(before) != made_with or keys.shape != (len(vectors), 16):
        return {}
    return {key: vectors[row].astype(np.float32) for key, row in _rows(keys).items()}


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
