"""Stretched speech keeps its pitch and has the wanted length."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.synthesis.finishing import finish, silence
from voice.synthesis.pacing import pace


def tone(hertz: float, seconds: float, rate: int = 16_000) -> bytes:
    return (np.sin(np.arange(int(rate * seconds)) * 2 * np.pi * hertz / rate) * 8000).astype("<i2").tobytes()


def pitch(pcm: bytes) -> float:
    spectrum = np.abs(np.fft.rfft(np.frombuffer(pcm, dtype="<i2")))
    return float(np.argmax(spectrum)) * 16_000 / (len(pcm) // 2)


@pytest.mark.parametrize("rate", [0.7, 0.85, 1.2])
def test_length_changes_and_pitch_does_not(rate: float) -> None:
    paced = pace(tone(200, 2), rate)
    assert len(paced) == pytest.approx(2 * 16_000 * 2 / rate, abs=4)
    assert pitch(paced) == pytest.approx(200, abs=3)
    middle = np.frombuffer(paced, dtype="<i2")[1600:-1600].astype(float)
    assert np.sqrt((middle**2).mean()) == pytest.approx(8000 / np.sqrt(2), rel=0.1)


def test_normal_pace_changes_nothing() -> None:
    assert pace(tone(200, 1), 1.0) == tone(200, 1)


@given(st.binary(max_size=6000).map(lambda pcm: pcm[: len(pcm) // 2 * 2]), st.floats(0.5, 2))
def test_any_sound_can_be_paced(pcm: bytes, rate: float) -> None:
    assert len(pace(pcm, rate)) % 2 == 0


def test_finish_resamples_and_cuts_the_silent_edges() -> None:
    sound = bytes(22_050) + tone(300, 1, 22_050) + bytes(22_050)
    finished = finish(sound, 22_050)
    assert len(finished) / 32_000 == pytest.approx(1.06, abs=0.01)
    assert pitch(finished) == pytest.approx(300, abs=3)


def test_finish_of_silence_is_nothing() -> None:
    assert finish(silence(500), 16_000) == finish(b"", 22_050) == b""
