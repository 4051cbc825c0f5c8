"""The command line of this machine: recognition, voice, health check. The code is imported when needed."""

from pathlib import Path
from typing import Annotated

import typer

from commands.options import Channel, Json, Lang, OneLang, Paths, Strict, Voice, caller_channel, language, one_language

app = typer.Typer()


@app.command()
def transcribe(files: Paths, lang: Lang = "ru", channel: Channel = None, strict: Strict = False) -> int:
    """Recognise recordings: one JSON line per file with text, words, times, confidence and notes on the file."""
    from commands.speech import transcribe as run

    return run(files, language(lang), caller_channel(channel), strict)


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
def adapt(
    lang: OneLang = None,
    hotline: Annotated[
        Path | None, typer.Option("--hotline", help="Another hotline folder, with <lang>/examples in it.")
    ] = None,
    model: Annotated[
        Path | None, typer.Option("--model", help="Another Vosk model of the language `--lang`.", metavar="FOLDER")
    ] = None,
) -> int:
    """Teach the recogniser the hotline's own words: a few seconds, needed when phrases, names or answers changed."""
    from commands.adapt import adapt as run

    if model and not lang:
        raise typer.BadParameter("say with --lang for which language it is", param_hint="--model")
    return run(one_language(lang), hotline, model)


@app.command()
def doctor(json: Json = None) -> int:
    """Check this machine: Python, packages, models, PortAudio, devices, voices, disk; each fault with its remedy."""
    from commands.doctor import doctor as run

    return run(json)
