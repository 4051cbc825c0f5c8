"""Masks running text for a file that outlives the call: dictated numbers, addresses, and secrets once more.

Secrets are hidden where words enter the call (call/privacy/withholding.py). The mask is wider: in running text no long
number is readable, also one that a form asked for. A value that a request needs is kept as a validated slot.
"""

import re

from call.privacy.atoms import MASK, DigitRun, atoms_of, runs_of
from call.privacy.detector import look
from call.privacy.sighting import Hidden
from call.privacy.withholding import redacted

__all__ = ["MASK", "mask", "mask_numbers", "tells_secret"]

_SHORTEST_RUN = 4
"""So many number words in a row, or digits as figures, count as dictation. Three may be a date or a sum of money."""
_SHORTEST_DIGITS = 6
"""So many digits in fewer words: «семьсот восемьсот»."""
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def mask(text: str) -> str:
    """A caller's words without secrets, long numbers and addresses."""
    return mask_numbers(redacted(text, look(text).spans))


def mask_numbers(text: str) -> str:
    """The text without long numbers and addresses; for the assistant's words, which hold no secret."""
    atoms = atoms_of(text)
    addresses = [Hidden(*found.span(), secret=False) for found in _ADDRESS.finditer(text)]
    numbers = [
        Hidden(atoms[run.first].start, atoms[run.end - 1].end, secret=False)
        for run in runs_of(atoms)
        if _long(run, text[atoms[run.first].start : atoms[run.end - 1].end])
    ]
    return redacted(text, (*addresses, *numbers))


def tells_secret(text: str) -> bool:
    """Does the text hold a secret, so that no value found in it may be kept?"""
    return look(text).secret or MASK in text


def _long(run: DigitRun, said: str) -> bool:
    figures = sum(map(str.isdecimal, said))
    return run.spoken >= _SHORTEST_RUN or figures >= _SHORTEST_RUN or len(run.digits) >= _SHORTEST_DIGITS
