"""Plays recorded calls, several at a time. A file that cannot be read does not stop the others."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from call.errors import AudioFileBroken

Played = TypeVar("Played")
AHEAD = 4
"""Results that wait for one before them, for each worker: memory stays flat."""

SOUND_FILES = (".wav", ".flac", ".ogg")


def sound_files(paths: Iterable[Path]) -> list[Path]:
    """The named files, and the sound files in the named folders, in a stable order.

    Raises AudioFileBroken for a folder without sound files.
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(item for item in path.rglob("*") if item.suffix.lower() in SOUND_FILES) if path.is_dir() else []
        if path.is_dir() and not inside:
            raise AudioFileBroken(f"{path}: no {', '.join(SOUND_FILES)} files in this folder")
        found.extend(inside or [path])
    return found


def in_order(paths: Iterable[Path], play: Callable[[Path], Played], jobs: int = 1) -> Iterator[Played]:
    """The result of each, in the given order, `jobs` at a time. Threads: the recogniser releases the GIL.

    `play` must not raise. When the caller stops, what has begun is finished and nothing more is begun.
    """
    waiting: list[Future[Played]] = []
    workers = ThreadPoolExecutor(max_workers=jobs)
    try:
        for path in paths:
            waiting.append(workers.submit(play, path))
            while waiting and (waiting[0].done() or len(waiting) >= AHEAD * jobs):
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()
    finally:
        workers.shutdown(cancel_futures=True)
