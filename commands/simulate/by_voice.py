"""`simulate --voice`: the same callers in writing and by voice, side by side."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path

from call.printable import as_json
from commands.simulate.callers import article_answer, sheets_of
from commands.simulate.written import exit_code, written_calls
from commands.terminal import Terminal
from datafiles.result_file import check_place, unwritable, write_result
from engine.engine import REPLAY_VOICE, Engine
from engine.sheet_parts import SheetParts
from engine.spoken_calls import SpokenCalls
from replay.callers.as_script import file_name, script
from replay.callers.call_report import call_fields, call_lines, figure_lines
from replay.callers.figures import figures
from replay.callers.run import SimulatedCall
from replay.callers.sheet import CallerSheet
from replay.spoken.comparison import compare, lost
from replay.spoken.comparison_report import comparison_lines, lost_lines, spoken_fields
from replay.spoken.run import SpokenCall
from replay.spoken.word_errors import errors_of
from voice.sound.flac_file import write_flac


@dataclass(frozen=True, slots=True)
class SpokenWork:
    """What `simulate --voice` was asked for."""

    paths: Sequence[Path]
    seeds: range
    conditions: Sequence[str]
    jobs: int
    json_file: str | None
    explain: bool
    save: Path | None
    """Folder for failed calls."""
    at_least: float | None
    """Percent of the calls by voice that must reach their goal in full, in each condition."""


@dataclass(frozen=True, slots=True)
class BothWays:
    """The same calls in writing, and by voice in each condition."""

    written: Sequence[SimulatedCall]
    spoken: dict[str, Sequence[SimulatedCall]]


def simulate_by_voice(work: SpokenWork) -> int:
    """Every caller with every seed in every condition. Raises CallersBroken, VoiceMissing, SynthesisFailed.

    Exit code as of `simulate` in writing, for the worst condition.
    """
    check_place(work.json_file)
    if work.save:
        with unwritable(work.save):
            work.save.mkdir(parents=True, exist_ok=True)
    with Engine(voice=REPLAY_VOICE) as engine:
        sheets = sheets_of(work.paths, engine.hotline)
        parts = SheetParts(engine.parts, sheets)
        with SpokenCalls(engine, parts, work.conditions) as calls:
            voices = calls.voices
            spoken: dict[str, list[SimulatedCall]] = {name: [] for name in work.conditions}
            for each in held(calls, sheets, work):
                spoken[each.condition].append(each.call)
                if work.save and not each.call.full:
                    save(work.save, each, parts)
        written = written_calls(sheets, work.seeds, parts)
    _report(BothWays(written, dict(spoken)), voices, work)
    return max(exit_code(calls, work.at_least) for calls in spoken.values())


def held(calls: SpokenCalls, sheets: Sequence[CallerSheet], work: SpokenWork) -> Iterator[SpokenCall]:
    """`jobs` calls at a time, in the order of the work. Threads: the recogniser releases the GIL."""
    with ThreadPoolExecutor(max_workers=work.jobs) as workers:
        yield from workers.map(lambda each: calls.hold(*each), product(sheets, work.seeds, work.conditions))


def _report(both: BothWays, voices: str, work: SpokenWork) -> None:
    if work.json_file:
        write_result(work.json_file, as_json(_fields(both, voices), indent=1) + "\n")
    if work.json_file == "-":
        return
    terminal = Terminal()
    terminal.line(voices)
    for name, calls in both.spoken.items():
        for call in calls:
            if work.explain:
                terminal.lines(call_lines(call, turns=True))
        terminal.lines(lost_lines(lost(both.written, calls), name))
    for title, calls in (
        ("in writing", both.written),
        *((f"by voice: {name}", its) for name, its in both.spoken.items()),
    ):
        terminal.line(f"\n{title}")
        terminal.lines(figure_lines(figures(calls)))
    terminal.line("\nin full, in writing and by voice; WER: words heard wrongly, of all that were said")
    terminal.lines(comparison_lines(compare(both.written, list(both.spoken.values())), work.conditions))


def _fields(both: BothWays, voices: str) -> dict[str, object]:
    rows = compare(both.written, list(both.spoken.values()))
    return {
        "voices": voices,
        "written": {
            "calls": [call_fields(call) for call in both.written],
            "figures": [asdict(row) for row in figures(both.written)],
        },
        "spoken": [spoken_fields(calls, name, errors_of(calls)) for name, calls in both.spoken.items()],
        "comparison": [asdict(row) for row in rows],
    }


def save(folder: Path, call: SpokenCall, parts: SheetParts) -> None:
    """The failed call as a recorded call: the caller's side, and beside it what was said and what is missed."""
    place = folder / file_name(call.call)
    place = place.with_name(f"{place.stem}_{call.condition}.yaml")
    there = parts.of(call.call.sheet).configured
    write_flac(place.with_suffix(".flac"), call.pcm)
    write_result(place, script(call.call, folder, article_answer, there, call.condition))
