"""What the meter says about sound whose level, noise, clipping and hum are known."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from call.events import FRAME_BYTES, SAMPLE_RATE
from call.sound_quality import SoundQuality
from voice.sound.recording import Recording
from voice.sound.sound_meter import SoundMeter
from voice.sound.telephone_line import over_line

CALLS = Path(__file__).parents[2] / "calls"
Sound = NDArray[np.float64]


@pytest.fixture(scope="module")
def call() -> Sound:
    """A recorded call over a telephone line, 30 dB above the noise."""
    pcm = b"".join(frame.pcm for frame in Recording(CALLS / "pensioner.flac").sound())
    return np.frombuffer(over_line(pcm, 30, 1), "<i2").astype(float)


def pcm_of(sound: Sound) -> bytes:
    return sound.clip(-32768, 32767).round().astype("<i2").tobytes()


def measured(pcm: bytes) -> SoundQuality:
    meter = SoundMeter()
    for at in range(0, len(pcm) - FRAME_BYTES + 1, FRAME_BYTES):
        meter.add(pcm[at : at + FRAME_BYTES])
    found = meter.quality()
    assert found is not None
    return found


def remarks(sound: Sound) -> list[str]:
    return list(measured(pcm_of(sound)).remarks())


def hum(hertz: float, like: Sound) -> Sound:
    """Mains hum with its third harmonic, at -41 dBFS."""
    at = 2 * np.pi * hertz * np.arange(len(like)) / SAMPLE_RATE
    return np.asarray(400 * np.sin(at) + 100 * np.sin(3 * at))


def test_a_good_call_has_no_remark(call: Sound) -> None:
    found = measured(pcm_of(call))
    assert list(found.remarks()) == []
    assert found.speech_dbfs is not None
    assert -24 < found.speech_dbfs < -14
    assert found.snr_db is not None
    assert 30 < found.snr_db < 60, "the line cuts off the lowest part of the noise, which is the loudest"
    assert (found.clipped, found.hum_hz, found.silent_from_ms) == (0.0, None, None)


@pytest.mark.parametrize("below_db", [10, 20, 40])
def test_the_level_falls_with_the_gain(call: Sound, below_db: int) -> None:
    loud, faint = measured(pcm_of(call)), measured(pcm_of(call * 10 ** (-below_db / 20)))
    assert loud.speech_dbfs is not None
    assert faint.speech_dbfs == pytest.approx(loud.speech_dbfs - below_db, abs=0.5)


def test_a_level_40_db_down_is_named_with_its_remedy(call: Sound) -> None:
    (remark,) = remarks(call / 100)
    assert remark.startswith("the caller's sound is 3")
    assert "turn up the gain" in remark


def test_clipping(call: Sound) -> None:
    (remark,) = remarks(call * 12)
    assert "clipped" in remark


@pytest.mark.parametrize(("hertz", "line"), [(50.0, 50), (49.9, 50), (60.1, 60)])
def test_hum_of_both_mains(call: Sound, hertz: float, line: int) -> None:
    found = measured(pcm_of(call + hum(hertz, call)))
    assert found.hum_hz == line
    assert found.hum_dbfs == pytest.approx(-41, abs=1.5)
    assert any(f"{line} Hz" in remark for remark in found.remarks())


def test_a_voice_at_the_mains_frequency_is_no_hum(call: Sound) -> None:
    """A low voice has all its power at multiples of 100 Hz, but not in the pauses."""
    voiced = (np.arange(len(call)) // SAMPLE_RATE) % 2 == 0
    assert measured(pcm_of(call + voiced * hum(100.0, call) * 10)).hum_hz is None


@pytest.mark.parametrize("peak", [3, 30, 100])
def test_sound_too_faint_to_tell_speech_in_it_is_named_with_its_remedy(peak: float) -> None:
    (remark,) = remarks(np.random.default_rng(1).uniform(-peak, peak, 10 * SAMPLE_RATE))
    assert remark.startswith("no speech, at most a faint sound at -")
    assert "turn up the gain of the recorder" in remark


def test_noise_near_the_speech(call: Sound) -> None:
    noise = np.random.default_rng(1).normal(0, 1500, len(call))
    (remark,) = remarks(call + noise)
    assert remark.startswith("the noise is only")


def test_a_dense_phrase_without_a_pause_is_not_noisy() -> None:
    pcm = b"".join(frame.pcm for frame in Recording(CALLS / "two_requests.flac").sound())
    sound = np.frombuffer(pcm, "<i2").astype(float)
    levels = np.abs(sound[: len(sound) // FRAME_BYTES * FRAME_BYTES].reshape(-1, FRAME_BYTES)).mean(axis=1)
    dense = sound[: len(levels) * FRAME_BYTES].reshape(-1, FRAME_BYTES)[levels > 30].ravel()
    assert remarks(dense) == []


def test_a_fax_is_no_speech() -> None:
    at = np.arange(40 * SAMPLE_RATE) / SAMPLE_RATE
    (remark,) = remarks(5000 * np.sin(2 * np.pi * 1100 * at) * (at % 3.5 < 0.5))
    assert remark.startswith("no speech, only a steady sound")


def test_a_side_without_any_sound(call: Sound) -> None:
    never = measured(bytes(FRAME_BYTES * 500))
    assert never == SoundQuality(None, None, None, 0.0, None, None, 0)
    assert "no sound at all" in next(never.remarks())
    fell_silent = call[: 40 * SAMPLE_RATE].copy()
    fell_silent[15 * SAMPLE_RATE :] = 8  # A-law's silence is a constant
    found = measured(pcm_of(fell_silent))
    assert found.silent_from_ms == 15_000
    assert any("from 15 s on" in remark for remark in found.remarks())


def test_the_pauses_of_a_line_without_comfort_noise_are_not_its_end(call: Sound) -> None:
    gated = call.copy()
    gated[5 * SAMPLE_RATE : 15 * SAMPLE_RATE] = 0
    assert remarks(gated) == []


def test_the_same_sound_gives_the_same_figures_whatever_was_asked_meanwhile(call: Sound) -> None:
    pcm = pcm_of(call[: 12 * SAMPLE_RATE])
    meter = SoundMeter()
    assert meter.quality() is None
    for at in range(0, len(pcm), FRAME_BYTES):
        meter.add(pcm[at : at + FRAME_BYTES])
        if at == 300 * FRAME_BYTES:
            meter.quality()
    assert meter.quality() == measured(pcm) == measured(pcm)
