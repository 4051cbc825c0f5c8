"""The command line of recorded, live and written calls. The code of each command is imported when needed."""

from pathlib import Path
from typing import Annotated

import typer

from commands.options import (
    At,
    Caller,
    Cases,
    Channel,
    Json,
    Lang,
    Line,
    OneLang,
    Operators,
    Paths,
    Strict,
    Voice,
    arrival,
    caller_channel,
    language,
    moment,
    one_language,
)

app = typer.Typer()


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
    from commands.replay.demo import demo as run

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
    junit: Annotated[
        Path | None, typer.Option("--junit", help="Write JUnit XML to this file, for a CI server.", metavar="FILE")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", help="Compare with these results of an earlier run.", metavar="OLD.jsonl"),
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a page to look through the calls in a browser.", metavar="FILE")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", help="Calls at a time.", min=1)] = 1,
    coverage: Annotated[
        Path | None,
        typer.Option("--coverage", help="List moves, forms and articles that no call touches.", metavar="FILE"),
    ] = None,
    adapt: Annotated[
        bool,
        typer.Option("--adapt", help="The caller waits for the assistant: for recordings made against another system."),
    ] = False,
    repeat: Annotated[
        int, typer.Option("--repeat", help="Play each so often; what does not go the same way is flaky.", min=1)
    ] = 1,
    accept: Annotated[
        bool, typer.Option("--accept", help="Write what happens beside each recording, as what must happen.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the interrupted run whose results are in --json FILE.")
    ] = False,
    turns: Annotated[bool, typer.Option("--turns", help="Show every turn, as for a single recording.")] = False,
    voice: Annotated[
        str | None, typer.Option("--voice", help="Voice backend; espeak by default, so that replays repeat everywhere.")
    ] = None,
    lang: OneLang = None,
    cases: Cases = None,
    journal: Annotated[
        Path | None, typer.Option("--journal", help="Keep the calls here for `review`, marked as trials.")
    ] = None,
    at: At = None,
    line: Line = "main",
    operators: Operators = None,
    caller: Caller = "",
    channel: Channel = None,
    strict: Strict = False,
) -> int:
    """Replay recorded calls through the whole engine: the same result every time, judged by NAME.yaml beside them.

    Exit code 1 if a call differs from what is expected of it, 2 if a recording has no result.
    """
    from commands.replay.replay import Reports, Run
    from commands.replay.replay import replay as run

    arrived, side = arrival(at, line, operators, caller), caller_channel(channel)
    reports = Reports(json, junit, html, baseline, coverage, resume, turns)
    wanted = Run(arrived, one_language(lang) or "", voice, cases, journal, side, strict, adapt, jobs, accept, repeat)
    return run(paths, reports, wanted)


@app.command()
def synth(
    scripts: Annotated[list[Path], typer.Argument(help="Scripts, or folders of them.", metavar="SCRIPT...")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Folder for the calls; beside the scripts by default.")
    ] = None,
    condition: Annotated[
        str | None, typer.Option("--condition", help="How all lines sound; by default as each script says, or phone.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Chooses voices and noises; the same gives the same sound.")] = 1,
    jobs: Annotated[int, typer.Option("--jobs", help="Calls at a time.", min=1)] = 1,
) -> int:
    """Give scripts a voice: their caller waits for the assistant, and what he says becomes a recording for `replay`."""
    from commands.replay.synth import Voicing
    from commands.replay.synth import synth as run

    return run(scripts, Voicing(output, condition, seed, jobs))


@app.command()
def explain(
    call: Annotated[Path, typer.Argument(help="A recording.", metavar="CALL")],
    turn: Annotated[
        int | None, typer.Argument(help="Only this turn, as the page counts them: 0 is the greeting.", metavar="TURN")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print everything that is known of the call as JSON.")] = False,
    lang: OneLang = None,
    cases: Cases = None,
    channel: Channel = None,
    at: At = None,
    line: Line = "main",
    operators: Operators = None,
    caller: Caller = "",
) -> int:
    """Why a recorded call went so: what was heard, what decided, by which rule, how fast, and the likeliest cause."""
    from commands.replay.explain import explain as run
    from commands.replay.replay import Run

    arrived, side = arrival(at, line, operators, caller), caller_channel(channel)
    wanted = Run(arrived, one_language(lang) or "", cases=cases, channel=side)
    return run(call, turn, wanted, as_row=json)


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
        typer.Option("--journal", help="Keep the call here as a caller's, and go on with calls of it."),
    ] = None,
    no_journal: Annotated[
        bool, typer.Option("--no-journal", help="Keep nothing; else the call is kept for `review`, as a trial.")
    ] = False,
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
    from engine.places import journal_file

    if journal and no_journal:
        raise typer.BadParameter("not together with --journal", param_hint="--no-journal")
    trial = None if journal or no_journal else journal_file()
    return talk(arrival(at, line, operators, caller), language(lang), explain, cases, journal, trial)


@app.command()
def simulate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files of callers, or folders of them; tests/callers by default.", metavar="PATH..."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Chooses wordings and moods; the same gives the same calls.")] = 1,
    times: Annotated[int, typer.Option("--times", help="Calls of each caller, each with its own seed.", min=1)] = 1,
    json: Json = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show every call, turn by turn.")] = False,
    save_script: Annotated[
        Path | None,
        typer.Option("--save-script", help="Write failed calls here, as scripts for chat --script.", metavar="DIR"),
    ] = None,
    at_least: Annotated[
        float | None,
        typer.Option("--at-least", help="Exit code 1 if fewer calls reach their goal in full.", metavar="PERCENT"),
    ] = None,
    voice: Annotated[
        bool, typer.Option("--voice", help="The callers speak, and the same calls stand beside those in writing.")
    ] = False,
    condition: Annotated[
        str | None,
        typer.Option(
            "--condition",
            help="How they are heard, each by itself: clean, phone (default), noisy, hiss, babble, second_talker, "
            "lossy, quiet, clipped.",
            metavar="NAME[,NAME]",
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", help="Calls by voice at a time; the results are the same.", min=1)] = 1,
    save_call: Annotated[
        Path | None,
        typer.Option("--save-call", help="Write failed calls by voice here, as recorded calls.", metavar="DIR"),
    ] = None,
) -> int:
    """Simulated callers: they have a goal and react to what the assistant does (docs/reference/callers.md).

    In writing; with --voice also by voice through the whole engine, and both side by side.
    """
    seeds = range(seed, seed + times)
    if not voice:
        if condition or save_call:
            raise typer.BadParameter("only with --voice", param_hint="--condition" if condition else "--save-call")
        from commands.simulate.written import simulate as run

        return run(paths or [], seeds, json, explain, save_script, at_least)
    if save_script:
        raise typer.BadParameter("not with --voice: take --save-call", param_hint="--save-script")
    from commands.simulate.by_voice import SpokenWork, simulate_by_voice

    names = conditions(condition or "phone")
    return simulate_by_voice(SpokenWork(paths or [], seeds, names, jobs, json, explain, save_call, at_least))


def conditions(names: str) -> list[str]:
    """The named conditions of calls by voice."""
    from voice.sound.conditions.condition import CONDITIONS

    wanted = list(dict.fromkeys(name.strip() for name in names.split(",")))
    if unknown := [name for name in wanted if name not in CONDITIONS]:
        text = f"there is no condition {unknown[0]!r}; there are {', '.join(CONDITIONS)}"
        raise typer.BadParameter(text, param_hint="--condition")
    return wanted
