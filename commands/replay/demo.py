"""`demo`: a recorded call runs through the whole engine and is shown as it happens."""

from pathlib import Path

from call.errors import JournalUnwritable, PlaceRefused
from commands.happenings import watch
from commands.terminal import Terminal
from datafiles.private_file import open_to_read
from datafiles.result_file import check_place
from desk.journal import Journal
from desk.journal_lines import lines_of
from engine.arrival import Arrival
from engine.engine import REPLAY_VOICE, Engine
from engine.places import DEMO_CALL, DEMO_CASES, out_folder
from engine.replayer import FIRST_LANGUAGE, note_beside
from replay.reports.call_text import sound_lines
from voice.sound.call_recorder import CallRecorder
from voice.sound.recording import Recording
from voice.sound.silent_speaker import SilentSpeaker

DEMO = "demo"
"""Id of the call in the journal. The ids of callers' calls are random."""
_DEMO_LINE = f'{{"call": "{DEMO}", '.encode()


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
        note_beside(output, start, FIRST_LANGUAGE, engine.parts)
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
