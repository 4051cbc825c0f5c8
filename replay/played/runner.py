"""Plays recorded calls, several at a time. A file that cannot be read does not stop the others."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

Played = TypeVar("Played")
AHEAD = 4
"""Results that wait for one before them, for each worker: memory stays flat."""


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
