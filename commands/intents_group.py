"""The command line of the retraining loop; what its commands do is imported when needed."""

from pathlib import Path
from typing import Annotated

import typer

from commands.options import Json, Lang, language

app = typer.Typer()


@app.command()
def classify(
    texts: Annotated[list[str] | None, typer.Argument(help="Phrases; standard input when none is given.")] = None,
    file: Annotated[Path | None, typer.Option("--file", help="One phrase per line.")] = None,
    lang: Lang = "ru",
) -> int:
    """Classify phrases: one JSON line each with intent, confidence, ranking, slots and decision."""
    from commands.intents import classify as run

    return run(texts or [], file, language(lang))


@app.command()
def train(
    lang: Annotated[str | None, typer.Option("--lang", help="Only this language.", metavar="ru|en")] = None,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="Another hotline folder, with <lang>/examples in it.")
    ] = None,
    json: Json = None,
    force: Annotated[
        bool, typer.Option("--force", help="Make it current whatever it loses; the model card will say so.")
    ] = False,
) -> int:
    """Train the intent models, say how good they are, and put them to use unless they lose too many gold phrases."""
    from commands.intents import train as run

    return run(language(lang) if lang else None, corpus, json, force)


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
    from commands.intents import evaluate as run

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
    from commands.registry import compare as run

    return run(old, new, data, language(lang), json)


@app.command()
def versions(lang: Lang = "ru", json: Json = None) -> int:
    """List the versions of the intent model that are kept."""
    from commands.registry import versions as run

    return run(language(lang), json)


@app.command()
def rollback(
    version: Annotated[str, typer.Argument(help="A version (see `versions`); the one before by default.")] = "previous",
    lang: Lang = "ru",
) -> int:
    """Put an earlier version of the intent model back into use; a running engine takes it up with its next call."""
    from commands.registry import rollback as run

    return run(version, language(lang))


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
    from commands.review import review as run

    return run(language(lang), journal, corpus, days, list_only, json)


@app.command()
def hear(
    lang: Annotated[str | None, typer.Option("--lang", help="Only this language.", metavar="ru|en")] = None,
    takes: Annotated[int, typer.Option("--takes", help="Ways in which each phrase is spoken.", min=1)] = 1,
    minutes: Annotated[float | None, typer.Option("--minutes", help="Stop after so long; go on next time.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", help="Phrases at a time.", min=1)] = 2,
    voice: Annotated[str | None, typer.Option("--voice", help="Only this voice backend.")] = None,
    data: Annotated[Path | None, typer.Option("--data", help="Hear a TSV of test phrases instead.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Where to write what was heard of it.")] = None,
    line: Annotated[str, typer.Option("--line", help="The line of --data.", metavar="line|noisy")] = "line",
) -> int:
    """Speak the training phrases over a telephone line and keep what the recogniser writes (only new ones)."""
    from commands.hear import Effort, hear_file
    from commands.hear import hear as run

    effort = Effort(takes, minutes, jobs, voice)
    if data:
        return hear_file(data, output or data.with_suffix(".heard.tsv"), language(lang or "ru"), line, effort)
    return run(language(lang) if lang else None, effort)


@app.command()
def vocab(
    lang: Lang = "ru",
    json: Json = None,
    lexicon: Annotated[
        Path | None, typer.Option("--lexicon", help="Also write the mishearings that are safe to undo (TOML).")
    ] = None,
) -> int:
    """List words of the training phrases that the recogniser cannot write, and what it writes instead."""
    from commands.vocab import vocab as run

    return run(language(lang), lexicon, json)
