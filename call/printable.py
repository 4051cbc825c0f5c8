"""Makes texts from outside safe to print or to write as JSON: letters reach the terminal, commands to it do not.

Control characters can move the cursor, change the title or type an answer for the reader. Bidi controls show a line
in another order than it is written. Both are dropped in print; in JSON they are escaped, so nothing is lost.
"""

import json
import os
import re
from pathlib import Path

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks, embeddings, overrides and isolates that set the direction of writing."""
_HIDDEN = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f{BIDI}]")
"""C0 except the newline, DEL, C1, bidi."""
_HALF = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs: bytes of a file name or an argument that are not UTF-8. No stream can write them."""
_ESCAPED_IN_JSON = re.compile(f"[\x7f-\x9f{BIDI}\ud800-\udfff]")
"""What `json` does not escape with `ensure_ascii=False`; it escapes C0 itself."""


def printable(text: str) -> str:
    """The text without control and bidi characters. Newlines stay: they are ours. A tab becomes a space."""
    return _HALF.sub("\ufffd", _HIDDEN.sub("", text.replace("\t", " ")))


def one_line(text: str) -> str:
    """`printable` for texts from outside. Newlines become spaces, so that such a text cannot forge a line of ours."""
    return printable(text.replace("\n", " "))


def shown(path: Path) -> str:
    """The name of a file for people and for JSON: bytes that are no UTF-8 become replacement characters."""
    return os.fsencode(path).decode("utf-8", "replace")


def as_json(value: object, indent: int | None = None) -> str:
    """JSON with readable letters and everything else escaped: safe to print, and it reads back unchanged."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ESCAPED_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
