"""The command line of `corpus`, `hear` and `vocab`. Their code is in the files beside this, imported when needed."""

from pathlib import Path
from typing import Annotated

import typer

from commands.options import Json, Lang, OneLang, language, one_language

app = typer.Typer(help="Check, import and export the training phrases.", no_args_is_help=True)
ears = typer.Typer()
"""`hear` and `vocab`, which are used without `corpus` before them."""

Corpus = Annotated[Path | None, typer.Option("--corpus", help="Another hotline folder, with <lang>/examples in it.")]


@app.command("check")
def check(
    lang: OneLang = None,
    corpus: Corpus = None,
    json: Json = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All warnings, and near copies within an intent too.")
    ] = False,
    words: Annotated[bool, typer.Option(help="Look every word up in the speech model.")] = True,
    fail_on_warnings: Annotated[bool, typer.Option("--fail-on-warnings", help="Exit with 1 for warnings too.")] = False,
    changed: Annotated[
        bool, typer.Option("--changed", help="Only warnings about phrases changed since the last commit.")
    ] = False,
    against: Annotated[
        Path | None,
        typer.Option("--against", help="Only warnings about phrases that this export does not have.", metavar="FILE"),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Accept what is warned of: write it to examples/accepted.txt.")
    ] = False,
) -> int:
    """Check the training phrases: every fault and doubt of every file in one run, with its line and its remedy."""
    from commands.corpus.corpus import Show
    from commands.corpus.corpus import check as run

    return run(one_language(lang), corpus, json, Show(everything, words, fail_on_warnings, changed, against, accept))


@app.command("import")
def import_files(
    files: Annotated[
        list[Path], typer.Argument(help="Rasa or hassil YAML, CSV, TSV or JSONL files.", metavar="FILE...")
    ],
    lang: Annotated[
        str | None, typer.Option("--lang", help="Language where a file names none.", metavar="ru|en")
    ] = None,
    corpus: Corpus = None,
    limit: Annotated[int, typer.Option("--limit", help="Sentences taken of one template.", min=1)] = 50,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change and write nothing.")] = False,
) -> int:
    """Merge phrases into the corpus: new ones are added, known ones passed over, contradictory ones listed."""
    from commands.corpus.corpus import import_files as run

    return run(files, one_language(lang) or "", corpus, limit, dry_run)


@app.command("move")
def move(
    what: Annotated[str, typer.Argument(help="A phrase, or a file with one on each line.", metavar="TEXT|FILE")],
    to: Annotated[str, typer.Option("--to", help="The label that it belongs to.", metavar="LABEL")],
    lang: Lang = "ru",
    corpus: Corpus = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change and write nothing.")] = False,
) -> int:
    """Move phrases to another label, with what the recogniser heard of them."""
    from commands.corpus.move import move as run
    from datafiles.hints import nearest
    from nlu.labels import LABELS

    if to not in LABELS:
        hint = f"; did you mean {near}?" if (near := nearest(to, LABELS)) else ""
        raise typer.BadParameter(
            f"{to!r} is no label of the hotline (hotline/categories.toml){hint}", param_hint="--to"
        )
    return run(what, to, language(lang), corpus, dry_run)


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="The ending names the format: .yml (Rasa), .csv, .tsv or .jsonl.")],
    lang: OneLang = None,
    corpus: Corpus = None,
) -> int:
    """Write the training phrases into one file for another tool, or for a spreadsheet."""
    from commands.corpus.corpus import export as run

    return run(file, one_language(lang), corpus)


@ears.command()
def hear(
    lang: OneLang = None,
    takes: Annotated[int, typer.Option("--takes", help="Ways in which each phrase is spoken.", min=1)] = 1,
    minutes: Annotated[
        float | None, typer.Option("--minutes", help="Stop after so long; go on next time.", min=0.01)
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", help="Phrases at a time.", min=1)] = 2,
    voice: Annotated[str | None, typer.Option("--voice", help="Only this voice backend.")] = None,
    data: Annotated[Path | None, typer.Option("--data", help="Hear a TSV of test phrases instead.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Where to write what was heard of it.")] = None,
    line: Annotated[str, typer.Option("--line", help="The line of --data.", metavar="line|noisy")] = "line",
) -> int:
    """Speak the training phrases over a telephone line and keep what the recogniser writes (only new ones)."""
    from commands.corpus.hear import Effort, hear_file
    from commands.corpus.hear import hear as run

    if line not in ("line", "noisy"):
        raise typer.BadParameter(f"{line!r} is no line: it is `line` or `noisy`", param_hint="--line")
    effort = Effort(takes, minutes, jobs, voice)
    if data:
        return hear_file(data, output or data.with_suffix(".heard.tsv"), language(lang or "ru"), line, effort)
    return run(one_language(lang), effort)


@ears.command()
def vocab(
    lang: Lang = "ru",
    json: Json = None,
    lexicon: Annotated[
        Path | None, typer.Option("--lexicon", help="Also write the mishearings that are safe to undo (TOML).")
    ] = None,
) -> int:
    """List words of the training phrases that the recogniser cannot write, and what it writes instead."""
    from commands.corpus.vocab import vocab as run

    return run(language(lang), lexicon, json)
