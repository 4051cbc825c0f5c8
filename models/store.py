"""The folder of the models: fetch, verify, list, locate. Prints nothing; progress goes to a callback.

A model is either complete and verified or not there at all: it is put together in a folder beside its place and then
renamed. A lock per model makes several processes safe: the second one waits, and then finds the model.
"""

import hashlib
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from call.errors import DownloadFailed, ModelCorrupt, ModelMissing

from .manifest import Model, ModelFile, load
from .sources import CHUNK_BYTES, Opener, Progress, opened

MODELS = Path(__file__).parent
State = Literal["installed", "missing", "corrupt", "bring your own"]


@dataclass(frozen=True, slots=True)
class Listed:
    """One model of the manifest and its state on this machine."""

    name: str
    kind: str
    """`speech` or `sentences`."""
    language: str
    """Empty: it knows all languages."""
    default: bool
    licence: str
    state: State
    """Judged by the presence and length of every file; `verify` also hashes them."""
    path: Path
    """Where it is, or would be."""
    size: int
    """Bytes once installed; 0 if the manifest does not pin its files."""

    def as_json(self) -> dict[str, str | int | bool]:
        return asdict(self) | {"path": str(self.path)}


def default_models(*, folder: Path = MODELS) -> tuple[str, ...]:
    """Names of the models that a new machine needs: a speech model per language, and the sentence model."""
    return tuple(model.name for model in load(folder).models if model.default)


def locate(wanted: str, override: Path | None = None, *, folder: Path = MODELS) -> Path:
    """Folder of the model for a language ("ru", "en"), or of a model by name. Reads no model data.

    The user's own folder comes first: `override`, then the environment variable OTKLIK_MODEL_RU or OTKLIK_MODEL_EN.
    Raises ModelMissing; ModelCorrupt if a file is missing or has another length.
    """
    own = override or _from_environment(wanted)
    if own is not None:
        return _looks_like_model(own)
    model = load(folder).find(wanted)
    path = folder / model.name
    if not path.is_dir():
        raise ModelMissing(f"The {model.kind} model {model.name} is not in {folder}")
    for file in model.files:
        _check_length(path, file)
    return _looks_like_model(path) if model.kind == "speech" else path


def listing(*, folder: Path = MODELS) -> tuple[Listed, ...]:
    """Every model of the manifest with its state, in the manifest's order."""
    return tuple(
        Listed(m.name, m.kind, m.language, m.default, m.licence, _state(m, folder), folder / m.name, m.size)
        for m in load(folder).models
    )


def verify(wanted: str, *, folder: Path = MODELS) -> Path:
    """Hash every file of an installed model against the manifest. Raises ModelMissing, ModelCorrupt."""
    model = load(folder).find(wanted)
    path = locate(model.name, folder=folder)
    if not model.files:
        raise ModelMissing(f"{model.name} is not pinned in the manifest: its files cannot be verified")
    for file in model.files:
        with (path / file.path).open("rb") as content:
            if hashlib.file_digest(content, "sha256").hexdigest() != (file.installed_sha256 or file.sha256):
                raise ModelCorrupt(f"{path / file.path} is not the file of the manifest (SHA-256 differs)")
    return path


def fetch(wanted: str, *, source: Path | None = None, progress: Progress | None = None, folder: Path = MODELS) -> Path:
    """Put a model into the folder unless it is there and complete; returns its folder. Safe in several processes.

    `source`: the user's own copy (folder, zip or wheel), then the only source. Without it the manifest's sources are
    tried in turn. A failure leaves the folder as it was. Raises ModelMissing for an unknown name, DownloadFailed.
    """
    model = load(folder).find(wanted)
    report = progress or _silent
    if not model.files:
        variable = f"OTKLIK_MODEL_{model.language.upper()}"
        raise ModelMissing(f"{model.name} is not pinned: unpack it yourself and set {variable} to its folder")
    try:
        with _locked(folder / f".{model.name}.lock", report):
            if _whole(model, folder):
                return folder / model.name
            with _work_folder(folder, model) as work:
                _collect(model, source, work, report)
                return _put_in_place(work / model.name, folder / model.name, work)
    except OSError as problem:
        raise DownloadFailed(
            f"{model.name} could not be written into {folder} ({problem.strerror or problem})"
        ) from problem


def _silent(what: str, done: int, total: int | None) -> None:
    pass


@contextmanager
def _locked(path: Path, progress: Progress) -> Iterator[None]:
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress("waiting for another process that fetches it", 0, None)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _whole(model: Model, folder: Path) -> bool:
    try:
        verify(model.name, folder=folder)
    except (ModelMissing, ModelCorrupt):
        return False
    return True


@contextmanager
def _work_folder(folder: Path, model: Model) -> Iterator[Path]:
    """A folder beside the target, on the same file system. Deletes first what a killed process left behind."""
    for left_over in folder.glob(f".{model.name}.*.part"):
        shutil.rmtree(left_over)
    work = Path(tempfile.mkdtemp(prefix=f".{model.name}.", suffix=".part", dir=folder))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _collect(model: Model, local: Path | None, work: Path, progress: Progress) -> None:
    """Fill `work/NAME` from the first source that has every file of the manifest. Raises DownloadFailed."""
    sources = model.sources if local is None else (local,)
    facts = []
    for source in sources:
        try:
            with opened(source, model, work, progress) as opener:
                return _copy_all(opener, model, work / model.name, progress)
        except (DownloadFailed, ModelCorrupt) as problem:
            facts.append(f"{source}: {problem.fact}")
    raise DownloadFailed(f"{model.name} could not be fetched ({'; '.join(facts)})")


def _copy_all(opener: Opener, model: Model, target: Path, progress: Progress) -> None:
    done = 0
    try:
        for file in model.files:
            _copy(opener, file, target / file.path)
            done += file.installed_size
            progress("verifying", done, model.size)
    except (KeyError, FileNotFoundError) as problem:
        raise ModelCorrupt(f"{file.path} is missing") from problem
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as problem:
        raise ModelCorrupt(f"{file.path} cannot be unpacked ({problem})") from problem


def _copy(opener: Opener, file: ModelFile, target: Path) -> None:
    """Copy one file, at most one byte more than its length, and verify it. Raises ModelCorrupt."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    left = file.installed_size + 1  # one byte more shows that the file is too long
    with opener(file.path) as content, target.open("wb") as sink:
        while left and (chunk := content.read(min(CHUNK_BYTES, left))):
            digest.update(chunk)
            sink.write(chunk)
            left -= len(chunk)
        if file.append and digest.hexdigest() == file.sha256:  # false for a copy that this store had installed
            digest.update(file.append.encode())
            sink.write(file.append.encode())
    if digest.hexdigest() != (file.installed_sha256 or file.sha256):
        raise ModelCorrupt(f"{file.path} is not the file of the manifest (SHA-256 differs)")


def _put_in_place(new: Path, target: Path, work: Path) -> Path:
    if target.exists() or target.is_symlink():
        os.replace(target, work / "replaced")
    os.replace(new, target)
    return target


def _from_environment(language: str) -> Path | None:
    folder = os.environ.get(f"OTKLIK_MODEL_{language.upper()}", "")
    return Path(folder) if folder else None


def _looks_like_model(path: Path) -> Path:
    """Vosk's two layouts: am/final.mdl, or final.mdl in older models."""
    if not path.is_dir():
        raise ModelMissing(f"The model folder {path} does not exist")
    if not (path / "am" / "final.mdl").is_file() and not (path / "final.mdl").is_file():
        raise ModelMissing(f"{path} is not a Vosk model: it has no am/final.mdl")
    return path


def _check_length(path: Path, file: ModelFile) -> None:
    try:
        size = (path / file.path).stat().st_size
    except OSError as problem:
        raise ModelCorrupt(f"{path / file.path} is missing") from problem
    if size != file.installed_size:
        raise ModelCorrupt(f"{path / file.path} has {size} bytes instead of {file.installed_size}")


def _state(model: Model, folder: Path) -> State:
    try:
        locate(model.name, folder=folder)
    except ModelCorrupt:
        return "corrupt"
    except ModelMissing:
        return "missing" if model.files else "bring your own"
    return "installed"
