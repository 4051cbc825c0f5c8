"""The command line of the retraining loop; what its commands do is imported when needed."""

from pathlib import Path
from typing import Annotated

import typer

from commands.options import Json, Lang, OneLang, language, one_language

app = typer.Typer()


@app.command()
def classify(
    texts: Annotated[list[str] | None, typer.Argument(help="Phrases; standard input when none is given.")] = None,
    file: Annotated[Path | None, typer.Option("--file", help="One phrase per line.")] = None,
    lang: Lang = "ru",
) -> int:
    """Classify phrases: one JSON line each with intent, confidence, ranking, slots and decision."""
    from commands.intents.intents import classify as run

    return run(texts or [], file, language(lang))


@app.command()
def train(
    lang: OneLang = None,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="Another hotline folder, with <lang>/examples in it.")
    ] = None,
    json: Json = None,
    force: Annotated[
        bool, typer.Option("--force", help="Make it current whatever it loses; the model card will say so.")
    ] = False,
) -> int:
    """Train the intent models, say how good they are, and put them to use unless they lose too many gold phrases."""
    from commands.intents.intents import train as run

    return run(one_language(lang), corpus, json, force)


@app.command()
def evaluate(
    data: Annotated[
        Path | None, typer.Option("--data", help="TSV with a header `id intent text`; cross-validation by default.")
    ] = None,
    lang: Lang = "ru",
    json: Json = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write one page with plots to this file.", metavar="FILE")
    ] = None,
    learning_curve: Annotated[
        bool, typer.Option("--learning-curve", help="Say where ten more phrases help most (a minute longer).")
    ] = False,
) -> int:
    """Measure the intent model on held-out phrases."""
    from commands.intents.intents import evaluate as run

    return run(data, language(lang), json, html, learning_curve)


@app.command()
def compare(
    old: Annotated[str, typer.Argument(help="A version, `current`, `previous`, `newest`, or a folder.")] = "previous",
    new: Annotated[str, typer.Argument(help="The same.")] = "current",
    data: Annotated[
        Path | None, typer.Option("--data", help="TSV with a header `id intent text`; the gold set by default.")
    ] = None,
    lang: Lang = "ru",
    json: Json = None,
) -> int:
    """Compare two versions of an intent model on the same phrases: what became better, what worse, or is it chance."""
    from commands.intents.versions import compare as run

    return run(old, new, data, language(lang), json)


@app.command()
def versions(lang: Lang = "ru", json: Json = None) -> int:
    """List the versions of the intent model that are kept."""
    from commands.intents.versions import versions as run

    return run(language(lang), json)


@app.command()
def rollback(
    version: Annotated[str, typer.Argument(help="A version (see `versions`); the one before by default.")] = "previous",
    lang: Lang = "ru",
) -> int:
    """Put an earlier version of the intent model back into use; a running engine takes it up with its next call."""
    from commands.intents.versions import rollback as run

    return run(version, language(lang))
