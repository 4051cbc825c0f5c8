"""`replay`: recorded calls run through the whole engine, and are judged by their expectations."""

import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from call.errors import InputUnfit
from commands.replay.progress import ReplayProgress
from commands.terminal import Terminal
from datafiles.result_file import STDOUT, check_place, write_result
from engine.engine import REPLAY_VOICE, Engine
from engine.replayer import Replayer, ReplaySettings, digest
from replay.played.runner import in_order
from replay.reports.call_text import result_lines
from replay.reports.junit import junit
from replay.reports.page.page import page
from replay.reports.result import Result
from replay.reports.row import result_line
from replay.reports.row_file import RowFile
from replay.reports.totals import Totals, total_lines
from replay.verdict.verdict import Status


@dataclass(frozen=True, slots=True)
class Reports:
    """Where results go besides the terminal; None: nowhere."""

    json: str | None = None
    """`-`: standard output, instead of the lines for people."""
    junit: Path | None = None
    html: Path | None = None
    resume: bool = False
    """Go on with the run whose results are in `json`."""
    turns: bool = False
    """Show every turn."""

    def check(self) -> None:
        """Call before long work. Raises PlaceUnwritable, InputUnfit."""
        if self.resume and self.json in (None, STDOUT):
            raise InputUnfit("--resume goes on with the results in a file: name it with --json FILE")
        for place in (self.json, self.junit, self.html):
            check_place(place)


def replay(
    files: list[Path], reports: Reports, jobs: int, engine: Engine, settings: ReplaySettings, *, accept: bool = False
) -> int:
    """Play and judge the recordings. Exit code 1 if one differs from its expectations, 2 if one has no result.

    `accept`: what happens is written beside each recording as its expectations.
    """
    reports.check()
    player = Replayer(engine, settings)
    rows = RowFile(None if reports.json in (None, STDOUT) else Path(reports.json), resume=reports.resume)
    try:
        left = [path for path in files if not _known(rows, path)]
        began, totals = time.monotonic(), Totals()
        results = in_order(left, lambda path: player.play(path, accept=accept), jobs)
        _write(results, rows, reports, player, len(left))
        for row in rows.rows():
            totals.add(row)
        if reports.junit:
            write_result(reports.junit, "".join(junit(rows.rows(), totals)), private=True)
        if reports.html:
            write_result(reports.html, "".join(page(rows.rows(), totals, reports.html)), private=True)
    finally:
        rows.close()
    if reports.json != STDOUT:
        Terminal().lines(total_lines(totals, time.monotonic() - began if not rows.known else 0))
    return 2 if totals.statuses[Status.BROKEN] else 1 if totals.statuses[Status.FAILED] else 0


def _known(rows: RowFile, path: Path) -> bool:
    """Is the result of this very recording there already?"""
    sound = rows.known.get(str(path))
    return sound is not None and sound in ("", digest(path))


def _write(results: Iterable[Result], rows: RowFile, reports: Reports, player: Replayer, count: int) -> None:
    terminal = Terminal()
    with ReplayProgress(count) as progress:
        for result in results:
            line = result_line(result, player.recognisers)
            rows.add(line)
            if result.error:
                terminal.error(result.error)
            terminal.notes(str(result.path), result.notes)
            if reports.json == STDOUT:
                sys.stdout.write(f"{line}\n")
            else:
                terminal.lines(result_lines(result, turns=reports.turns or count == 1))
            progress.step()


def open_engine(voice: str | None, cases: Path | None, incidents: Path | None) -> Engine:
    """The engine of replays: its voice is everywhere the same, so that answers have the same length."""
    return Engine(voice=voice or REPLAY_VOICE, cases=cases, incidents=incidents)
