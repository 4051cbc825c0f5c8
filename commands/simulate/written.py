"""`simulate`: simulated callers hold calls in writing and react to what the assistant does."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from call.errors import CallersBroken, Fault
from call.labels import ACTS, OUT_OF_SCOPE
from call.no_journal import NoJournal
from call.printable import as_json
from call.slots.types import SlotType
from commands.terminal import Terminal
from datafiles.result_file import check_place, unwritable, write_result
from dialogs.dialog import HotlineDialog
from dialogs.gist import SECTION_NAMES, GistListener, prompt_ids
from dialogs.hotline import Hotline
from dialogs.line import ArticlePart
from engine.parts import DialogParts
from engine.places import CALLERS
from replay.callers.as_script import file_name, script
from replay.callers.call_report import call_fields, call_lines, figure_lines
from replay.callers.caller_file import read_callers
from replay.callers.figures import figures
from replay.callers.known_names import KnownNames
from replay.callers.run import SimulatedCall
from replay.callers.run import simulate as hold
from replay.callers.sheet import CallerSheet


def simulate(
    paths: Sequence[Path],
    seed: int,
    times: int,
    json_file: str | None,
    explain: bool,
    scripts: Path | None,
    at_least: float | None,
) -> int:
    """Every caller, `times` times, the seeds beginning with `seed`. Raises CallersBroken.

    Exit code 1 if the goal was reached in full in less than `at_least` percent of the calls, 2 if the program failed.
    """
    check_place(json_file)
    terminal = Terminal()
    calls = _calls(list(paths) or [CALLERS], range(seed, seed + times))
    rows = figures(calls)
    if scripts:
        _save(scripts, [call for call in calls if not call.full])
    if json_file:
        fields = {"calls": [call_fields(call) for call in calls], "figures": [asdict(row) for row in rows]}
        write_result(json_file, as_json(fields, indent=1) + "\n")
    if json_file != "-":
        for call in calls:
            if explain or not call.full:
                terminal.lines(call_lines(call, turns=explain))
        terminal.lines(figure_lines(rows))
    if any(call.failures for call in calls):
        return 2
    full = 100 * sum(call.full for call in calls) / len(calls)
    return 1 if at_least is not None and full < at_least else 0


def _calls(paths: list[Path], seeds: range) -> list[SimulatedCall]:
    parts = DialogParts()
    sheets = read_callers(paths, known_names(parts.hotline))
    if not sheets:
        raise CallersBroken([Fault(str(path), 1, "no caller files (*.yaml) here: name others") for path in paths])
    stores: dict[tuple[str, str], DialogParts] = {}
    calls = []
    for sheet in sheets:
        registries = sheet.cases, sheet.incidents
        if registries not in stores:
            cases, incidents = (Path(place) if place else None for place in registries)
            stores[registries] = parts.with_registries(cases, incidents)
        calls += [_call(sheet, seed, stores[registries]) for seed in seeds]
    return calls


def _call(sheet: CallerSheet, seed: int, parts: DialogParts) -> SimulatedCall:
    call = parts.text_call(sheet.start, sheet.language, NoJournal())
    if not isinstance(call.dialog, HotlineDialog):
        raise TypeError("a call in writing has another dialog")
    return hold(sheet, seed, call, GistListener(call.dialog, parts.hotline).gist)


def _save(folder: Path, calls: Sequence[SimulatedCall]) -> None:
    with unwritable(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for call in calls:
        text = script(call, folder, lambda article: ArticlePart(article, "answer").prompt)
        write_result(folder / file_name(call), text)


def known_names(hotline: Hotline) -> KnownNames:
    """The ids of the hotline that caller files may name."""
    slots = {slot.id for form in hotline.forms.forms.values() for slot in form.slots}
    return KnownNames(
        categories=(*hotline.knowledge.intents, *ACTS, OUT_OF_SCOPE),
        articles={article.id: article.department for article in hotline.knowledge.articles},
        sections=SECTION_NAMES,
        prompts=prompt_ids(hotline),
        slots=frozenset({*slots, *map(str, SlotType)}),
        departments=tuple(hotline.lines.departments),
        lines=tuple(hotline.lines.lines),
    )
