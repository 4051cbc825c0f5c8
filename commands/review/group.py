"""The command line of `review`; what it does is in commands/review/review.py, imported when needed."""

from pathlib import Path
from typing import Annotated

import typer

from commands.options import Json, Lang, language

app = typer.Typer()


@app.command()
def review(
    lang: Lang = "ru",
    journal: Annotated[Path | None, typer.Option("--journal", help="The journal of calls (JSON lines).")] = None,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="Another hotline folder, with <lang>/examples in it.")
    ] = None,
    days: Annotated[int | None, typer.Option("--days", help="Only the last so many days.", min=1, max=36_500)] = None,
    list_only: Annotated[bool, typer.Option("-l", "--list", help="List the clusters and stop.")] = False,
    json: Json = None,
) -> int:
    """Label what callers said and was not understood, one key each; it becomes training phrases."""
    from commands.review.review import review as run

    return run(language(lang), journal, corpus, days, list_only, json)
