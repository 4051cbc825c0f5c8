"""The command line of `corpus`; what its commands do is in commands/corpus/corpus.py, imported when needed."""

from pathlib import Path
from typing import Annotated, Literal

import typer

app = typer.Typer(help="Check, import and export the training phrases.", no_args_is_help=True)

Language = Literal["ru", "en"]
OneLanguage = Annotated[Language | None, typer.Option("--lang", help="Only this language.")]
Corpus = Annotated[Path | None, typer.Option("--corpus", help="Another hotline folder, with <lang>/examples in it.")]


@app.command("check")
def check(
    lang: OneLanguage = None,
    corpus: Corpus = None,
    json: Annotated[
        str | None, typer.Option("--json", help="Write JSON to this file; - is the terminal.", metavar="FILE")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All warnings, and near copies within an intent too.")
    ] = False,
    words: Annotated[bool, typer.Option(help="Look every word up in the speech model.")] = True,
    fail_on_warnings: Annotated[bool, typer.Option("--fail-on-warnings", help="Exit with 1 for warnings too.")] = False,
) -> int:
    """Check the training phrases: every fault and doubt of every file in one run, with its line and its remedy."""
    from commands.corpus.corpus import Show
    from commands.corpus.corpus import check as run

    return run(lang, corpus, json, Show(everything, words, fail_on_warnings))


@app.command("import")
def import_files(
    files: Annotated[
        list[Path], typer.Argument(help="Rasa or hassil YAML, CSV, TSV or JSONL files.", metavar="FILE...")
    ],
    lang: Annotated[Language | None, typer.Option("--lang", help="Language where a file names none.")] = None,
    corpus: Corpus = None,
    limit: Annotated[int, typer.Option("--limit", help="Sentences taken of one template.", min=1)] = 50,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change and write nothing.")] = False,
) -> int:
    """Merge phrases into the corpus: new ones are added, known ones passed over, contradictory ones listed."""
    from commands.corpus.corpus import import_files as run

    return run(files, lang or "", corpus, limit, dry_run)


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="The ending names the format: .yml (Rasa), .csv, .tsv or .jsonl.")],
    lang: OneLanguage = None,
    corpus: Corpus = None,
) -> int:
    """Write the training phrases into one file for another tool, or for a spreadsheet."""
    from commands.corpus.corpus import export as run

    return run(file, lang, corpus)
