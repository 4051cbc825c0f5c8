"""What was decided about which turns: one JSON line per decision, appended beside the journal and synced to the disk.

    {"action": "label", "language": "ru", "intent": "complaint", "phrases": ["..."], "turns": [["9f...", 41200]]}
    {"action": "undo", "language": "ru"}

An undo takes back the last decision in its language that still stands. The file is readable by its owner only; a line
that a crash tore is passed over; two reviews at once are refused.
"""

import fcntl
import json
import os
from pathlib import Path
from typing import Any, Self

from call.errors import DataBroken, Fault
from datafiles.input_file import read_input
from datafiles.private_file import open_private
from nlu.review.queue import TurnKey
from nlu.review.session import SAVED, Action, Ruling


def log_beside(journal: Path) -> Path:
    """`journal.jsonl` -> `journal.reviewed.jsonl`."""
    return journal.with_suffix(".reviewed.jsonl")


class ReviewLog:
    """An open log, locked until it is closed; use it as a context manager."""

    def __init__(self, path: Path) -> None:
        """Raises DataBroken when the file cannot be used or another review uses it, PlaceRefused when it is no file."""
        self._path = path
        try:
            self._file = open_private(path, os.O_APPEND)
        except OSError as error:
            raise self._broken(f"cannot be opened ({error.strerror}); check its permissions") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._file)
            raise self._broken("another review is open; end it first") from error

    def rulings(self, language: str) -> tuple[Ruling, ...]:
        """What stands, oldest first. Raises DataBroken for a log that is too long to read."""
        try:
            lines = read_input(self._path, "phrases").split(b"\n")
        except OSError as error:
            raise self._broken(f"cannot be read ({error.strerror}); move it away") from error
        stack: list[Ruling] = []
        for line in lines:
            entry = _entry(line)
            if entry.get("language") != language:
                continue
            if entry.get("action") == "undo":
                del stack[-1:]
            elif ruling := _ruling(entry):
                stack.append(ruling)
        return tuple(stack)

    def add(self, ruling: Ruling, language: str) -> None:
        self._write(
            {
                "action": ruling.action.value,
                "language": language,
                "intent": ruling.intent,
                "phrases": ruling.phrases,
                "turns": [(key.call, key.at_ms) for key in ruling.turns],
            }
        )

    def undo(self, language: str) -> None:
        """Take back the last of `rulings(language)`."""
        self._write({"action": "undo", "language": language})

    def _write(self, entry: dict[str, Any]) -> None:
        data = json.dumps(entry, ensure_ascii=False).encode() + b"\n"
        try:
            if (size := os.fstat(self._file).st_size) and os.pread(self._file, 1, size - 1) != b"\n":
                data = b"\n" + data  # a crash left half a line
            written = os.write(self._file, data)
            os.fsync(self._file)
        except OSError as error:
            raise self._broken(f"cannot be written ({error.strerror}); free some space") from error
        if written != len(data):
            raise self._broken("the disk is full; free some space")

    def _broken(self, fact: str) -> DataBroken:
        return DataBroken([Fault(str(self._path), 1, fact)])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._file)


def _entry(line: bytes) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return entry if isinstance(entry, dict) else {}


def _ruling(entry: dict[str, Any]) -> Ruling | None:
    try:
        action = Action(entry["action"])
        turns = tuple(TurnKey(str(call), int(at_ms)) for call, at_ms in entry["turns"])
        texts = tuple(str(text) for text in entry["phrases"])
        return Ruling(action, turns, str(entry["intent"]), texts) if action in SAVED else None
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
