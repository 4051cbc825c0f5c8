"""`chat`: the hotline in writing in the terminal, and scripted conversations that must go as they are written."""

import sys
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from rich.text import Text

from call.acts import Handing, HangUp, Notify, Unspoken
from call.configured import Configured
from call.errors import InputUnfit, LineTooLong, OtklikError
from call.lookups import LookUp
from call.no_journal import NoJournal
from call.printable import as_json
from call.stages import Ledger
from call.start import CallStart
from call.text_call import KEYS, LONGEST_WAIT, TextCall, TextReply, minutes
from commands.hang_up import HangUpSignal, on_hang_up
from commands.lasting_terminal import LastingTerminal
from commands.terminal import Terminal
from commands.typed import bounded, typed_line
from datafiles.result_file import check_place, write_result
from desk.journal import Journal
from desk.journal_lines import TRIAL
from desk.request_numbers import RequestNumbers
from dialogs.dialog import HotlineDialog
from engine.arrival import Arrival
from engine.clock import now_here
from engine.parts import DialogParts
from engine.places import cases_file, incidents_file
from replay.scripts.script import run
from replay.scripts.script_file import read_script
from replay.scripts.step import Script

HELP = """Type what a caller would say. Besides:
  /key 5     a telephone key        /silence   the caller says nothing    /wait 5   five minutes pass
  /why       intent, confidence, rule and slots of the last turn; `chat --explain` shows them always
  /quit      hang up"""


PROMPT = Text("> ", "bold cyan")


def chat(
    arrival: Arrival,
    language: str,
    explain: bool,
    cases: Path | None,
    journal: Path | None,
    trial: Path | None = None,
) -> int:
    """Chat until either side ends it; the call is always closed. Exit code 2 if something failed in it.

    `journal`: kept there as a caller's call, with request numbers of its own and calls to go on with. `trial`: only
    for `review`, marked as a trial. Without both, nothing is kept.
    """
    terminal = LastingTerminal()
    moment = arrival.at or now_here()
    now: Callable[[], datetime] = (lambda: moment) if arrival.at else now_here
    parts = DialogParts(cases or cases_file(), journal, now, incidents_file(), recorded=False)
    start = parts.resumed(arrival.start(parts.hotline.lines, otherwise=moment))
    ledger = Journal(journal, uuid.uuid4().hex, start, now) if journal else _trial(terminal, trial, start, now)
    numbers = RequestNumbers(journal).next if journal else None
    call = parts.text_call(start, language, ledger, numbers)
    terminal.aside(HELP)
    hang_up = HangUpSignal()
    with on_hang_up(hang_up):
        try:
            _talk(terminal, call, hang_up, explain)
        finally:
            call.close()
    for failure in call.failures:
        terminal.error(failure)
    terminal.line(f"Outcome: {call.dialog.outcome}, department: {call.dialog.department or 'none'}.")
    return 2 if call.failures else 0


def _trial(terminal: Terminal, place: Path | None, start: CallStart, now: Callable[[], datetime]) -> Ledger:
    """A place that cannot be written costs no talk: nobody named it."""
    try:
        return Journal(place, f"{TRIAL}{uuid.uuid4().hex}", start, now) if place else NoJournal()
    except OtklikError as error:
        terminal.error(error)
        return NoJournal()


def _talk(terminal: LastingTerminal, call: TextCall, hang_up: HangUpSignal, explain: bool) -> None:
    reply = call.begin()
    _show(terminal, reply)
    while not reply.over:
        typed = _ask(terminal, hang_up)
        if typed is None or typed == "/quit":
            break
        if typed == "/why":
            _explain(terminal, call, reply)
            continue
        if fault := _misused(typed):
            terminal.line(fault)
            continue
        reply = _act(call, typed)
        if explain:
            _explain(terminal, call, reply)
        _show(terminal, reply)


def chat_scripts(paths: list[Path], json_file: str | None, verbose: bool) -> int:
    """Run scripted conversations. Exit code 1 if one goes another way, 2 if one cannot be read."""
    check_place(json_file)
    terminal = Terminal()
    results: list[dict[str, object]] = []
    broken = False
    stores: dict[tuple[str, str, Configured], DialogParts] = {}
    for path in _files(paths):
        try:
            script = read_script(path)
            registries = script.cases, script.incidents, script.configured
            if registries not in stores:
                stores[registries] = parts_of(script, next(iter(stores.values()), None))
        except OtklikError as error:
            broken = True
            terminal.error(error)
            continue
        call = stores[registries].text_call(script.start, script.language, NoJournal())
        results.append(_run(terminal, script, call, verbose and json_file != "-"))
    failed = [result for result in results if result["differences"]]
    if json_file:
        write_result(json_file, as_json(results, indent=1) + "\n")
    if json_file != "-":
        terminal.lines(str(text) for result in failed for text in result["differences"])  # type: ignore[attr-defined]
        if results or not broken:
            terminal.line(f"{len(results) - len(failed)} of {len(results)} conversations went as written.")
    return 2 if broken else 1 if failed else 0


def parts_of(script: Script, loaded: DialogParts | None = None) -> DialogParts:
    """The parts of a dialog with only what the script says is there; the rest as `loaded`, if it is."""
    cases, incidents = (Path(place) if place else None for place in (script.cases, script.incidents))
    return (loaded or DialogParts()).with_registries(cases, incidents, script.configured)


def _run(terminal: Terminal, script: Script, call: TextCall, verbose: bool) -> dict[str, object]:
    differences: list[str] = []
    for step, reply, different in run(script, call):
        differences += map(str, different)
        if verbose:
            if step and step.kind in ("user", "key", "silence", "wait_minutes"):
                terminal.caller(f"> {step.kind}: {step.value}")
                _explain(terminal, call, reply)
            if step is None or step.kind in ("user", "key", "silence", "wait_minutes"):
                _show(terminal, reply)
    return {"script": script.path, "name": script.name, "requirements": script.requirements, "differences": differences}


def _files(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        found += sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    return found


def _ask(terminal: LastingTerminal, hang_up: HangUpSignal) -> str | None:
    """The next typed line. A line that is too long is reported and asked again.

    None if the caller hangs up, or if nobody can read the answer any more.
    """
    while not terminal.gone:
        try:
            with hang_up.waiting():
                return _line(terminal)
        except LineTooLong as error:
            terminal.line(f"Not taken: {error}")
        except UnicodeDecodeError as error:
            raise InputUnfit("standard input cannot be read as UTF-8 text") from error
        except (EOFError, KeyboardInterrupt, OSError):
            return None
    return None


def _line(terminal: LastingTerminal) -> str | None:
    """The typed line, with line editing at a terminal; None at the end of the input."""
    if sys.stdin is not None and sys.stdin.isatty():
        return bounded(terminal.console.input(PROMPT).strip())
    terminal.console.print(PROMPT, end="")
    line = typed_line()
    return None if line is None else line.strip()


def _misused(typed: str) -> str:
    """What is wrong with a command; empty for a valid command and for words."""
    command, _, value = typed.partition(" ")
    value = value.strip()
    if command == "/key" and value and (len(value) > 1 or value not in KEYS):
        return "`/key` wants one key of a telephone: 0-9, * or #."
    if command == "/wait" and value and minutes(value) is None:
        return f"`/wait` wants minutes, a number from 0 to {LONGEST_WAIT}."
    return ""


def _act(call: TextCall, typed: str) -> TextReply:
    command, _, value = typed.partition(" ")
    commands: dict[str, Callable[[], TextReply]] = {
        "/silence": call.silence,
        "/key": lambda: call.press(value.strip() or "0"),
        "/wait": lambda: call.wait(int((minutes(value.strip() or "1") or 0) * 60_000)),
    }
    return commands[command]() if command in commands else call.type(typed)


def _show(terminal: Terminal, reply: TextReply) -> None:
    for act in reply.acts:
        if isinstance(act, Handing):
            number = f", number {act.handover.number}" if act.handover.number else ""
            terminal.aside(f"[{act.kind} to {act.handover.department}{number}]")
        elif isinstance(act, Notify):
            terminal.aside(f"[{act.channel} to {act.address}: {act.text}]")
        elif isinstance(act, LookUp):
            terminal.aside(f"[asks the registry of {act.registry}s for {act.key or 'any'}]")
        elif isinstance(act, Unspoken) and not isinstance(act, HangUp):
            terminal.aside(f"[{act.kind}]")
    if reply.text:
        terminal.assistant(reply.text)


def _explain(terminal: Terminal, call: TextCall, reply: TextReply) -> None:
    meaning = reply.understanding
    if meaning:
        slots = ", ".join(f"{slot.name}={slot.value}" for slot in meaning.slots) or "none"
        ranking = ", ".join(f"{each.intent} {each.confidence:.2f}" for each in meaning.ranking[:3])
        terminal.aside(f"  {meaning.intent} {meaning.confidence:.2f} -> {meaning.decision} ({ranking}); slots: {slots}")
    if isinstance(call.dialog, HotlineDialog):
        terminal.aside(f"  {call.dialog.explanation}")
