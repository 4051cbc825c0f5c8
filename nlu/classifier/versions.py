"""The versions of a language's model that are kept, and the one in use.

`<folder>/<language>/current` names the version in use and, on a second line, the previous one. The file is replaced in
one step, so that a reader finds the old pair or the new one, never a mix.
"""

import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from call.errors import IntentModelMissing, IntentModelRefused, VersionUnknown
from datafiles.result_file import unwritable
from nlu.labels import LANGUAGES

KEPT = 10
"""How many of the newest versions of each language are kept. The current and previous ones are always kept."""
NAMES = ("current", "previous", "newest")
"""Names for a version besides its own name."""
_VERSION = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Pointer:
    """The contents of the file `current`."""

    current: str
    previous: str | None


def versions(folder: Path, language: str) -> tuple[str, ...]:
    """All versions of one language, oldest first."""
    return tuple(sorted(path.name for path in home(folder, language).glob("*") if is_version(path.name)))


def is_version(name: str) -> bool:
    """Is it a valid version name, so that it can only name a folder directly below its language?"""
    return bool(_VERSION.fullmatch(name))


def home(folder: Path, language: str) -> Path:
    """The folder with the versions of a language."""
    if language not in LANGUAGES:
        raise IntentModelMissing(f"There are no models for the language {language!r:.20}")
    return folder / language


def read_pointer(folder: Path, language: str) -> Pointer:
    """Read `current`. Raises IntentModelMissing if nothing was trained, IntentModelRefused if it names no version."""
    path = home(folder, language) / "current"
    try:
        with path.open("rb") as file:
            lines = file.read(100).decode("ascii", "replace").splitlines()
    except OSError as error:
        raise IntentModelMissing(f"No trained model for `{language}` in {folder}") from error
    if not 1 <= len(lines) <= 2 or not all(is_version(line) for line in lines):
        raise IntentModelRefused(f"{path} does not name a model version")
    return Pointer(lines[0], lines[1] if len(lines) == 2 else None)


def current_version(folder: Path, language: str) -> str:
    """Name of the version in use. Raises as `read_pointer`."""
    return read_pointer(folder, language).current


def point_to(folder: Path, language: str, version: str) -> None:
    """Set `current`; the version that was in use becomes the previous one. Raises PlaceUnwritable."""
    place = home(folder, language)
    lines = [version, *_before(folder, language, version)]
    with unwritable(place / "current"):
        handle, name = tempfile.mkstemp(prefix=".current-", dir=place, text=True)
        with os.fdopen(handle, "w", encoding="ascii") as pointer:
            pointer.write("".join(f"{line}\n" for line in lines))
            pointer.flush()
            os.fsync(pointer.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(place / "current")


def _before(folder: Path, language: str, version: str) -> list[str]:
    try:
        pointer = read_pointer(folder, language)
    except (IntentModelMissing, IntentModelRefused):
        return []
    before = pointer.previous if pointer.current == version else pointer.current
    return [before] if before else []


def named(folder: Path, language: str, name: str) -> str:
    """The version meant by a name: one of NAMES, a full name, or a unique beginning of one.

    Raises VersionUnknown with the names of the versions that exist.
    """
    kept = versions(folder, language)
    if name == "current":
        return current_version(folder, language)
    if name == "newest" and kept:
        return kept[-1]
    if name == "previous":
        previous = read_pointer(folder, language).previous
        if previous is None:
            raise VersionUnknown(f"No version of `{language}` was in use before the current one")
        return previous
    found = [version for version in kept if name and version.startswith(name)]
    if len(found) != 1:
        problem = "several versions" if found else "no version"
        there_are = ", ".join((*NAMES, *kept))
        raise VersionUnknown(f"{name!r:.80} names {problem} of `{language}`; there are: {there_are}")
    return found[0]


def prune(folder: Path, language: str, kept: int = KEPT) -> tuple[str, ...]:
    """Delete all versions except the newest, the current and the previous one. Returns the deleted names."""
    pointer = read_pointer(folder, language)
    stay = {pointer.current, pointer.previous, *versions(folder, language)[-kept:]}
    gone = tuple(version for version in versions(folder, language) if version not in stay)
    for version in gone:
        shutil.rmtree(home(folder, language) / version, ignore_errors=True)
    return gone
