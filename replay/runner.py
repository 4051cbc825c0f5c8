"""Runs recorded calls through the engine. A file that cannot be read does not stop the others."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from call.errors import OtklikError, as_failure
from call.happenings import Failed
from call.loop import CallLoop
from call.record import CallRecord


@dataclass(frozen=True, slots=True)
class Replay:
    """One file and its result: a record, or an error, or both if a stage failed during the call."""

    path: Path
    record: CallRecord | None
    error: OtklikError | None


def replay_all(paths: list[Path], converse: Callable[[Path], CallLoop], jobs: int = 1) -> Iterator[Replay]:
    """Replay the files, `jobs` at a time; results in the given order. Threads: the recogniser releases the GIL."""
    with ThreadPoolExecutor(max_workers=jobs) as workers:
        yield from workers.map(lambda path: replay_one(path, converse), paths)


def replay_one(path: Path, converse: Callable[[Path], CallLoop]) -> Replay:
    """One recorded call from start to end. If a stage failed during the call, that is the error of this file."""
    try:
        conversation = converse(path)
        failures = [happening.error for happening in conversation.run() if isinstance(happening, Failed)]
    except Exception as error:  # one broken call must not cost the results of the others
        return Replay(path, None, as_failure(error, str(path)))
    return Replay(path, conversation.record, failures[0] if failures else None)
