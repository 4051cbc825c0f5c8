"""`call`: a live call through the microphone and the loudspeaker."""

import uuid
from contextlib import ExitStack
from pathlib import Path

from commands.hang_up import on_hang_up
from commands.happenings import watch
from commands.lasting_terminal import LastingTerminal
from commands.terminal import Terminal
from datafiles.result_file import check_place
from desk.journal import Journal
from desk.request_numbers import RequestNumbers
from engine.arrival import Arrival, line_id
from engine.clock import now_here
from engine.engine import Engine
from engine.live_inlet import LiveInlet
from engine.places import cases_file, incidents_file, journal_file
from engine.replayer import note_beside
from replay.reports.call_text import sound_lines
from voice.devices.audio_devices import list_devices
from voice.devices.echo_gate import EchoGate
from voice.devices.loudspeaker import Loudspeaker
from voice.devices.microphone import Microphone
from voice.sound.call_recorder import CallRecorder


def show_devices() -> int:
    """Print the audio devices. Exit code 2 if there is none. Raises PortAudioMissing."""
    terminal = Terminal()
    devices = list_devices()
    terminal.lines(str(device) for device in devices)
    if not devices:
        terminal.line("No audio device. Connect one, or start the sound server, and try again.")
    return 0 if devices else 2


def call(
    device: str | None,
    language: str,
    voice: str | None,
    record: Path | None,
    journal: Path | None,
    headset: bool,
    arrival: Arrival,
) -> int:
    """Hold a call with the caller at this machine until either side hangs up. Ctrl-C counts as the caller's hang-up.

    Exit code 2 if something failed in the call.
    """
    check_place(record, make_folder=True)
    terminal = LastingTerminal()
    terminal.aside("loading models and voices ...")
    place = journal or journal_file()
    numbers = RequestNumbers(place)
    with Engine(
        voice=voice, cases=cases_file(), journal=place, incidents=incidents_file(), recorded=record is not None
    ) as engine:
        engine.warm(language, line_id(engine.hotline.lines, arrival.line))
        start = arrival.start(engine.hotline.lines, otherwise=now_here())
        start = engine.parts.resumed(start)
        with ExitStack() as stack:
            microphone = stack.enter_context(Microphone(device))
            stack.enter_context(on_hang_up(microphone.close))  # until journal and recording are closed
            ledger = Journal(place, uuid.uuid4().hex, start)
            stack.callback(ledger.close)
            recorder = stack.enter_context(CallRecorder(record)) if record else None
            if record:
                note_beside(record, start, language, engine.parts)
            conversation = engine.conversation(
                microphone,
                Loudspeaker(device),
                language=language,
                start=start,
                next_number=numbers.next,
                ledger=ledger,
                recorder=recorder,
                gate=None if headset else EchoGate(),
                inlet=LiveInlet(engine.parts.directory),
            )
            terminal.aside("speak; Ctrl-C hangs up")
            failed = watch(terminal, conversation)
    result = conversation.record
    terminal.line(f"\nOutcome: {result.outcome}, department: {result.department or 'none'}.")
    terminal.lines(sound_lines(result.sound))
    if microphone.dropped:
        terminal.line(f"{microphone.dropped} frames of sound were lost: this machine was too busy.")
    return 2 if failed else 0
