"""Which versions of a language's model are kept, and which of them is in use.

`<folder>/<language>/current` names the version in use and, on a second line, the one before it. The file is replaced
as a whole: whoever reads it finds the old pair or the new one, never half of each.
"""

import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from call.errors import IntentModelMissing, IntentModelRefused, VersionUnknown
from call.result_file import unwritable
from nlu.labels import LANGUAGES

KEPT = 10
"""Versions of each language that stay, the newest; the current and the previous one stay whatever their age."""
NAMES = ("current", "previous", "newest")
"""What a version may be called besides its own name."""
_VERSION = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Pointer:
    """What the file `current` says."""

    current: str
    previous: str | None


def versions(folder: Path, language: str) -> tuple[str, ...]:
    """All versions of one language, oldest first."""
    return tuple(sorted(path.name for path in home(folder, language).glob("*") if is_version(path.name)))


def is_version(name: str) -> bool:
    """Is it the name of a version, and so of a folder directly below its language?"""
    return bool(_VERSION.fullmatch(name))


def home(folder: Path, language: str) -> Path:
    """Where the versions of a language are."""
    if language not in LANGUAGES:
        raise IntentModelMissing(f"There are no models for the language {language!r:.20}")
    return folder / language


def read_pointer(folder: Path, language: str) -> Pointer:
    """Raises IntentModelMissing when nothing has been trained, IntentModelRefused when it names no version."""
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
    """See `read_pointer` for the errors."""
    return read_pointer(folder, language).current


def point_to(folder: Path, language: str, version: str) -> None:
    """Switch `current`; the version that was in use becomes the previous one. Raises PlaceUnwritable."""
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
    """The version that is called so: one of NAMES, its own name, or the beginning of its name alone.

    Raises VersionUnknown with the names that there are.
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
    """Delete all versions but the newest, the current and the previous one; returns the names of the deleted."""
    pointer = read_pointer(folder, language)
    stay = {pointer.current, pointer.previous, *versions(folder, language)[-kept:]}
    gone = tuple(version for version in versions(folder, language) if version not in stay)
    for version in gone:
        shutil.rmtree(home(folder, language) / version, ignore_errors=True)
    return gone
