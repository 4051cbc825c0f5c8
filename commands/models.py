"""`models`: the speech models on this machine."""

import sys
from pathlib import Path

from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from commands.results import write_json
from commands.terminal import Terminal
from models import store


def fetch(names: list[str], source: Path | None) -> int:
    """Fetch the named models (the default ones otherwise); what is here and whole already is left alone."""
    terminal = Terminal()
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    for name in names or store.default_models():
        with Progress(*columns, console=terminal.console, disable=not sys.stdout.isatty()) as bars:
            task = bars.add_task(name, total=None)

            def show(stage: str, done: int, total: int | None, task: TaskID = task, bars: Progress = bars) -> None:
                bars.update(task, description=stage, completed=done, total=total)

            folder = store.fetch(name, source=source, progress=show)
        terminal.line(f"{name}: ready in {folder}")
    return 0


def listing(json_file: str | None) -> int:
    rows = store.listing()
    if json_file:
        write_json(json_file, [row.as_json() for row in rows])
        return 0
    Terminal().lines(f"{row.name:30} {row.language}  {row.state:9} {row.licence}" for row in rows)
    return 0


def verify(names: list[str]) -> int:
    """Exit code 0 when every file of every model is the one of the manifest; ModelCorrupt or ModelMissing otherwise."""
    terminal = Terminal()
    for name in names or [row.name for row in store.listing() if row.state == "installed"]:
        store.verify(name)
        terminal.line(f"{name}: every file is as the manifest says")
    return 0
