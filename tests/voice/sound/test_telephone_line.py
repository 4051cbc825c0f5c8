"""The line: its codec must be exact, its band and its noise within tolerances."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from call.events import SAMPLE_RATE
from voice.sound.telephone_line import MARGIN_MS, over_line, through_a_law
from voice.synthesis.speed import at_speed

SECOND = np.arange(SAMPLE_RATE) / SAMPLE_RATE


def tone(hertz: float, peak: float = 8000.0) -> bytes:
    return (peak * np.sin(2 * np.pi * hertz * SECOND)).astype("<i2").tobytes()


def samples(pcm: bytes) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return np.frombuffer(pcm, "<i2").astype(np.float64)


def power_db(pcm: bytes, low: float, high: float) -> float:
    """Power in the band, relative to a full-scale tone."""
    heard = samples(pcm)
    spectrum = np.abs(np.fft.rfft(heard)) ** 2 / len(heard) ** 2
    hertz = np.fft.rfftfreq(len(heard), 1 / SAMPLE_RATE)
    return float(10 * np.log10(spectrum[(hertz >= low) & (hertz < high)].sum() / 32768**2 + 1e-12))


@pytest.mark.parametrize(
    ("sample", "decoded"),
    [
        (0, 8),
        (15, 8),
        (16, 24),
        (-1, -8),
        (-16, -8),
        (-17, -24),
        (1000, 1008),
        (8000, 8064),
        (32767, 32256),
        (-32768, -32256),
    ],
)
def test_a_law_is_the_codec_of_g711(sample: int, decoded: int) -> None:
    assert through_a_law(np.array([sample], np.float32))[0] == decoded


@given(st.integers(-32768, 32767))
def test_a_law_errs_by_a_32nd_at_most(sample: int) -> None:
    decoded = float(through_a_law(np.array([sample], np.float32))[0])
    assert abs(decoded - sample) <= max(8, abs(sample) / 32)
    assert through_a_law(np.array([decoded], np.float32))[0] == decoded


@pytest.mark.parametrize(("hertz", "passes"), [(100, False), (300, True), (1000, True), (3400, True), (3700, False)])
def test_only_the_band_passes(hertz: float, passes: bool) -> None:
    lost = power_db(tone(hertz), hertz - 20, hertz + 20) - power_db(
        over_line(tone(hertz), 60, 1), hertz - 20, hertz + 20
    )
    # The margins dilute the tone by 3 dB at most.
    assert (lost < 5) if passes else (lost > 20)


def test_the_noise_is_as_loud_as_asked() -> None:
    quiet, loud = (samples(over_line(tone(1000), snr, 1))[:2000].std() for snr in (20, 0))
    assert loud / quiet == pytest.approx(10, rel=0.05)


def test_the_room_sounds_before_and_after_the_speech() -> None:
    heard = samples(over_line(tone(1000), 20, 1))
    margin = MARGIN_MS * SAMPLE_RATE // 1000
    assert len(heard) == pytest.approx(SAMPLE_RATE + 2 * margin, abs=2)
    for edge in (heard[: margin - 200], heard[-margin + 200 :]):
        assert 10 < edge.std() < heard.std() / 3


def test_the_same_seed_gives_the_same_sound() -> None:
    assert over_line(tone(440), 15, 7) == over_line(tone(440), 15, 7)
    assert over_line(tone(440), 15, 7) != over_line(tone(440), 15, 8)


def test_no_sound_is_only_the_room() -> None:
    assert set(np.unique(np.abs(samples(over_line(b"", 15, 1))))) <= set(range(32))


@pytest.mark.parametrize("speed", [0.9, 1.0, 1.1])
def test_speed_changes_length_and_pitch_together(speed: float) -> None:
    heard = at_speed(tone(1000), speed)
    assert len(heard) / 2 == pytest.approx(SAMPLE_RATE / speed, rel=0.001)
    spectrum = np.abs(np.fft.rfft(samples(heard)))
    assert np.fft.rfftfreq(len(heard) // 2, 1 / SAMPLE_RATE)[spectrum.argmax()] == pytest.approx(1000 * speed, abs=2)
