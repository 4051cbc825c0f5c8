"""Request numbers: unique on this machine, never given twice, with a check digit against slips of the tongue.

Seven digits count; the eighth follows Luhn's rule (ISO/IEC 7812-1, annex B). It finds every single wrong digit and
nearly all swapped neighbours. A number is on the disk before it is given.
"""

import re
from pathlib import Path

from filelock import FileLock, Timeout

from call.errors import JournalUnwritable
from datafiles.private_file import LOCK_LIMIT_S, MODE, make_folder, open_to_read, replace_private
from desk.check_digit import check_digit
from desk.numbers_in_journal import highest, latest

FIRST = 1_000_000
"""A number must not begin with a zero: callers leave zeros out."""
_COUNTER = re.compile(rb"\s*(\d{1,11})\s*")
_LONGEST_COUNTER = 64


class RequestNumbers:
    """A counter that all processes of this machine share. Its file holds the last number given, without check digit.

    The file is in the folder of the journals. A counter that was lost, damaged, or restored from an old copy continues
    after the highest number in the journals.
    """

    def __init__(self, journal: Path, lock_limit_s: float = LOCK_LIMIT_S) -> None:
        path = journal.with_name("request_number")
        self._journal = journal
        self._path = path
        self._given = 0
        self._lock = FileLock(f"{path}.lock", timeout=lock_limit_s, mode=MODE, poll_interval=0.01)

    def next(self) -> str:
        """The next number, eight digits. Raises JournalUnwritable: without a number nothing can be promised."""
        try:
            make_folder(self._path.parent)
            with self._lock:
                number = max(FIRST, self._last() + 1)
                replace_private(self._path, f"{number}\n".encode())
                self._given = number
        except Timeout as error:
            raise JournalUnwritable(f"another process keeps {self._path}.lock locked") from error
        except OSError as error:
            raise JournalUnwritable(f"cannot write the request numbers {self._path}: {error.strerror}") from error
        return f"{number}{check_digit(str(number))}"

    def _last(self) -> int:
        counted = self._counted()
        if counted is not None and counted >= latest(self._journal):
            return max(counted, self._given)
        last = max(counted or 0, self._given, highest(self._journal))
        if counted is None and not last and self._path.exists():
            raise JournalUnwritable(
                f"{self._path} holds no number, nor does a journal beside it: write the last request number there, "
                "without its last digit"
            )
        return last

    def _counted(self) -> int | None:
        """The counter's number; None if the counter is missing or holds no number."""
        try:
            with open_to_read(self._path) as file:
                found = _COUNTER.fullmatch(file.read(_LONGEST_COUNTER))
        except FileNotFoundError:
            return None
        return int(found[1]) if found else None
