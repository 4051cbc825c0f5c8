"""Guesses which word was meant, for messages about a misspelt key, label or column."""

from collections.abc import Sequence
from difflib import get_close_matches

_ALIKE = 0.7
"""difflib's ratio: «exampels» and «examples» 0.88, «txt» and «text» 0.86, «rules» and «nlu» 0.25."""


def nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name most similar to `name`; None if none is similar enough."""
    found = get_close_matches(name, known, n=1, cutoff=_ALIKE)
    return found[0] if found else None


def unknown(what: str, name: str, known: Sequence[str]) -> str:
    """«unknown key `exampels`; did you mean `examples`?», or the list of what is known."""
    meant = nearest(name, known)
    hint = f"did you mean `{meant}`?" if meant else f"use only {', '.join(f'`{each}`' for each in known)}"
    return f"unknown {what} `{shown(name)}`; {hint}"


def shown(name: str) -> str:
    """A name from a file, safe to print: at most 40 characters, with ? for unprintable ones."""
    return "".join(letter if letter.isprintable() else "?" for letter in name[:40])
