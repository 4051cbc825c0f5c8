"""`models`: fetch, list and verify the models."""

import sys
from pathlib import Path

from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from commands.results import write_json
from commands.terminal import Terminal
from engine.speech_models import heard_with
from models import store


def fetch(names: list[str], source: Path | None) -> int:
    """Fetch the named models, by default the default ones. A complete model is not fetched again."""
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
    """List the models, and those in use: adapted ones where they are true to the hotline."""
    rows = store.listing()
    used = [heard_with(row.language) for row in rows if row.kind == "speech" and row.state == "installed"]
    if json_file:
        adapted: dict[Path, str | None] = {model.stock: str(model.adapted) if model.adapted else None for model in used}
        write_json(json_file, [{**row.as_json(), "adapted": adapted.get(row.path)} for row in rows])
        return 0
    terminal = Terminal()
    terminal.lines(f"{row.name:30} {row.language or 'all':3}  {row.state:9} {row.licence}" for row in rows)
    terminal.lines(
        f"{model.language} is heard with {model.name}{': ' * bool(model.advice)}{model.advice}" for model in used
    )
    return 0


def verify(names: list[str]) -> int:
    """Check every file of every model against the manifest. Raises ModelCorrupt, ModelMissing."""
    terminal = Terminal()
    for name in names or [row.name for row in store.listing() if row.state == "installed"]:
        store.verify(name)
        terminal.line(f"{name}: every file is as the manifest says")
    return 0
