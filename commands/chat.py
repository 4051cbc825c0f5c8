"""`chat`: the hotline in the terminal, in writing; and scripted conversations that must go as they are written."""

import json
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

from call.errors import OtklikError
from call.events import Handing, Notify
from call.journal import Journal, NoJournal
from call.lookups import LookUp
from commands.arrival import Arrival
from commands.dialog_parts import DialogParts
from commands.moments import now_here
from commands.places import cases_file, incidents_file
from commands.script_file import read_script
from commands.terminal import Terminal
from dialogs.dialog import HotlineDialog
from replay.script import Script, run
from replay.text_call import TextCall, TextReply

HELP = """Type what a caller would say. Besides:
  /key 5     a telephone key        /silence   the caller says nothing    /wait 5   five minutes pass
  /why       intent, confidence, rule and slots of the last turn; `chat --explain` shows them always
  /quit      hang up"""


def chat(arrival: Arrival, language: str, explain: bool, cases: Path | None, journal: Path | None) -> int:
    """Talk until either side ends it."""
    terminal = Terminal()
    moment = arrival.at or now_here()
    parts = DialogParts(cases or cases_file(), journal, lambda: moment, incidents_file())
    start = parts.resumed(arrival.start(parts.script.lines, otherwise=moment))
    ledger = Journal(journal, uuid.uuid4().hex, start, lambda: moment) if journal else NoJournal()
    call = parts.text_call(start, language, ledger)
    terminal.aside(HELP)
    reply = call.begin()
    _show(terminal, reply)
    while not reply.over:
        typed = _ask(terminal)
        if typed is None or typed == "/quit":
            break
        if typed == "/why":
            _explain(terminal, call, reply)
            continue
        reply = _act(call, typed)
        if explain:
            _explain(terminal, call, reply)
        _show(terminal, reply)
    call.close()
    parts.close()
    terminal.line(f"Outcome: {call.dialog.outcome}, department: {call.dialog.department or 'none'}.")
    return 0


def chat_scripts(paths: list[Path], json_file: str | None, verbose: bool) -> int:
    """Run scripted conversations; exit code 1 when one goes another way, 2 when one cannot be read."""
    terminal = Terminal()
    results: list[dict[str, object]] = []
    broken = False
    stores: dict[tuple[str, str], DialogParts] = {}
    for path in _files(paths):
        try:
            script = read_script(path)
            parts = (
                stores[registries] if (registries := (script.cases, script.incidents)) in stores else parts_of(script)
            )
            stores[registries] = parts
        except OtklikError as error:
            broken = True
            terminal.error(error)
            continue
        call = parts.text_call(script.start, script.language, NoJournal())
        results.append(_run(terminal, script, call, verbose))
    for parts in stores.values():
        parts.close()
    failed = [result for result in results if result["differences"]]
    if json_file:
        text = json.dumps(results, ensure_ascii=False, indent=1) + "\n"
        _ = sys.stdout.write(text) if json_file == "-" else Path(json_file).write_text(text, encoding="utf-8")
    if json_file != "-":
        terminal.lines(str(text) for result in failed for text in result["differences"])  # type: ignore[attr-defined]
        if results or not broken:
            terminal.line(f"{len(results) - len(failed)} of {len(results)} conversations went as written.")
    return 2 if broken else 1 if failed else 0


def parts_of(script: Script) -> DialogParts:
    """With the registries that the script names, and no others."""
    cases, incidents = (Path(place) if place else None for place in (script.cases, script.incidents))
    return DialogParts(cases, incidents=incidents)


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


def _ask(terminal: Terminal) -> str | None:
    try:
        return terminal.console.input("[bold cyan]> [/]").strip()
    except (EOFError, KeyboardInterrupt):
        return None


def _act(call: TextCall, typed: str) -> TextReply:
    command, _, value = typed.partition(" ")
    commands: dict[str, Callable[[], TextReply]] = {
        "/silence": call.silence,
        "/key": lambda: call.press(value.strip()[:1] or "0"),
        "/wait": lambda: call.wait(int(float(value or 1) * 60_000)),
    }
    return commands[command]() if command in commands else call.type(typed)


def _show(terminal: Terminal, reply: TextReply) -> None:
    for act in reply.acts:
        if isinstance(act, Handing):
            terminal.aside(f"[{type(act).__name__.lower()} to {act.handover.department}, number {act.handover.number}]")
        elif isinstance(act, Notify):
            terminal.aside(f"[{act.channel} to {act.address}: {act.text}]")
        elif isinstance(act, LookUp):
            terminal.aside(f"[asks the registry of {act.registry}s for {act.key or 'any'}]")
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
