"""A trained model on disk: data only, checked before anything is read into memory.

    <folder>/<language>/current                       the name of the version in use, switched atomically
    <folder>/<language>/<date>-<hash>/manifest.json   schema, and size and SHA-256 of the two others
                                      model.json      labels, vocabularies, calibration, thresholds, metrics
                                      weights.npz     float16 weights, float32 idf and intercepts; never pickled

No file here can run code: JSON, and arrays read with `allow_pickle=False` whose declared sizes are compared with the
bytes at hand first (docs/decisions/010-model-file.md).
"""

import hashlib
import io
import json
import math
import os
import re
import shutil
import tempfile
import zipfile
from dataclasses import asdict, astuple
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from call.errors import IntentModelMissing, IntentModelRefused
from nlu.calibration import METHODS, REJECTION_FEATURES, Calibration, Rejection
from nlu.decision import Thresholds
from nlu.features import FeatureSettings, Vectorizer
from nlu.labels import LANGUAGES, OUT_OF_SCOPE
from nlu.normalizer import NORMALIZER_VERSION
from nlu.predictor import IntentModel, ModelInfo

SCHEMA = 1
_LARGEST = {"manifest.json": 10_000, "model.json": 30_000_000, "weights.npz": 60_000_000}
"""Bytes."""
_VERSION = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}")
_ARRAYS = {"weights": ("float16", 2), "idf": ("float32", 1), "intercepts": ("float32", 1)}


def save(model: IntentModel, folder: Path) -> str:
    """Write a new version below `folder/<language>` and return its name; `current` is left alone."""
    files = {"model.json": _model_json(model), "weights.npz": _weights_npz(model)}
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    sizes = {name: len(data) for name, data in files.items()}
    files["manifest.json"] = json.dumps({"schema": SCHEMA, "sha256": sums, "bytes": sizes}, indent=1).encode()
    digest = hashlib.sha256("".join(sorted(sums.values())).encode()).hexdigest()[:8]
    version = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{digest}"
    home = folder / model.info.language
    home.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".new-", dir=home))
    try:
        for name, data in files.items():
            (unfinished / name).write_bytes(data)
        unfinished.chmod(0o755)
        if not (home / version).exists():
            unfinished.rename(home / version)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return version


def make_current(folder: Path, language: str, version: str) -> None:
    """Switch `current` to a version that loads; a running engine finds the old name or the new one, never half."""
    load(folder, language, version)
    home = folder / language
    handle, name = tempfile.mkstemp(prefix=".current-", dir=home, text=True)
    with os.fdopen(handle, "w", encoding="ascii") as pointer:
        pointer.write(version + "\n")
        pointer.flush()
        os.fsync(pointer.fileno())
    Path(name).chmod(0o644)
    Path(name).replace(home / "current")


def versions(folder: Path, language: str) -> tuple[str, ...]:
    """All versions of one language, oldest first."""
    return tuple(sorted(path.name for path in (folder / language).glob("*") if _VERSION.fullmatch(path.name)))


def current_version(folder: Path, language: str) -> str:
    """Raises IntentModelMissing when nothing has been trained, IntentModelRefused when the pointer names no version."""
    pointer = folder / language / "current"
    try:
        with pointer.open("rb") as file:
            version = file.read(100).decode("ascii", "replace").strip()
    except OSError as error:
        raise IntentModelMissing(f"No trained model for `{language}` in {folder}") from error
    if not _VERSION.fullmatch(version):
        raise IntentModelRefused(f"{pointer} does not name a model version")
    return version


def load(folder: Path, language: str, version: str | None = None) -> IntentModel:
    """One version, by default the current one.

    Raises IntentModelMissing if it is not there, IntentModelRefused if it is foreign, damaged or of another version.
    """
    home = folder / language / (version or current_version(folder, language))
    if not home.is_dir():
        raise IntentModelMissing(f"No model in {home}")
    try:
        return _read(home, language)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, zipfile.BadZipFile) as error:
        raise IntentModelRefused(f"{home} is not a model of this program, or it is damaged") from error


def _read(home: Path, language: str) -> IntentModel:
    manifest = json.loads(_bounded(home / "manifest.json"))
    if manifest["schema"] != SCHEMA:
        raise IntentModelRefused(f"{home} was written in another format (schema {manifest['schema']!r:.20})")
    data = {}
    for name in ("model.json", "weights.npz"):
        data[name] = _bounded(home / name)
        if hashlib.sha256(data[name]).hexdigest() != manifest["sha256"][name]:
            raise IntentModelRefused(f"{home / name} has been changed since it was written: its SHA-256 differs")
    stored = json.loads(data["model.json"])
    info = ModelInfo(**stored["info"])
    if info.normalizer != NORMALIZER_VERSION:
        raise IntentModelRefused(f"{home} was trained with another text normaliser (nlu/normalizer.py or lexicon.toml)")
    if info.language != language or language not in LANGUAGES:
        raise IntentModelRefused(f"{home} holds a model of another language than `{language}`")
    model = _model(info, stored, _arrays(data["weights.npz"]))
    _check(model)
    return model


def _bounded(path: Path) -> bytes:
    if path.is_symlink() or not path.is_file():
        raise IntentModelRefused(f"{path} is missing or not a plain file")
    with path.open("rb") as file:
        data = file.read(_LARGEST[path.name] + 1)
    if len(data) > _LARGEST[path.name]:
        raise IntentModelRefused(f"{path} is larger than any model ({_LARGEST[path.name]} bytes)")
    return data


def _arrays(data: bytes) -> dict[str, NDArray[Any]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if sorted(member.filename for member in members) != sorted(f"{name}.npy" for name in _ARRAYS):
            raise ValueError("other arrays than those of a model")
        if any(member.compress_type != zipfile.ZIP_STORED or member.file_size > len(data) for member in members):
            raise ValueError("compressed arrays")  # stored ones cannot unpack into more than the file holds
        return {name: _array(archive.read(f"{name}.npy"), *kind) for name, kind in _ARRAYS.items()}


def _array(data: bytes, dtype: str, dimensions: int) -> NDArray[Any]:
    file = io.BytesIO(data)
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError("another array format")
    shape, by_column, found = np.lib.format.read_array_header_1_0(file)
    # The header is compared with the bytes before numpy allocates what the header claims.
    if found != np.dtype(dtype) or by_column or len(shape) != dimensions:
        raise ValueError("an array of another kind")
    if min(shape, default=0) < 1 or math.prod(shape) * found.itemsize != len(data) - file.tell():
        raise ValueError("an array of another size than it claims")
    return np.frombuffer(data, found, offset=file.tell()).reshape(shape)


def _model(info: ModelInfo, stored: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> IntentModel:
    vectorizer = stored["vectorizer"]
    words, characters = vectorizer["words"], vectorizer["characters"]
    rejection = stored["rejection"]
    calibration = stored["calibration"]
    return IntentModel(
        info=info,
        labels=tuple(stored["labels"]),
        vectorizer=Vectorizer(
            language=info.language,
            settings=FeatureSettings(*(tuple(vectorizer[part]) for part in ("word_ngrams", "character_ngrams"))),
            words={ngram: column for column, ngram in enumerate(words)},
            characters={ngram: column for column, ngram in enumerate(characters, start=len(words))},
            idf=arrays["idf"],
        ),
        weights=arrays["weights"].astype(np.float32),
        intercepts=arrays["intercepts"],
        calibration=Calibration(calibration["method"], tuple(calibration["slopes"]), tuple(calibration["offsets"])),
        rejection=rejection and Rejection(tuple(rejection["weights"]), rejection["bias"]),
        thresholds=Thresholds(**stored["thresholds"]),
    )


def _check(model: IntentModel) -> None:
    vectorizer, columns, labels = model.vectorizer, len(model.vectorizer.idf), len(model.labels)
    if len(vectorizer.words) + len(vectorizer.characters) != columns or model.weights.shape != (columns, labels):
        raise ValueError("vocabulary and weights differ in size")
    if len(model.intercepts) != labels or labels < 2 or len(set(model.labels)) != labels:
        raise ValueError("labels and intercepts differ in number")
    if not all(isinstance(name, str) for name in (*model.labels, *vectorizer.words, *vectorizer.characters)):
        raise TypeError("labels and n-grams must be text")
    if not all(np.isfinite(array).all() for array in (model.weights, model.intercepts, vectorizer.idf)):
        raise ValueError("a weight is not a number")
    lengths = (*vectorizer.settings.words, *vectorizer.settings.characters)
    if not all(isinstance(length, int) and 1 <= length <= 8 for length in lengths) or len(lengths) != 4:
        raise ValueError("n-gram lengths that no model has")
    calibration, rejection = model.calibration, model.rejection
    if calibration.method not in METHODS or {len(calibration.slopes), len(calibration.offsets)} != {labels}:
        raise ValueError("an unknown calibration")
    if rejection and (len(rejection.weights) != REJECTION_FEATURES or OUT_OF_SCOPE not in model.labels):
        raise ValueError("an unknown rejection")
    numbers = (*calibration.slopes, *calibration.offsets, *(rejection.weights if rejection else ()))
    numbers += (rejection.bias if rejection else 0.0, *astuple(model.thresholds))
    if not all(isinstance(number, float | int) and math.isfinite(number) for number in numbers):
        raise ValueError("a calibration or threshold is not a number")


def _model_json(model: IntentModel) -> bytes:
    vectorizer = model.vectorizer
    stored = {
        "info": asdict(model.info),
        "labels": model.labels,
        "calibration": asdict(model.calibration),
        "rejection": model.rejection and asdict(model.rejection),
        "thresholds": asdict(model.thresholds),
        "vectorizer": {
            "word_ngrams": vectorizer.settings.words,
            "character_ngrams": vectorizer.settings.characters,
            "words": list(vectorizer.words),
            "characters": list(vectorizer.characters),
        },
    }
    return json.dumps(stored, ensure_ascii=False, indent=0).encode()


def _weights_npz(model: IntentModel) -> bytes:
    buffer = io.BytesIO()
    np.savez(
        buffer,
        weights=model.weights.astype(np.float16),
        idf=model.vectorizer.idf.astype(np.float32),
        intercepts=model.intercepts.astype(np.float32),
    )
    return buffer.getvalue()
