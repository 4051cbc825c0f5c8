"""The gate against echo, with real speech on both sides and an echo path made here."""

from pathlib import Path

import numpy
import pytest
from numpy.typing import NDArray

from call.events import FRAME_BYTES, FRAME_MS
from voice.devices.echo_gate import EchoGate
from voice.sound.recording import Recording

Samples = NDArray[numpy.float64]
SECOND = 16_000


def speech(sounds: Path, *names: str) -> Samples:
    pcm = b"".join(frame.pcm for name in names for frame in Recording(sounds / f"{name}.flac").sound())
    return numpy.frombuffer(pcm, dtype="<i2").astype(float)


def convolved(sound: Samples, taps: Samples) -> Samples:
    """As numpy.convolve, cut to the sound's length, but by Fourier transforms."""
    size = 1 << (len(sound) + len(taps)).bit_length()
    return numpy.fft.irfft(numpy.fft.rfft(sound, size) * numpy.fft.rfft(taps, size), size)[: len(sound)]


def room_echo(played: Samples, delay_ms: int, gain_db: float) -> Samples:
    """Simulates a delay, a room with 150 ms of reverberation and a small loudspeaker without bass."""
    rng = numpy.random.default_rng(2)
    taps = rng.normal(0, 1, 2400) * numpy.exp(-numpy.arange(2400) / 500)
    taps[0] = 4.0
    bass = convolved(played, numpy.exp(-numpy.arange(200) / 8.5) / 8.5)  # below 300 Hz
    echo = convolved(played - bass, taps)
    echo *= 10 ** (gain_db / 20) * numpy.sqrt(numpy.mean(played**2) / numpy.mean(echo**2))
    return numpy.concatenate([numpy.zeros(delay_ms * 16), echo])[: len(played)]


def decisions(microphone: Samples, played: Samples) -> NDArray[numpy.bool_]:
    gate = EchoGate()
    noise = numpy.random.default_rng(4).normal(0, 8, len(microphone))
    heard = (microphone + noise).clip(-32768, 32767).astype("<i2").tobytes()
    out = played.astype("<i2").tobytes()
    starts = range(0, len(heard) - FRAME_BYTES + 1, FRAME_BYTES)
    return numpy.array([gate.hears_caller(heard[at : at + FRAME_BYTES], out[at : at + FRAME_BYTES]) for at in starts])


def loud_frames(samples: Samples) -> NDArray[numpy.bool_]:
    blocks = samples[: len(samples) // 320 * 320].reshape(-1, 320)
    return numpy.asarray(numpy.mean(blocks**2, axis=1) > 700**2)


@pytest.fixture
def played(sounds: Path) -> Samples:
    """The assistant: about 18 s."""
    return numpy.concatenate([speech(sounds, "status", "thanks", "digits"), numpy.zeros(SECOND)] * 2)


@pytest.mark.parametrize("gain_db", [-6.0, -15.0, -25.0])
@pytest.mark.parametrize("delay_ms", [20, 130, 390])
def test_the_assistant_does_not_hear_itself(played: Samples, delay_ms: int, gain_db: float) -> None:
    echo = room_echo(played, delay_ms, gain_db)
    passed = decisions(echo, played) & (numpy.abs(echo[: len(echo) // 320 * 320]).reshape(-1, 320).max(axis=1) > 300)
    assert passed[:25].sum() == 0, "nothing passes before the gate has learnt"
    assert passed.mean() < 0.02
    in_a_row = numpy.convolve(passed, numpy.ones(10), mode="valid")
    assert in_a_row.max() < 5, "never enough frames for turn detection to hear a caller"


@pytest.mark.parametrize("delay_ms", [40, 300])
def test_a_caller_who_interrupts_is_heard(played: Samples, sounds: Path, delay_ms: int) -> None:
    echo = room_echo(played, delay_ms, -15.0)
    caller = numpy.zeros(len(played))
    word = speech(sounds, "not_right")
    at = 8 * SECOND
    caller[at : at + len(word)] = word
    passed = decisions(echo + caller, played)
    spoken = loud_frames(caller)
    assert passed[spoken].mean() > 0.6
    window = numpy.convolve(passed[at // 320 : (at + len(word)) // 320], numpy.ones(10), mode="valid")
    assert window.max() >= 5, "enough frames for turn detection"


def test_with_a_headset_everything_passes(played: Samples, sounds: Path) -> None:
    caller = numpy.zeros(len(played))
    word = speech(sounds, "yes")
    caller[6 * SECOND : 6 * SECOND + len(word)] = 0.1 * word
    passed = decisions(caller, played)
    assert passed[100:].all(), "after two seconds"


def test_while_the_assistant_is_silent_everything_passes(sounds: Path) -> None:
    caller = speech(sounds, "status", "yes")
    assert decisions(caller, numpy.zeros(len(caller))).all()
    assert EchoGate().hears_caller(caller.astype("<i2").tobytes()[:FRAME_BYTES], b"")


def test_the_delay_is_found(played: Samples) -> None:
    gate, delay_ms = EchoGate(), 160
    heard, out = room_echo(played, delay_ms, -12.0).astype("<i2").tobytes(), played.astype("<i2").tobytes()
    for at in range(0, len(out) - FRAME_BYTES + 1, FRAME_BYTES):
        gate.hears_caller(heard[at : at + FRAME_BYTES], out[at : at + FRAME_BYTES])
    assert gate.delay_ms == pytest.approx(delay_ms, abs=2 * FRAME_MS)
