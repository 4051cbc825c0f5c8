"""The answers of a running engine: every call uses what an author saved, at most a second later."""

import logging
import os
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from call.errors import KnowledgeBroken
from call.labels import LANGUAGES
from dialogs.answers.article import Article
from dialogs.answers.knowledge_base import FOLDER, KnowledgeBase, load_knowledge
from dialogs.answers.knowledge_diff import changes
from dialogs.answers.knowledge_file import read_article
from dialogs.answers.knowledge_types import Where

log = logging.getLogger(__name__)

Stamp = tuple[int, int, int, int]
"""Changes whenever a file is written: both times of change in ns, size, inode."""
LOOK_EVERY_S = 1.0
"""Seconds of real time between two checks of the folder, for all calls together."""


class LiveKnowledge:
    """Implements `dialogs.hotline.LatestKnowledge`; shared by all calls and threads.

    A check is one `stat` per file and delays a call by 3 ms, so it runs once a second for all calls together. Only
    changed files are read again. If a new version has a mistake, all of it is refused and the previous answers stay.
    Changes, and each mistake once, are logged and written to the log file.
    """

    def __init__(
        self,
        hotline: Path,
        log_file: Path,
        departments: Collection[str] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`departments`: as in `load_knowledge`; `clock`: seconds that never go back.

        Raises KnowledgeBroken: at the start there are no previous answers to keep.
        """
        self._departments = departments
        self._hotline = hotline
        self._log_file = log_file
        self._now = now
        self._clock = clock
        self._lock = Lock()
        self._read: dict[Path, tuple[Stamp, Article]] = {}
        self._stamps = _stamps(hotline)
        self._refused = ""
        self._knowledge = self._load()
        self._due = clock() + LOOK_EVERY_S

    def current(self) -> KnowledgeBase:
        """The newest answers without a mistake. While one call checks for them, the others use the previous ones."""
        if self._clock() >= self._due and self._lock.acquire(blocking=False):
            try:
                if self._clock() >= self._due:  # no other call checked while we took the lock
                    self._look()
                    self._due = self._clock() + LOOK_EVERY_S
            finally:
                self._lock.release()
        return self._knowledge

    def _look(self) -> None:
        stamps = _stamps(self._hotline)
        if stamps == self._stamps:
            return
        self._stamps = stamps
        try:
            new = self._load()
        except KnowledgeBroken as error:
            self._refuse(error)
            return
        self._refused = ""
        for change in changes(self._knowledge, new):
            self._note(f"taken up: {change}")
        self._knowledge = new

    def _load(self) -> KnowledgeBase:
        return load_knowledge(self._hotline, departments=self._departments, read=self._reread)

    def _reread(self, path: Path, where: Where) -> Article:
        """The article as read before if its file has not changed, else read again."""
        stamp = self._stamps.get(str(path))
        known = self._read.get(path)
        if stamp and known and known[0] == stamp:
            return known[1]
        article = read_article(path, where)
        if stamp:
            self._read[path] = (stamp, article)
        return article

    def _refuse(self, error: KnowledgeBroken) -> None:
        if error.fact != self._refused:
            for fault in error.faults:
                self._note(f"refused, calls keep the previous answers: {fault}")
        self._refused = error.fact

    def _note(self, text: str) -> None:
        log.warning("knowledge %s", text)
        try:
            self._log_file.parent.mkdir(parents=True, exist_ok=True)
            with self._log_file.open("a", encoding="utf-8") as file:
                file.write(f"{self._now().isoformat(timespec='seconds')} {text}\n")
        except OSError as error:
            log.warning("%s cannot be written (%s)", self._log_file, error.strerror)


def _stamps(hotline: Path) -> Mapping[str, Stamp]:
    """The stamp of every file of the answers, by its path; a file that vanishes meanwhile is left out."""
    stamps: dict[str, Stamp] = {}
    folders = [str(hotline / language / FOLDER) for language in LANGUAGES]
    while folders:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    with suppress(OSError):
                        state = entry.stat()
                        stamps[entry.path] = (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)
    return stamps
