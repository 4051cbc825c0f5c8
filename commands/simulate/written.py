"""`simulate` in writing: simulated callers hold calls and react to what the assistant does."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from call.no_journal import NoJournal
from call.printable import as_json
from commands.simulate.callers import article_answer, sheets_of
from commands.terminal import Terminal
from datafiles.result_file import check_place, unwritable, write_result
from dialogs.dialog import HotlineDialog
from dialogs.gist import GistListener
from engine.parts import DialogParts
from engine.sheet_parts import SheetParts
from replay.callers.as_script import file_name, script
from replay.callers.call_report import call_fields, call_lines, figure_lines
from replay.callers.figures import figures
from replay.callers.run import SimulatedCall
from replay.callers.run import simulate as hold
from replay.callers.sheet import CallerSheet


def simulate(
    paths: Sequence[Path],
    seeds: range,
    json_file: str | None,
    explain: bool,
    scripts: Path | None,
    at_least: float | None,
) -> int:
    """Every caller with every seed. Raises CallersBroken.

    Exit code 1 if the goal was reached in full in less than `at_least` percent of the calls, 2 if the program failed.
    """
    check_place(json_file)
    terminal = Terminal()
    loaded = DialogParts()
    sheets = sheets_of(paths, loaded.hotline)
    parts = SheetParts(loaded, sheets)
    calls = written_calls(sheets, seeds, parts)
    rows = figures(calls)
    if scripts:
        _save(scripts, [call for call in calls if not call.full], parts)
    if json_file:
        fields = {"calls": [call_fields(call) for call in calls], "figures": [asdict(row) for row in rows]}
        write_result(json_file, as_json(fields, indent=1) + "\n")
    if json_file != "-":
        for call in calls:
            if explain or not call.full:
                terminal.lines(call_lines(call, turns=explain))
        terminal.lines(figure_lines(rows))
    return exit_code(calls, at_least)


def exit_code(calls: Sequence[SimulatedCall], at_least: float | None) -> int:
    """2 if the program failed in a call, 1 if fewer than `at_least` percent reached their goal in full, else 0."""
    if any(call.failures for call in calls):
        return 2
    full = 100 * sum(call.full for call in calls) / len(calls)
    return 1 if at_least is not None and full < at_least else 0


def written_calls(sheets: Sequence[CallerSheet], seeds: range, parts: SheetParts) -> list[SimulatedCall]:
    """Every caller with every seed."""
    return [_call(sheet, seed, parts.of(sheet)) for sheet in sheets for seed in seeds]


def _call(sheet: CallerSheet, seed: int, parts: DialogParts) -> SimulatedCall:
    call = parts.text_call(sheet.start, sheet.language, NoJournal())
    if not isinstance(call.dialog, HotlineDialog):
        raise TypeError("a call in writing has another dialog")
    return hold(sheet, seed, call, GistListener(call.dialog, parts.hotline).gist)


def _save(folder: Path, calls: Sequence[SimulatedCall], parts: SheetParts) -> None:
    with unwritable(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for call in calls:
        text = script(call, folder, article_answer, parts.of(call.sheet).configured)
        write_result(folder / file_name(call), text)
