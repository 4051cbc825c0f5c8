"""The command line of Otklik. Every command is a few lines here; what it does is in `commands/`, imported when needed.

Exit codes: 0 done, 1 a check failed, 2 wrong usage, broken input, a place that cannot be written or a missing part of
the environment, 130 Ctrl-C, 141 the reader of standard output is gone (`lines | head -1`).
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from call.errors import OtklikError, ReaderGone
from commands import models_group
from commands.corpus import group as corpus_group
from commands.intents import group as intents_group
from commands.kb import group as kb_group
from commands.options import At, Caller, Cases, Json, Lang, Line, Operators, Paths, Voice, arrival, language, moment
from commands.review import group as review_group
from commands.streams import guarded_output

app = typer.Typer(
    help="Otklik: an offline voice assistant for a public-services hotline (Russian first, English second).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(models_group.app, name="models")
app.add_typer(corpus_group.app, name="corpus")
app.add_typer(kb_group.app, name="kb")
for beside in (intents_group.app, review_group.app, corpus_group.ears):
    app.add_typer(beside)  # without a name: its commands stand beside those below


@app.command()
def demo(
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Where to write the call (stereo WAV).")] = None,
    voice: Voice = None,
    at: At = None,
    line: Line = "main",
    operators: Operators = None,
    caller: Caller = "",
) -> int:
    """Replay a recorded Russian call through the whole engine and print the conversation as it happens."""
    from commands.replay import demo as run

    return run(output, voice, arrival(at, line, operators, caller))


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
    at: At = None,
    line: Line = "main",
    operators: Operators = None,
    caller: Caller = "",
) -> int:
    """Hold a live call through the microphone and the loudspeaker (Ctrl-C hangs up)."""
    from commands.call import call as run
    from commands.call import show_devices

    if list_devices:
        return show_devices()
    arrived = arrival(at, line, operators, caller)
    return run(device, language(lang), voice, record, journal, headset, arrived)


@app.command()
def replay(
    paths: Paths,
    json: Json = None,
    jobs: Annotated[int, typer.Option("--jobs", help="Calls at a time.", min=1)] = 1,
    voice: Annotated[
        str | None, typer.Option("--voice", help="Voice backend; espeak by default, so that replays repeat everywhere.")
    ] = None,
    lang: Lang = "ru",
    cases: Cases = None,
    at: At = None,
    line: Line = "main",
    operators: Operators = None,
    caller: Caller = "",
) -> int:
    """Replay recorded calls through the whole engine, faster than real time and with the same result every time."""
    from commands.replay import replay as run

    return run(paths, json, jobs, voice, language(lang), arrival(at, line, operators, caller), cases)


@app.command()
def lines(at: At = None, operators: Operators = None, json: Json = None) -> int:
    """Show the lines and departments, and who is there: now, or at another moment."""
    from commands.lines import lines as run

    return run(moment(at), operators, json)


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
    cases: Cases = None,
    journal: Annotated[
        Path | None,
        typer.Option("--journal", help="Keep the call here, and go on with calls of it."),
    ] = None,
    json: Json = None,
    at: At = None,
    line: Line = "main",
    operators: Operators = None,
    caller: Caller = "",
) -> int:
    """The same hotline in writing; with --script, conversations that must go as written (exit code 1 if not)."""
    from commands.chat import chat as talk
    from commands.chat import chat_scripts

    if script:
        return chat_scripts(script, json, explain)
    return talk(arrival(at, line, operators, caller), language(lang), explain, cases, journal)


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
def doctor(json: Json = None) -> int:
    """Check this machine: Python, packages, models, PortAudio, devices, voices, disk; each fault with its remedy."""
    from commands.doctor import doctor as run

    return run(json)


def main() -> None:
    """Run one command; a known error is one line on stderr, never a traceback."""
    with guarded_output() as output:
        code = _code_of(_command)
        if not output.failed:
            code = max(code, _code_of(output.flush))
        if output.failed:
            output.mute()
    sys.exit(code)


def _command() -> int:
    code = app(standalone_mode=False)
    return code if isinstance(code, int) else 0


def _code_of(work: Callable[[], int | None]) -> int:
    """Do it, say what went wrong, and give the exit code."""
    try:
        return work() or 0
    except ReaderGone as error:
        return error.exit_code
    except OtklikError as error:
        from commands.terminal import Terminal

        Terminal().error(error)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        print("\nstopped", file=sys.stderr)
        return 130
    except TyperException as error:
        error.show()  # type: ignore[attr-defined]  # usage errors have it; the public base class does not declare it
        return 2


if __name__ == "__main__":
    main()
