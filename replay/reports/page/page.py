"""All rows of a run as one HTML page: which calls are red, why, and the sound of exactly that span.

The page loads nothing but the recordings, which it links: styles and scripts are in it, and its policy forbids the
rest. It holds no times of day, so equal rows give equal bytes.
"""

import hashlib
import os
from base64 import b64encode
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from string import Template
from urllib.parse import quote_from_bytes

from call.printable import as_json
from replay.reports.page.head import head
from replay.reports.row import Row
from replay.reports.totals import Totals

STYLES = ("page.css", "list.css", "call.css")
SCRIPTS = (
    "dom.js", "words.js", "address.js", "calls.js", "list.js", "timeline.js", "marks.js", "player.js", "turns.js",
    "details.js", "call.js", "keys.js",
)  # fmt: skip
"""In the order in which they run; each uses only what is in those before it, once all are there."""


def page(rows: Iterable[Row], totals: Totals, place: Path) -> Iterator[str]:
    """Pieces of the page. `totals`: of the same rows. `place`: where it will be, for the links to the recordings."""
    style, script = _joined(STYLES), _joined(SCRIPTS)
    before, _, after = _file("page.html").partition("$rows")
    yield Template(before).substitute(
        style=style, style_hash=_hash(style), script_hash=_hash(script), calls=totals.calls, head="".join(head(totals))
    )
    folder = os.path.abspath(place.parent)
    for number, row in enumerate(rows):
        yield f"{',' if number else ''}\n{_in_html({**row, 'audio': link(row['file'], folder)})}"
    yield Template(after).substitute(script=script)


def link(file: str, folder: str) -> str:
    """From a page in this folder to a file, as a relative address. Browsers take `..` by the letter, not by links."""
    return quote_from_bytes(os.fsencode(os.path.relpath(os.path.abspath(file), folder)), safe="/")


def _in_html(row: Row) -> str:
    """JSON that no text in it can break out of: it holds no `<`."""
    return as_json(row).replace("<", "\\u003c")


def _joined(names: Iterable[str]) -> str:
    return "\n".join(map(_file, names))


def _file(name: str) -> str:
    return resources.files("replay.reports.page").joinpath("parts", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """As a content security policy names a style or a script."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
