"""Request numbers: unique on this machine, never given twice, and with a check digit against slips of the tongue.

Seven digits that count, and one by Luhn's rule (ISO/IEC 7812-1, annex B), which finds every single wrong digit and
nearly all exchanged neighbours. The last number is on the disk before the next one is given.
"""

import os
from pathlib import Path

from filelock import FileLock

from call.errors import JournalUnwritable

FIRST = 1_000_000
"""So that a number never begins with a zero, which callers leave out."""


class RequestNumbers:
    """A counter that all processes of this machine share; the file holds the last number given, without check digit."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(f"{path}.lock")

    def next(self) -> str:
        """Eight digits. Raises JournalUnwritable: without a number nothing can be promised to a caller."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._lock:
                number = max(FIRST, self._last() + 1)
                self._keep(number)
        except OSError as error:
            raise JournalUnwritable(f"cannot write the request numbers {self._path}: {error.strerror}") from error
        return f"{number}{check_digit(str(number))}"

    def _last(self) -> int:
        try:
            text = self._path.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return 0
        if not text.isdecimal():
            raise JournalUnwritable(
                f"{self._path} holds no number: write the last request number there, without its end"
            )
        return int(text)

    def _keep(self, number: int) -> None:
        """Replaced as a whole: after a kill the file holds the old number or the new one."""
        fresh = self._path.with_suffix(".part")
        with fresh.open("w", encoding="ascii") as file:
            file.write(f"{number}\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)


def check_digit(digits: str) -> str:
    """Luhn's: doubled from the right every second digit, the sum filled up to a multiple of ten."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)
