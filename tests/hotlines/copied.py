"""Copies parts of the shipped hotline, so that a test may change them."""

import shutil
from pathlib import Path

from datafiles.hotline import SHIPPED


def copied(folder: Path, *parts: str) -> Path:
    """The files and folders of these names in every language, such as `lines.toml` and `answers`; returns `folder`."""
    for path in sorted(SHIPPED.rglob("*")):
        place = path.relative_to(SHIPPED)
        if path.is_file() and set(place.parts) & set(parts):
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / place)
    return folder
