"""The command line of `kb`. Its code is in commands/kb/kb.py, imported when needed."""

from pathlib import Path
from typing import Annotated

import typer

from commands.options import Json, Lang, language

app = typer.Typer(help="Check, compare, show and learn the answers (the knowledge base).", no_args_is_help=True)

Folder = Annotated[Path | None, typer.Option("--knowledge", help="Another hotline folder, with <lang>/answers in it.")]


@app.command("check")
def check(
    knowledge: Folder = None,
    at: Annotated[
        str | None, typer.Option("--at", help="The day to check for; today by default.", metavar="DATE")
    ] = None,
    questions: Annotated[
        Path | None, typer.Option("--questions", help="Folder with knowledge_questions.<lang>.tsv files.")
    ] = None,
    json: Json = None,
    understand: Annotated[
        bool, typer.Option("--understand", help="Also ask the intent model for the category of each question.")
    ] = False,
    fail_on_warnings: Annotated[bool, typer.Option("--fail-on-warnings", help="Exit with 1 for warnings too.")] = False,
) -> int:
    """Check all answers: each fault and each doubt (stale, unreachable, contradictory) with its line and its remedy."""
    from commands.kb.kb import Check
    from commands.kb.kb import check as run

    return run(Check(knowledge, at, questions, json, understand, fail_on_warnings))


@app.command("diff")
def diff(
    old: Annotated[Path, typer.Argument(help="A hotline folder, or a zip of one.")],
    new: Annotated[Path | None, typer.Argument(help="The same; the answers in use by default.")] = None,
    json: Json = None,
) -> int:
    """Say which articles, regions and error codes were added, removed or changed, and in which fields."""
    from commands.kb.kb import diff as run

    return run(old, new, json)


@app.command("show")
def show(
    article: Annotated[
        str, typer.Argument(help="Article id: required_documents, required_documents/foreign_passport.")
    ],
    lang: Lang = "ru",
    knowledge: Folder = None,
) -> int:
    """Print an article as the caller hears it, with the spoken seconds of each sentence."""
    from commands.kb.kb import show as run

    return run(article, language(lang), knowledge)


@app.command("learn")
def learn(knowledge: Folder = None) -> int:
    """Turn the sample questions of all answers into vectors ahead. New samples are heard without it, a little later."""
    from commands.kb.learn import learn as run

    return run(knowledge)


@app.command("tune")
def tune(
    knowledge: Folder = None,
    steps: Annotated[
        int | None, typer.Option("--steps", help="1,500 by default; fewer are quicker and find less.", min=20)
    ] = None,
) -> int:
    """Tune the sentence model on the sample questions, so that questions for one answer come together; half an hour."""
    from commands.kb.tune import tune as run

    return run(knowledge, steps)
