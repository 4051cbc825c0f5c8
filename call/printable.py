"""What may reach a terminal or a JSON file of texts that others wrote: letters, never commands to the terminal.

Control characters move the cursor, change the title or answer for the person who reads; bidi controls show a line in
another order than it has. Both are dropped from what is printed, and escaped, so kept, in JSON.
"""

import json
import re

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks, embeddings, overrides and isolates of the direction of writing."""
_HIDDEN = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f{BIDI}]")
"""C0 but the newline, DEL, C1, bidi."""
_HALF = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs: bytes of a file name or an argument that are no UTF-8. No stream can write them."""
_ESCAPED_IN_JSON = re.compile(f"[\x7f-\x9f{BIDI}\ud800-\udfff]")
"""What `json` leaves as it is when it keeps letters; the rest of C0 it escapes itself."""


def printable(text: str) -> str:
    """Without control and bidi characters. Newlines stay, for they are ours; a tab is a space."""
    return _HALF.sub("\ufffd", _HIDDEN.sub("", text.replace("\t", " ")))


def one_line(text: str) -> str:
    """`printable` for the words of others: their newlines are spaces, so that they cannot forge a line of ours."""
    return printable(text.replace("\n", " "))


def as_json(value: object, indent: int | None = None) -> str:
    """JSON with its letters readable and everything else escaped: it reads back as it was, and is safe to print."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ESCAPED_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
