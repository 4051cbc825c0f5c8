"""`call`: the same conversation live, through a microphone and a loudspeaker."""

import signal
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from call.journal import Journal
from commands.arrival import Arrival, line_id
from commands.engine import Engine
from commands.moments import now_here
from commands.places import cases_file, incidents_file, journal_file
from commands.replay import show
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
    """Talk to the caller at this machine until either hangs up; Ctrl-C is the caller hanging up."""
    terminal = Terminal()
    terminal.aside("loading models and voices ...")
    place = journal or journal_file()
    numbers = RequestNumbers(place)
    with Engine(voice=voice, cases=cases_file(), journal=place, incidents=incidents_file()) as engine:
        engine.warm(language, line_id(engine.script.lines, arrival.line))
        start = arrival.start(engine.script.lines, otherwise=now_here())
        start = engine.parts.resumed(start)
        ledger = Journal(place, uuid.uuid4().hex, start)
        recorder = CallRecorder(record) if record else None
        try:
            with Microphone(device) as microphone, hang_up_on_interrupt(microphone):
                conversation = engine.conversation(
                    microphone,
                    Loudspeaker(device),
                    language=language,
                    start=start,
                    next_number=numbers.next,
                    ledger=ledger,
                    recorder=recorder,
                    gate=None if headset else EchoGate(),
                )
                terminal.aside("speak; Ctrl-C hangs up")
                for happening in conversation.run():
                    show(terminal, happening)
        finally:
            ledger.close()
            if recorder:
                recorder.close()
    result = conversation.record
    terminal.line(f"\nOutcome: {result.outcome}, department: {result.department or 'none'}.")
    if microphone.dropped:
        terminal.line(f"{microphone.dropped} frames of sound were lost: this machine was too busy.")
    return 0


@contextmanager
def hang_up_on_interrupt(microphone: Microphone) -> Iterator[None]:
    """Ctrl-C and SIGTERM end the caller's sound, so that the call is closed in the journal like any other."""
    signals = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, lambda *_: microphone.close()) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
