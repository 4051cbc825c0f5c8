"""Each frame of the caller meets what was played at its own time, however late the loop is."""

from collections.abc import Iterable
from pathlib import Path

import numpy
import pytest

from call.events import FRAME_BYTES, Frame, Speech
from call.machine.exchange import Exchange
from call.machine.played_sound import WATCH_FRAMES, PlayedSound
from voice.devices.echo_gate import EchoGate
from voice.sound.recording import Recording

SOUNDS = Path(__file__).parents[2] / "voice" / "sounds"
QUIET = bytes(FRAME_BYTES)
LOUD = 300
"""Sample value that could be taken for a voice."""
ECHO_FRAMES = 5
"""100 ms."""


def frame(value: int) -> bytes:
    return numpy.full(FRAME_BYTES // 2, value, dtype="<i2").tobytes()


class Room:
    """A speaker and a recorder. It keeps playing, even when the loop does not ask."""

    def __init__(self) -> None:
        self.out = b""
        self.heard: list[tuple[bytes, bytes]] = []

    @property
    def speaking(self) -> bool:
        return True

    def play(self, sentences: Iterable[Speech]) -> None: ...

    def stop(self) -> None: ...

    def played(self) -> bytes:
        out, self.out = self.out, b""
        return out

    def close(self) -> None: ...

    def add(self, caller: bytes, assistant: bytes) -> None:
        self.heard.append((caller, assistant))


def speech() -> list[bytes]:
    names = ("status", "digits", "not_right") * 3
    return [item.pcm for name in names for item in Recording(SOUNDS / f"{name}.flac").sound()]


def echo_of(played: list[bytes]) -> list[bytes]:
    return [QUIET] * ECHO_FRAMES + [
        (numpy.frombuffer(pcm, dtype="<i2") * 0.3).astype("<i2").tobytes() for pcm in played[:-ECHO_FRAMES]
    ]


@pytest.mark.parametrize("late_ms", [0, 100, 400, 1000, 2000])
def test_after_a_late_loop_the_assistant_does_not_hear_itself(late_ms: int) -> None:
    room = Room()
    exchange = Exchange(room, None, EchoGate())
    played = speech()
    echo = echo_of(played)
    late_at, late = 400, late_ms // 20
    passed = []
    for at, pcm in enumerate(echo):
        if not late_at < at <= late_at + late:  # the others were played while the loop was delayed, and arrive at once
            room.out += b"".join(played[at : at + 1 + (late if at == late_at else 0)])
        heard = exchange.swap(Frame(20 * at, pcm)).pcm
        passed.append(heard != QUIET and int(numpy.abs(numpy.frombuffer(pcm, dtype="<i2")).max()) > LOUD)
    assert len(echo) > late_at + late + 100
    assert sum(passed) == 0


def test_both_sides_are_recorded_in_step() -> None:
    room = Room()
    exchange = Exchange(room, room, None)
    for value, out in enumerate((b"", frame(5) + frame(6) + frame(7), b"", b""), start=1):
        room.out = out
        exchange.swap(Frame(0, frame(value)))
    room.out = frame(8) + frame(9)
    exchange.drain()
    exchange.end()
    assert room.heard == [
        (frame(1), QUIET),
        (frame(2), frame(5)),
        (frame(3), frame(6)),
        (frame(4), frame(7)),
        (QUIET, frame(8)),
        (b"", frame(9)),
    ]


def test_a_recorder_that_fails_is_not_asked_again() -> None:
    class Full(Room):
        def add(self, caller: bytes, assistant: bytes) -> None:
            super().add(caller, assistant)
            raise OSError("full")

    room = Full()
    exchange = Exchange(room, room, None)
    with pytest.raises(OSError, match="full"):
        exchange.swap(Frame(0, QUIET))
    exchange.swap(Frame(20, QUIET))
    exchange.end()
    assert len(room.heard) == 1


def test_what_was_played_before_the_first_frame_does_not_delay_the_rest() -> None:
    sound = PlayedSound()
    assert sound.frame(QUIET * 50 + frame(1)) == frame(1)
    assert sound.frame(frame(2)) == frame(2)


def test_words_are_never_dropped_and_a_lasting_delay_is_made_up_for_in_the_next_silence() -> None:
    sound = PlayedSound()
    out = [sound.frame(frame(1) * 3)]
    for at in range(WATCH_FRAMES + 200):
        out.append(sound.frame(frame(2) if at < WATCH_FRAMES + 100 else QUIET))
    spoken = [pcm for pcm in out if pcm != QUIET]
    assert spoken == [frame(1)] * 3 + [frame(2)] * (WATCH_FRAMES + 100)
    assert sound.frame(frame(3)) == frame(3)
    assert sound.rest() == b""


def test_a_late_loop_is_no_lasting_delay() -> None:
    sound = PlayedSound()
    sound.frame(QUIET)
    sound.frame((QUIET + frame(1)) * 20)
    out = [sound.frame(b"") for _ in range(39)]
    assert out == [frame(1), QUIET] * 19 + [frame(1)]
    assert sound.frame(b"") == QUIET
