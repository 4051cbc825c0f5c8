"""The labels of the design, the same in Russian and English."""

import re
from pathlib import Path

from call.errors import DataBroken, Fault
from call.toml_text import read_toml_text

LANGUAGES = ("ru", "en")

_CATEGORIES = Path(__file__).with_name("categories.toml")
_WANTED = "write requests = [...]: a list of categories"


def read_categories(path: Path) -> tuple[str, ...]:
    """The request categories of the file, in its order.

    Raises:
        DataBroken: it cannot be read, or names something that can be no category.
    """
    try:
        text, tables = read_toml_text(path)
    except DataBroken as error:
        raise DataBroken([Fault(each.path, each.line, f"{_WANTED}; {each.text}") for each in error.faults]) from error
    if "requests" not in tables:
        raise DataBroken([Fault(str(path), 1, _WANTED)])
    names = tables["requests"]
    if not isinstance(names, list):
        raise DataBroken([Fault(str(path), 1, "requests: a list of categories is needed")])
    lines = text.splitlines()
    faults = [
        Fault(str(path), _line(lines, name), text) for at, name in enumerate(names) if (text := _wrong(names, at))
    ]
    if faults:
        raise DataBroken(faults)
    return tuple(names)


def _wrong(names: list[object], at: int) -> str:
    name = names[at]
    if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        return f"{name!r}: lower-case English words joined by _ are needed, such as school_enrolment"
    if name in ACTS or name == OUT_OF_SCOPE:
        return f"{name!r} is a move in the conversation itself: choose another name"
    return f"{name!r} is here twice: delete one" if name in names[:at] else ""


def _line(lines: list[str], name: object) -> int:
    """Where it stands last."""
    return max((number for number, line in enumerate(lines, start=1) if f'"{name}"' in line), default=1)


ACTS = (
    "operator",
    "callback",
    "leave_message",
    "repeat",
    "menu_help",
    "affirm",
    "deny",
    "greeting",
    "goodbye",
    "thanks",
    "cancel",
    "switch_language",
    "rate_service",
    "provide_number",
)
"""Moves in the conversation itself."""

OUT_OF_SCOPE = "out_of_scope"
"""Rejected, not answered."""

REQUESTS = read_categories(_CATEGORIES)
"""What callers want done or explained: each has an answer. Data: categories.toml."""

LABELS = (*REQUESTS, *ACTS, OUT_OF_SCOPE)
