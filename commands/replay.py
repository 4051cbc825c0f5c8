"""`replay` and `demo`: recorded calls through the whole engine."""

import sys
from pathlib import Path

from call.happenings import Failed, HandedOver, Happening, Heard, Interrupted, Said
from call.journal import Journal
from call.loop import CallLoop
from commands.arrival import Arrival
from commands.engine import REPLAY_VOICE, Engine
from commands.places import DEMO_CALL, DEMO_CASES, cases_file, incidents_file, out_folder
from commands.terminal import Terminal
from replay.report import call_json, call_lines, clock
from replay.runner import replay_all, sound_files
from voice.call_recorder import CallRecorder
from voice.recording import Recording
from voice.silent_speaker import SilentSpeaker


def replay(
    paths: list[Path],
    json_file: str | None,
    jobs: int,
    voice: str | None,
    language: str,
    arrival: Arrival,
    cases: Path | None = None,
) -> int:
    """Replay the calls; print them, or write one JSON object per call. Returns the exit code: 2 if a file failed."""
    terminal = Terminal()
    files = sound_files(paths)
    failed = False
    lines: list[str] = []
    with Engine(voice=voice or REPLAY_VOICE, cases=cases or cases_file(), incidents=incidents_file()) as engine:
        start = arrival.start(engine.script.lines)

        def converse(path: Path) -> CallLoop:
            return engine.conversation(Recording(path), SilentSpeaker(), language=language, start=start)

        for result in replay_all(files, converse, jobs):
            if result.error:
                failed = True
                terminal.error(result.error)
            if not result.record:
                continue
            if json_file:
                lines.append(call_json(str(result.path), result.record))
            else:
                terminal.lines(call_lines(str(result.path), result.record))
    if json_file:
        _write_lines(json_file, lines)
    return 2 if failed else 0


def demo(output: Path | None, voice: str | None, arrival: Arrival) -> int:
    """Replay the recorded demonstration call, print it as it happens, and keep both sides of it and its journal."""
    terminal = Terminal()
    output = output or out_folder() / "demo.wav"
    place = output.with_suffix(".jsonl")
    place.unlink(missing_ok=True)
    with Engine(voice=voice or REPLAY_VOICE, cases=DEMO_CASES) as engine, CallRecorder(output) as recorder:
        ledger = Journal(place, "demo")
        start = arrival.start(engine.script.lines)
        conversation = engine.conversation(
            Recording(DEMO_CALL), SilentSpeaker(), start=start, ledger=ledger, recorder=recorder
        )
        failed = watch(terminal, conversation)
        ledger.close()
    record = conversation.record
    terminal.line(f"\nOutcome: {record.outcome}, department: {record.department or 'none'}.")
    terminal.line(f"The whole call, caller left, assistant right: {output}")
    terminal.line(f"What the specialist gets of it: {place}")
    return 2 if failed else 0


def watch(terminal: Terminal, conversation: CallLoop) -> bool:
    """Carry the call to its end and show it meanwhile. Did something fail in it?"""
    failed = False
    for happening in conversation.run():
        show(terminal, happening)
        failed |= isinstance(happening, Failed)
    return failed


def show(terminal: Terminal, happening: Happening) -> None:
    """One happening as a line for a person."""
    match happening:
        case Heard(turn):
            meaning = turn.understanding
            terminal.caller(f"{clock(turn.start_ms)}  Caller     {turn.transcript.text}")
            terminal.aside(f"{'':8}understood {meaning.intent} {meaning.confidence:.2f} -> {meaning.decision}")
        case Said(at_ms, acts):
            terminal.assistant(f"{clock(at_ms)}  Assistant  {' '.join(act.text for act in acts)}")
        case Interrupted(at_ms):
            terminal.aside(f"{clock(at_ms)}  the caller interrupts, the assistant falls silent")
        case HandedOver(at_ms, act):
            terminal.aside(f"{clock(at_ms)}  {type(act).__name__.lower()} to {act.handover.department} is on record")
        case Failed(_, error):
            terminal.error(error)


def _write_lines(place: str, lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    if place == "-":
        sys.stdout.write(text)
    else:
        Path(place).write_text(text, encoding="utf-8")
