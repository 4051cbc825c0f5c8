"""`replay` and `demo`: recorded calls run through the whole engine."""

import hashlib
from pathlib import Path

from call.errors import AudioFileBroken, JournalUnwritable, PlaceRefused
from call.happenings import Failed, HandedOver, Happening, Heard, Interrupted, Said, TakenBack
from call.loop import CallLoop
from call.no_journal import NoJournal
from call.printable import shown
from call.stages import Ledger
from commands.terminal import Terminal
from datafiles.private_file import open_to_read
from datafiles.result_file import check_place, write_result
from desk.journal import Journal
from desk.journal_lines import TRIAL, lines_of
from engine.arrival import Arrival
from engine.engine import REPLAY_VOICE, Engine
from engine.places import DEMO_CALL, DEMO_CASES, cases_file, incidents_file, out_folder
from replay.archive.sound_files import sound_files
from replay.report import call_json, call_lines, clock, sound_lines
from replay.runner import replay_all
from voice.sound.call_recorder import CallRecorder
from voice.sound.channels import CallerChannel
from voice.sound.files.sound_file import ENDINGS
from voice.sound.recording import Recording
from voice.sound.silent_speaker import SilentSpeaker

DEMO = "demo"
"""Id of the call in the journal. The ids of callers' calls are random."""
_DEMO_LINE = f'{{"call": "{DEMO}", '.encode()


def replay(
    paths: list[Path],
    json_file: str | None,
    jobs: int,
    voice: str | None,
    language: str,
    arrival: Arrival,
    cases: Path | None = None,
    journal: Path | None = None,
    channel: CallerChannel | None = None,
    strict: bool = False,
) -> int:
    """Replay the calls. Print them, or write one JSON object per call. Exit code 2 if a file failed.

    `channel`, `strict`: as of `Recording`.
    `journal`: the calls are kept there for `review`, marked as trials. A recording that is replayed again takes the
    place of its earlier replay.
    """
    terminal = Terminal()
    found = sound_files(paths, ENDINGS)
    terminal.remark(found.remark())
    check_place(json_file)
    failed = False
    lines: list[str] = []
    ledgers: dict[Path, Ledger] = {}
    recordings: dict[Path, Recording] = {}
    with Engine(voice=voice or REPLAY_VOICE, cases=cases or cases_file(), incidents=incidents_file()) as engine:
        start = arrival.start(engine.hotline.lines)
        recognisers = {name: model.name for name, model in engine.hears_with.items()}

        def converse(path: Path) -> CallLoop:
            recording = recordings[path] = Recording(path, channel, strict)
            ledger = ledgers[path] = Journal(journal, trial_of(path), start) if journal else NoJournal()
            return engine.conversation(recording, SilentSpeaker(), language=language, start=start, ledger=ledger)

        for result in replay_all(list(found.files), converse, jobs):
            if recording := recordings.pop(result.path, None):
                for note in recording.notes:
                    terminal.remark(f"{shown(result.path)}: note: {note.text}")
            if isinstance(ledger := ledgers.pop(result.path, None), Journal):
                ledger.close()
            if result.error:
                failed = True
                terminal.error(result.error)
            if not result.record:
                continue
            if json_file:
                lines.append(call_json(shown(result.path), result.record, recognisers))
            else:
                terminal.lines(call_lines(shown(result.path), result.record))
    if json_file:
        write_result(json_file, "".join(f"{line}\n" for line in lines), private=True)
    return 2 if failed else 0


def trial_of(path: Path) -> str:
    """Id of the replay of a recording, the same in every replay of it."""
    try:
        with path.open("rb") as file:
            return TRIAL + hashlib.file_digest(file, "sha256").hexdigest()[:32]
    except OSError as error:
        raise AudioFileBroken(f"{path}: cannot be read ({error.strerror})") from error


def demo(output: Path | None, voice: str | None, arrival: Arrival) -> int:
    """Replay the demonstration call, print it as it happens, and keep its sound and its journal."""
    terminal = Terminal()
    place = output.with_suffix(".demo.jsonl") if output else out_folder() / "demo.jsonl"
    output = output or out_folder() / "demo.wav"
    check_place(output, make_folder=True)
    forget_demo(place)
    with Engine(voice=voice or REPLAY_VOICE, cases=DEMO_CASES) as engine, CallRecorder(output) as recorder:
        ledger = Journal(place, DEMO)
        start = arrival.start(engine.hotline.lines)
        conversation = engine.conversation(
            Recording(DEMO_CALL), SilentSpeaker(), start=start, ledger=ledger, recorder=recorder
        )
        failed = watch(terminal, conversation)
        ledger.close()
    record = conversation.record
    terminal.line(f"\nOutcome: {record.outcome}, department: {record.department or 'none'}.")
    terminal.lines(sound_lines(record.sound))
    terminal.line(f"The whole call, caller left, assistant right: {output}")
    terminal.line(f"What the specialist gets of it: {place}")
    return 2 if failed else 0


def watch(terminal: Terminal, conversation: CallLoop) -> bool:
    """Run the call to its end and show it meanwhile. True if something failed in it."""
    failed = False
    for happening in conversation.run():
        show(terminal, happening)
        failed |= isinstance(happening, Failed)
    return failed


def forget_demo(journal: Path) -> None:
    """Remove the journal of an earlier demo. If a line in it is of a call, raises PlaceRefused and removes nothing."""
    try:
        with open_to_read(journal) as file:
            if journal.is_symlink() or not all(line.startswith(_DEMO_LINE) for _, line in lines_of(file)):
                raise PlaceRefused(f"{journal} is there already and is not the journal of a demo")
        journal.unlink()
    except FileNotFoundError:
        return
    except OSError as error:
        raise JournalUnwritable(f"cannot write the journal {journal}: {error.strerror}") from error


def show(terminal: Terminal, happening: Happening) -> None:
    """One happening as a line for a person."""
    match happening:
        case Heard(turn):
            meaning = turn.understanding
            terminal.caller(f"{clock(turn.start_ms)}  Caller     {turn.transcript.text}")
            terminal.aside(f"{'':8}understood {meaning.intent} {meaning.confidence:.2f} -> {meaning.decision}")
        case TakenBack(at_ms):
            terminal.aside(f"{clock(at_ms)}  the caller goes on: both halves are one turn, this reply is taken back")
        case Said(at_ms, acts):
            terminal.assistant(f"{clock(at_ms)}  Assistant  {' '.join(act.text for act in acts)}")
        case Interrupted(at_ms):
            terminal.aside(f"{clock(at_ms)}  the caller interrupts, the assistant falls silent")
        case HandedOver(at_ms, act):
            terminal.aside(f"{clock(at_ms)}  {act.kind} to {act.handover.department} is on record")
        case Failed(_, error):
            terminal.error(error)
