"""The request categories of the hotline that this process serves, from its `categories.toml`.

They are read once, at the first import: one process serves one hotline. A mistake in the file raises DataBroken.
run_assistant.py imports the commands inside its error handler, so that users see this error as one line.
"""

import re
from pathlib import Path

from call.errors import DataBroken, Fault
from call.labels import ACTS, OUT_OF_SCOPE
from datafiles.hotline import HOTLINE
from datafiles.toml_text import read_toml_text

_WANTED = "write requests = [...]: a list of categories"


def read_categories(hotline: Path) -> tuple[str, ...]:
    """The request categories of a hotline, in the order of `categories.toml`.

    Raises:
        DataBroken: there is no such folder, the file cannot be read, or a name in it cannot be a category.
    """
    path = hotline / "categories.toml"
    if not hotline.is_dir():
        raise DataBroken([Fault(str(hotline), 1, "no such folder: name that of a hotline in OTKLIK_HOTLINE")])
    try:
        text, tables = read_toml_text(path)
    except DataBroken as error:
        raise DataBroken([Fault(each.path, each.line, f"{_WANTED}; {each.text}") for each in error.faults]) from error
    if "requests" not in tables:
        raise DataBroken([Fault(str(path), 1, _WANTED)])
    names = tables["requests"]
    if not isinstance(names, list) or not names:
        raise DataBroken([Fault(str(path), 1, "requests: a list of categories is needed")])
    lines = text.splitlines()
    faults = [
        Fault(str(path), _line(lines, name), wrong) for at, name in enumerate(names) if (wrong := _wrong(names, at))
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
    """The last line with this name, so that a repeated name points to the copy."""
    return max((number for number, line in enumerate(lines, start=1) if f'"{name}"' in line), default=1)


REQUESTS = read_categories(HOTLINE)
"""What callers want done or explained; each has an article that answers it."""

LABELS = (*REQUESTS, *ACTS, OUT_OF_SCOPE)
"""All labels that a caller's phrase can get."""
