"""How far a run of `replay` is, on a terminal: calls, failures, and when it will be done."""

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class ReplayProgress:
    """A bar on standard error while the run goes on; nothing where standard error is no terminal."""

    def __init__(self, calls: int) -> None:
        console = Console(stderr=True)
        columns = (TextColumn("replay"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
        self._task = self._bar.add_task("replay", total=calls)

    def step(self) -> None:
        self._bar.advance(self._task)

    def __enter__(self) -> "ReplayProgress":
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.stop()
