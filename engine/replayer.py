"""Plays recordings through one engine and judges them: for the command line, for tests, for a cluster."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from call.configured import Configured
from call.errors import AudioFileBroken, as_failure
from call.no_journal import NoJournal
from call.printable import shown
from call.start import CallStart
from datafiles.result_file import write_result
from desk.journal import Journal
from desk.journal_lines import TRIAL
from dialogs.dialog import HotlineDialog
from dialogs.gist import GistListener
from dialogs.table import TRANSITIONS
from engine.arrival import Arrival
from engine.engine import Engine
from engine.parts import DialogParts
from replay.played.envelope import EnvelopeRecorder
from replay.played.played_call import PlayedCall
from replay.played.watch import NotedSource, watch
from replay.reports.coverage import Known
from replay.reports.result import Result
from replay.reports.row import result_row
from replay.scripts.script_file import read_script
from replay.scripts.step import DOING, Script, ScriptStep
from replay.verdict.accepted import RECORDED, Header, accepted, blank, side_file
from replay.verdict.judge import Twin, judge
from voice.sound.adapted_recording import AdaptedRecording
from voice.sound.channels import CallerChannel, read_channel
from voice.sound.recording import Recording
from voice.sound.silent_speaker import SilentSpeaker

FIRST_LANGUAGE = "ru"
UNHEARD_MS = 3_000
"""More sound than this behind the end of a call is mentioned."""


@dataclass(frozen=True, slots=True)
class ReplaySettings:
    """What the command line says of the calls. It goes over what the expectations say."""

    arrival: Arrival
    language: str = ""
    """Empty: Russian, if the expectations do not say."""
    journal: Path | None = None
    """The calls are kept there for `review`, marked as trials."""
    channel: CallerChannel | None = None
    cases: bool = False
    """The engine's case store takes the place of that of the expectations."""
    strict: bool = False
    """Refuse recordings that are cut."""
    adapt: bool = False
    """The recorded caller waits until the assistant has finished."""


class Replayer:
    """`play` may be called from several threads at once."""

    def __init__(self, engine: Engine, settings: ReplaySettings) -> None:
        self._engine = engine
        self._settings = settings
        self._parts: dict[tuple[str, str, Configured], DialogParts] = {}
        self._lock = Lock()
        self.recognisers = {name: model.name for name, model in engine.hears_with.items()}

    @property
    def known(self) -> Known:
        """Everything in the hotline that calls may touch."""
        hotline = self._engine.hotline
        return Known(
            moves=frozenset(move.name for row in TRANSITIONS.values() for move in row.values()),
            forms=frozenset(hotline.forms.forms),
            articles=frozenset(article.id for article in hotline.knowledge.articles),
        )

    def play(self, path: Path, *, accept: bool = False, repeat: int = 1) -> Result:
        """One recorded call from start to end; every error is in the result.

        `accept`: what happened is written beside the recording as its expectations. `repeat`: play it so often.
        """
        script = None
        try:
            side = side_file(path)
            script = read_script(side) if side.exists() else None
            result = self._play(path, script)
            row = result_row(result, self.recognisers)
            if any(result_row(self._play(path, script), self.recognisers) != row for _ in range(repeat - 1)):
                result = replace(result, flaky=True)
            if accept and result.call:
                write_result(side, accepted(self._header(path, script), result.call, script), private=True)
        except Exception as error:  # one broken call must not cost the results of the others
            return Result(path, script=script, error=as_failure(error, shown(path)))
        return result

    def _play(self, path: Path, script: Script | None) -> Result:
        settings = self._settings
        side = settings.channel or (read_channel(script.channel) if script and script.channel else None)
        recording = Recording(path, side, settings.strict)  # refuses what is no file: a pipe may never begin
        sound = digest(path)
        parts = self._parts_of(script)
        start, language = self._start(script), settings.language or (script.language if script else FIRST_LANGUAGE)
        ledger = Journal(settings.journal, TRIAL + sound[:32], start) if settings.journal else NoJournal()
        speaker = SilentSpeaker()
        adapted = AdaptedRecording(recording, lambda: speaker.speaking) if settings.adapt else None
        source, envelope = NotedSource(adapted or recording), EnvelopeRecorder()
        loop = self._engine.conversation(
            source, speaker, language=language, start=start, ledger=ledger, recorder=envelope, parts=parts
        )
        if not isinstance(loop.stages.dialog, HotlineDialog):
            raise TypeError("a replayed call has another dialog")
        try:
            call = watch(loop, source, envelope, GistListener(loop.stages.dialog, self._engine.hotline).gist)
        finally:
            if isinstance(ledger, Journal):
                ledger.close()
        judged = in_call_time(script, adapted) if script and adapted else script
        verdict = judge(judged, call, self._twin(script, parts, start, language))
        failure = call.failures[0] if call.failures else None
        places = tuple(adapted.places) if adapted else ()
        notes = tuple(_notes(recording, call, adapted))
        return Result(path, call, verdict, script, notes, failure, sound=sound, places=places)

    def _start(self, script: Script | None) -> CallStart:
        book = self._engine.hotline.lines
        return self._settings.arrival.over(script.start, book) if script else self._settings.arrival.start(book)

    def _parts_of(self, script: Script | None) -> DialogParts:
        """What stands behind the assistant in this call."""
        if script is None:
            return self._engine.parts
        own = self._engine.parts.cases if self._settings.cases else None
        key = str(own) if own else script.cases, script.incidents, script.configured
        with self._lock:
            if key not in self._parts:
                cases, incidents = (Path(place) if place else None for place in key[:2])
                self._parts[key] = self._engine.parts.with_registries(cases, incidents, script.configured)
            return self._parts[key]

    def _twin(self, script: Script | None, parts: DialogParts, start: CallStart, language: str) -> Twin | None:
        if script is None or not any(step.kind == "user" for step in script.steps):
            return None
        return Twin(script, parts.text_call(start, language, NoJournal()))

    def _header(self, path: Path, script: Script | None) -> Header:
        """How the call arrived, for the file beside its recording."""
        folder = path.parent.absolute()
        if script:
            cases, incidents = (
                os.path.relpath(place, folder) if place else "" for place in (script.cases, script.incidents)
            )
            return Header(
                script.name, script.start, script.language, script.configured, script.requirements, cases, incidents,
                script.channel, script.condition, script.voice,
            )  # fmt: skip
        language = self._settings.language or FIRST_LANGUAGE
        return header_of(path, self._start(None), language, self._engine.parts)


def header_of(recording: Path, start: CallStart, language: str, parts: DialogParts, channel: str = "") -> Header:
    """How a call arrived; files are named as from beside the recording."""
    folder = recording.parent.absolute()
    cases, incidents = (os.path.relpath(each, folder) if each else "" for each in (parts.cases, parts.incidents))
    return Header(recording.stem, start, language, parts.configured, (), cases, incidents, channel)


def note_beside(recording: Path, start: CallStart, language: str, parts: DialogParts) -> None:
    """Write beside our own recording how its call arrived. A file of a person that is there already stays."""
    side = side_file(recording)
    if not side.exists() or side.read_text(encoding="utf-8", errors="replace").startswith(RECORDED):
        write_result(side, blank(header_of(recording, start, language, parts, "left")), private=True)


def in_call_time(script: Script, adapted: AdaptedRecording) -> Script:
    """The script with the spans of its steps where they were said in the call, not in the recording.

    Steps of silence are left out with their checks: a caller who waits for the assistant is silent at other times.
    """
    steps: list[ScriptStep] = []
    silent = False
    for step in script.steps:
        silent = step.kind == "silence" if step.kind in DOING else silent
        if silent:
            continue
        span = step.audio_ms and (adapted.call_ms(step.audio_ms[0]), adapted.call_ms(step.audio_ms[1]))
        steps.append(replace(step, audio_ms=span))
    return replace(script, steps=tuple(steps))


def _notes(recording: Recording, call: PlayedCall, adapted: AdaptedRecording | None) -> Iterator[str]:
    yield from (note.text for note in recording.notes)
    if adapted:
        if unheard := adapted.unheard:
            yield f"the call was over before the caller had said everything: {unheard} pieces were not heard"
        return
    rest_ms = (recording.duration_ms or 0) - call.record.duration_ms
    if call.hung_up and rest_ms > UNHEARD_MS:
        yield f"the assistant ended the call; {rest_ms / 1000:.0f} s of sound behind it were not heard"


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits. Raises AudioFileBroken."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise AudioFileBroken(f"{path}: cannot be read ({error.strerror})") from error
