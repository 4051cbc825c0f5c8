"""`replay`: recorded calls run through the whole engine, and are judged by their expectations."""

import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from call.errors import InputUnfit
from call.printable import shown
from commands.replay.progress import ReplayProgress
from commands.terminal import Terminal
from datafiles.result_file import STDOUT, check_place, write_result
from engine.arrival import Arrival
from engine.engine import REPLAY_VOICE, Engine
from engine.places import cases_file, incidents_file
from engine.replayer import Replayer, ReplaySettings, digest
from replay.archive.sound_files import sound_files
from replay.played.runner import in_order
from replay.reports.call_text import clock, result_lines
from replay.reports.comparison import compare, comparison_lines
from replay.reports.coverage import coverage_lines, touched_by
from replay.reports.junit import junit
from replay.reports.page.page import page
from replay.reports.result import Result
from replay.reports.row import Row, result_line
from replay.reports.row_file import RowFile, read_rows
from replay.reports.totals import Totals, total_lines
from replay.verdict.verdict import Status
from voice.sound.channels import CallerChannel
from voice.sound.files.sound_file import ENDINGS


@dataclass(frozen=True, slots=True)
class Reports:
    """Where results go besides the terminal; None: nowhere."""

    json: str | None = None
    """`-`: standard output, instead of the lines for people."""
    junit: Path | None = None
    html: Path | None = None
    baseline: Path | None = None
    """Results of an earlier run, to compare with."""
    coverage: Path | None = None
    """What no call touches."""
    resume: bool = False
    """Go on with the run whose results are in `json`."""
    turns: bool = False
    """Show every turn."""

    def check(self) -> None:
        """Call before long work. Raises PlaceUnwritable, InputUnfit."""
        if self.resume and self.json in (None, STDOUT):
            raise InputUnfit("--resume goes on with the results in a file: name it with --json FILE")
        if self.baseline:
            if self.json and self.baseline == Path(self.json):
                raise InputUnfit("--baseline and --json are the same file: the old results would be lost")
            self.old_rows()
        for place in (self.json, self.junit, self.html, self.coverage):
            check_place(place)

    def old_rows(self) -> list[Row]:
        """Of the baseline; empty without one. Raises InputUnfit."""
        return list(read_rows(self.baseline)) if self.baseline else []


@dataclass(frozen=True, slots=True)
class Run:
    """How the calls are played."""

    arrival: Arrival = field(default_factory=Arrival)
    language: str = ""
    voice: str | None = None
    cases: Path | None = None
    journal: Path | None = None
    channel: CallerChannel | None = None
    strict: bool = False
    adapt: bool = False
    """The recorded caller waits until the assistant has finished."""
    jobs: int = 1
    accept: bool = False
    """What happens is written beside each recording as its expectations."""
    repeat: int = 1
    """Each is played so often; a call that does not go the same way every time is flaky, which is a failure."""

    @property
    def settings(self) -> ReplaySettings:
        with_cases = self.cases is not None
        return ReplaySettings(
            self.arrival, self.language, self.journal, self.channel, with_cases, self.strict, self.adapt
        )


def replay(paths: list[Path], reports: Reports, wanted: Run) -> int:
    """Play and judge the recordings. Exit code 1 if one differs from its expectations, 2 if one has no result."""
    reports.check()
    found = sound_files(paths, ENDINGS)
    Terminal().remark(found.remark())
    cases = wanted.cases or cases_file()
    # The voice of replays is the same everywhere, so that answers have the same length.
    with Engine(voice=wanted.voice or REPLAY_VOICE, cases=cases, incidents=incidents_file()) as engine:
        wanted.arrival.start(engine.hotline.lines)  # an unknown line is refused before the work
        return _replay(found.files, reports, wanted, Replayer(engine, wanted.settings))


def _replay(files: Sequence[Path], reports: Reports, wanted: Run, player: Replayer) -> int:
    rows = RowFile(None if reports.json in (None, STDOUT) else Path(reports.json), resume=reports.resume)
    try:
        left = [path for path in files if not _known(rows, path)]
        began, totals = time.monotonic(), Totals()
        results = in_order(
            left, lambda path: player.play(path, accept=wanted.accept, repeat=wanted.repeat), wanted.jobs
        )
        _write(results, rows, reports, player, len(left))
        for row in rows.rows():
            totals.add(row)
        if reports.junit:
            write_result(reports.junit, "".join(junit(rows.rows(), totals)), private=True)
        if reports.coverage:
            lines = coverage_lines(touched_by(rows.rows()), player.known)
            write_result(reports.coverage, "".join(f"{line}\n" for line in lines))
        if reports.html:
            write_result(reports.html, "".join(page(rows.rows(), totals, reports.html)), private=True)
        if reports.baseline and reports.json != STDOUT:
            Terminal().lines(comparison_lines(compare(reports.old_rows(), rows.rows()), clock))
    finally:
        rows.close()
    if reports.json != STDOUT:
        Terminal().lines(total_lines(totals, time.monotonic() - began if not rows.known else 0))
    return 2 if totals.statuses[Status.BROKEN] else 1 if totals.statuses[Status.FAILED] else 0


def _known(rows: RowFile, path: Path) -> bool:
    """Is the result of this very recording there already?"""
    sound = rows.known.get(shown(path))
    return sound is not None and (sound == "" or sound == digest(path))


def _write(results: Iterable[Result], rows: RowFile, reports: Reports, player: Replayer, count: int) -> None:
    terminal = Terminal()
    with ReplayProgress(count) as progress:
        for result in results:
            line = result_line(result, player.recognisers)
            rows.add(line)
            if result.error:
                terminal.error(result.error)
            for note in result.notes:
                terminal.remark(f"{shown(result.path)}: note: {note}")
            if reports.json == STDOUT:
                sys.stdout.write(f"{line}\n")
            else:
                terminal.lines(result_lines(result, turns=reports.turns or count == 1))
            progress.step()
