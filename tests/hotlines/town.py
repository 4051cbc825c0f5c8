"""A second hotline: `town/` holds its own data; what all hotlines share is copied from the shipped one.

So readers see how little data two request categories need, and a new prompt or dialog act is written only once.
"""

import re
import shutil
from itertools import islice
from pathlib import Path

from call.labels import ACTS, LANGUAGES, OUT_OF_SCOPE
from datafiles.hotline import SHIPPED
from dialogs.forms.form_book import NEEDED
from tests.hotlines.copied import copied

OWN = Path(__file__).parent / "town"
FORMS = (*NEEDED, "comment")
HEAD = 4
"""Lines of a file of examples before its first phrase."""
MENUS = re.compile(r"^\[say\.(?:narrow|menu)\]\ntext = .*\n|^\[\[options\.\w+\]\]\n(?:\w.*\n)+", re.M)


def town_library(folder: Path) -> Path:
    """Makes the whole hotline in a new folder."""
    shutil.copytree(OWN, folder)
    copied(folder, "names.toml", "spoken_names.toml", "phrases.toml")
    for home in (folder, *(folder / language for language in LANGUAGES)):
        (home / "forms").mkdir()
        for name in FORMS:
            text = (SHIPPED / home.relative_to(folder) / "forms" / f"{name}.toml").read_text(encoding="utf-8")
            (home / "forms" / f"{name}.toml").write_text(text.replace('"quality"', '"reading_room"'), encoding="utf-8")
    for language in LANGUAGES:
        _menus(folder / language)
        for label in (*ACTS, OUT_OF_SCOPE):
            _examples(SHIPPED / language / "examples", folder / language / "examples", label)
    return folder


def _menus(home: Path) -> None:
    """Replaces the menus of the shipped hotline by its own."""
    path = home / "phrases.toml"
    kept = MENUS.sub("", path.read_text(encoding="utf-8"))
    path.write_text(kept + (home / "menus.toml").read_text(encoding="utf-8"), encoding="utf-8")


def _examples(shipped: Path, home: Path, label: str) -> None:
    """Copies only the first of the shipped phrases: fewer train faster."""
    most = 150 if label == OUT_OF_SCOPE else 40
    with (shipped / f"{label}.yml").open(encoding="utf-8") as file:
        (home / f"{label}.yml").write_text("".join(islice(file, HEAD + most)), encoding="utf-8")
