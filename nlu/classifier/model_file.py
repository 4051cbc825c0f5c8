"""A trained model on disk. It is data only, and checked before it is read into memory.

    <folder>/<language>/current                       which version is in use (nlu/classifier/versions.py)
    <folder>/<language>/<date>-<hash>/manifest.json   schema, and size and SHA-256 of the next two files
                                      model.json      labels, vocabularies, calibration, thresholds, metrics, card
                                      weights.npz     float16 weights, float32 idf and intercepts; never pickled
                                      card.md         the model card for people; the program does not read it

No file here can run code. There is JSON, and there are arrays read with `allow_pickle=False`; their declared sizes are
first compared with the bytes in the file (docs/decisions/010-model-file.md).
"""

import hashlib
import io
import json
import math
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, astuple
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from call.errors import IntentModelMissing, IntentModelRefused, VersionUnknown
from datafiles.result_file import unwritable
from nlu.classifier.calibration import METHODS, REJECTION_FEATURES, Calibration, Rejection
from nlu.classifier.decision import Thresholds
from nlu.classifier.features import FeatureSettings, Vectorizer
from nlu.classifier.model_card import ModelCard, markdown
from nlu.classifier.predictor import IntentModel, ModelInfo
from nlu.classifier.versions import current_version, home, is_version, point_to
from nlu.labels import LANGUAGES, OUT_OF_SCOPE
from nlu.normalizer import NORMALIZER_VERSION

SCHEMA = 2
_LARGEST = {"manifest.json": 10_000, "model.json": 30_000_000, "weights.npz": 60_000_000}
"""Largest size of each file, bytes."""
_ARRAYS = {"weights": ("float16", 2), "idf": ("float32", 1), "intercepts": ("float32", 1)}


def save(model: IntentModel, folder: Path, card: ModelCard | None = None) -> str:
    """Write a new version below `folder/<language>` and return its name. `current` does not change."""
    files = {"model.json": _model_json(model, card), "weights.npz": _weights_npz(model)}
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    sizes = {name: len(data) for name, data in files.items()}
    files["manifest.json"] = json.dumps({"schema": SCHEMA, "sha256": sums, "bytes": sizes}, indent=1).encode()
    digest = hashlib.sha256("".join(sorted(sums.values())).encode()).hexdigest()[:8]
    version = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{digest}"
    if card:
        files["card.md"] = markdown(version, model, card).encode()
    _write(files, home(folder, model.info.language), version)
    return version


def _write(files: Mapping[str, bytes], place: Path, version: str) -> None:
    """Write all files or none: they are written to another folder, which is then renamed. Raises PlaceUnwritable."""
    with unwritable(place):
        _write_aside(files, place, version)


def _write_aside(files: Mapping[str, bytes], place: Path, version: str) -> None:
    place.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".new-", dir=place))
    try:
        for name, data in files.items():
            (unfinished / name).write_bytes(data)
        unfinished.chmod(0o755)
        if not (place / version).exists():
            unfinished.rename(place / version)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def make_current(folder: Path, language: str, version: str) -> None:
    """Set `current` to this version, if it can be loaded."""
    load(folder, language, version)
    point_to(folder, language, version)


def load(folder: Path, language: str, version: str | None = None) -> IntentModel:
    """Load a version, by default the current one. `version` is its full name; it cannot lead out of `folder`.

    Raises IntentModelMissing if there is none, IntentModelRefused if it is not of this program, damaged or of another
    version.
    """
    return load_folder(_place(folder, language, version or current_version(folder, language)), language)


def load_folder(place: Path, language: str) -> IntentModel:
    """Load the model in exactly this folder, which may be anywhere. Its files are checked like those of any other."""
    with _refusing(place):
        stored = _stored(place)
        info = ModelInfo(**stored["info"])
        if info.normalizer != NORMALIZER_VERSION:
            fact = "was trained with another text normaliser (nlu/normalizer.py or lexicon.toml)"
            raise IntentModelRefused(f"{place} {fact}")
        if info.language != language or language not in LANGUAGES:
            raise IntentModelRefused(f"{place} holds a model of another language than `{language}`")
        model = _model(info, stored, _arrays(_sealed(place, "weights.npz")))
        _check(model)
        return model


def load_card(folder: Path, language: str, version: str) -> ModelCard | None:
    """The card of a version, even of one that this program can no longer run; None if it was saved without one.

    Raises as `load` does.
    """
    from pydantic import TypeAdapter

    place = _place(folder, language, version)
    with _refusing(place):
        card: ModelCard | None = TypeAdapter(ModelCard | None).validate_python(_stored(place).get("card"))
        return card


def _place(folder: Path, language: str, version: str) -> Path:
    if not is_version(version):
        raise VersionUnknown(f"{version!r:.80} is not the name of a model version")
    return home(folder, language) / version


@contextmanager
def _refusing(place: Path) -> Iterator[None]:
    """Turn every error from reading a broken or hostile model into IntentModelRefused."""
    if not place.is_dir():
        raise IntentModelMissing(f"No model in {place}")
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, zipfile.BadZipFile) as error:
        raise IntentModelRefused(f"{place} is not a model of this program, or it is damaged") from error


def _stored(place: Path) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(_sealed(place, "model.json"))
    return stored


def _sealed(place: Path, name: str) -> bytes:
    """The bytes of a file, if they are as the manifest says."""
    manifest = json.loads(_bounded(place / "manifest.json"))
    if manifest["schema"] != SCHEMA:
        raise IntentModelRefused(f"{place} was written in another format (schema {manifest['schema']!r:.20})")
    data = _bounded(place / name)
    if hashlib.sha256(data).hexdigest() != manifest["sha256"][name]:
        raise IntentModelRefused(f"{place / name} has been changed since it was written: its SHA-256 differs")
    return data


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
    # The header is compared with the bytes before numpy allocates the size that it claims.
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
            settings=FeatureSettings(vectorizer["word_reach"], tuple(vectorizer["character_ngrams"])),
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
    if set(map(type, (*model.labels, *vectorizer.words, *vectorizer.characters))) != {str}:  # tens of thousands
        raise TypeError("labels and n-grams must be text")
    if not all(np.isfinite(array).all() for array in (model.weights, model.intercepts, vectorizer.idf)):
        raise ValueError("a weight is not a number")
    lengths = (vectorizer.settings.reach, *vectorizer.settings.characters)
    if not all(isinstance(length, int) and 1 <= length <= 8 for length in lengths) or len(lengths) != 3:
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


def _model_json(model: IntentModel, card: ModelCard | None) -> bytes:
    vectorizer = model.vectorizer
    stored = {
        "info": asdict(model.info),
        "card": card and asdict(card),
        "labels": model.labels,
        "calibration": asdict(model.calibration),
        "rejection": model.rejection and asdict(model.rejection),
        "thresholds": asdict(model.thresholds),
        "vectorizer": {
            "word_reach": vectorizer.settings.reach,
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
