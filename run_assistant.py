"""The command line of Otklik. Every command is a few lines here; what it does is in `commands/`, imported when needed.

Exit codes: 0 done, 1 a check failed, 2 wrong usage, broken input or a missing part of the environment, 130 Ctrl-C.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from call.errors import OtklikError
from commands import corpus_group, models_group

app = typer.Typer(
    help="Otklik: an offline voice assistant for a public-services hotline (Russian first, English second).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(models_group.app, name="models")
app.add_typer(corpus_group.app, name="corpus")

Lang = Annotated[str, typer.Option("--lang", help="Language: ru or en.", metavar="ru|en")]
Voice = Annotated[
    str | None,
    typer.Option("--voice", help="Voice backend: rhvoice, piper, festival or espeak; the best found by default."),
]
Json = Annotated[str | None, typer.Option("--json", help="Write JSON to this file; - is the terminal.", metavar="FILE")]
Paths = Annotated[list[Path], typer.Argument(help="WAV, FLAC or OGG files, or folders of them.", metavar="PATH...")]


def language(value: str) -> str:
    if value not in ("ru", "en"):
        raise typer.BadParameter(f"the language is ru or en, not {value}", param_hint="--lang")
    return value


@app.command()
def demo(
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Where to write the call (stereo WAV).")] = None,
    voice: Voice = None,
) -> int:
    """Replay a recorded Russian call through the whole engine and print the conversation as it happens."""
    from commands.replay import demo as run

    return run(output, voice)


@app.command()
def call(
    device: Annotated[
        str | None, typer.Option("-d", "--device", help="Audio device: its number or a part of its name.")
    ] = None,
    list_devices: Annotated[
        bool, typer.Option("-l", "--list-devices", help="List the audio devices and stop.")
    ] = False,
    lang: Lang = "ru",
    voice: Voice = None,
    record: Annotated[Path | None, typer.Option("--record", help="Record both sides into this stereo WAV.")] = None,
    journal: Annotated[Path | None, typer.Option("--journal", help="Where requests are kept (JSON lines).")] = None,
    headset: Annotated[
        bool, typer.Option("--headset", help="The microphone does not hear the loudspeaker: switch the echo gate off.")
    ] = False,
) -> int:
    """Hold a live call through the microphone and the loudspeaker (Ctrl-C hangs up)."""
    from commands.call import call as run
    from commands.call import show_devices

    return show_devices() if list_devices else run(device, language(lang), voice, record, journal, headset)


@app.command()
def replay(
    paths: Paths,
    json: Json = None,
    jobs: Annotated[int, typer.Option("--jobs", help="Calls at a time.", min=1)] = 1,
    voice: Annotated[
        str | None, typer.Option("--voice", help="Voice backend; espeak by default, so that replays repeat everywhere.")
    ] = None,
    lang: Lang = "ru",
) -> int:
    """Replay recorded calls through the whole engine, faster than real time and with the same result every time."""
    from commands.replay import replay as run

    return run(paths, json, jobs, voice, language(lang))


@app.command()
def chat(
    script: Annotated[
        list[Path] | None,
        typer.Option("--script", help="Run scripted conversations (files or folders) instead of talking."),
    ] = None,
    lang: Lang = "ru",
    explain: Annotated[
        bool, typer.Option("--explain", help="Show intent, confidence, rule and slots of every turn.")
    ] = False,
    cases: Annotated[
        Path | None, typer.Option("--cases", help="Case store (CSV or SQLite) that status questions are answered from.")
    ] = None,
    json: Json = None,
) -> int:
    """The same hotline in writing; with --script, conversations that must go as written (exit code 1 if not)."""
    from call.start import CallStart
    from commands.chat import chat as talk
    from commands.chat import chat_scripts
    from commands.moments import now_here

    if script:
        return chat_scripts(script, json, explain)
    return talk(CallStart(now_here()), language(lang), explain, cases)


@app.command()
def transcribe(files: Paths, lang: Lang = "ru") -> int:
    """Recognise recordings: one JSON line per file with text, words, times and confidence."""
    from commands.speech import transcribe as run

    return run(files, language(lang))


@app.command()
def say(
    text: Annotated[str, typer.Argument(help="What to say.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="WAV file to write instead of playing aloud.")
    ] = None,
    lang: Lang = "ru",
    voice: Voice = None,
    device: Annotated[str | None, typer.Option("-d", "--device", help="Loudspeaker: number or part of name.")] = None,
) -> int:
    """Speak a text with the assistant's voice."""
    from commands.speech import say as run

    return run(text, output, language(lang), voice, device)


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
    corpus: Annotated[Path | None, typer.Option("--corpus", help="Folder with <lang>/<intent>.yml files.")] = None,
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
    corpus: Annotated[Path | None, typer.Option("--corpus", help="Folder with <lang>/<intent>.yml files.")] = None,
    days: Annotated[int | None, typer.Option("--days", help="Only the last so many days.", min=1)] = None,
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
    return run(language(lang) if lang else None, None, None, effort)


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

    return run(language(lang), None, lexicon, json)


@app.command()
def doctor(json: Json = None) -> int:
    """Check this machine: Python, packages, models, PortAudio, devices, voices, disk; each fault with its remedy."""
    from commands.doctor import doctor as run

    return run(json)


def main() -> None:
    """Run one command; a known error is one line on stderr, never a traceback."""
    try:
        code = app(standalone_mode=False)
    except OtklikError as error:
        from commands.terminal import Terminal

        Terminal().error(error)
        code = error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        print("\nstopped", file=sys.stderr)
        code = 130
    except TyperException as error:
        error.show()  # type: ignore[attr-defined]  # usage errors have it; the public base class does not declare it
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
