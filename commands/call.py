"""`call`: the same conversation live, through a microphone and a loudspeaker."""

import uuid
from pathlib import Path

from call.journal import Journal
from commands.arrival import Arrival, line_id
from commands.engine import Engine
from commands.hang_up import on_hang_up
from commands.lasting_terminal import LastingTerminal
from commands.live_inlet import LiveInlet
from commands.moments import now_here
from commands.places import cases_file, incidents_file, journal_file
from commands.replay import watch
from commands.terminal import Terminal
from desk.request_numbers import RequestNumbers
from voice.call_recorder import CallRecorder
from voice.devices import list_devices
from voice.echo_gate import EchoGate
from voice.loudspeaker import Loudspeaker
from voice.microphone import Microphone


def show_devices() -> int:
    """Print the audio devices. PortAudioMissing where the library is not installed; exit code 2 without any device."""
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
    """Talk to the caller at this machine until either hangs up; Ctrl-C is the caller hanging up.

    Exit code 2 when something failed in the call.
    """
    terminal = LastingTerminal()
    terminal.aside("loading models and voices ...")
    place = journal or journal_file()
    numbers = RequestNumbers(place.with_name("request_number"))
    with Engine(voice=voice, cases=cases_file(), journal=place, incidents=incidents_file()) as engine:
        engine.warm(language, line_id(engine.script.lines, arrival.line))
        start = arrival.start(engine.script.lines, otherwise=now_here())
        start = engine.parts.resumed(start)
        ledger = Journal(place, uuid.uuid4().hex, start)
        recorder = CallRecorder(record) if record else None
        try:
            with Microphone(device) as microphone, on_hang_up(microphone.close):
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
        finally:
            ledger.close()
            if recorder:
                recorder.close()
    result = conversation.record
    terminal.line(f"\nOutcome: {result.outcome}, department: {result.department or 'none'}.")
    if microphone.dropped:
        terminal.line(f"{microphone.dropped} frames of sound were lost: this machine was too busy.")
    return 2 if failed else 0
