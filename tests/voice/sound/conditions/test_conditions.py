"""Every condition does what it says: levels, bands, shares, seeds."""

import numpy as np
import pytest

from call.events import FRAME_BYTES, SAMPLE_RATE
from voice.sound.conditions.caller_line import CallerLine
from voice.sound.conditions.condition import CONDITIONS, Condition, Noise
from voice.sound.conditions.levels import (
    SPEECH_DBOV,
    Samples,
    active_dbov,
    at_speech_level,
    pcm_of,
    power_dbov,
    samples_of,
)
from voice.sound.conditions.noise import pink, surroundings, white
from voice.sound.conditions.packet_loss import PacketLoss

SECONDS = np.arange(4 * SAMPLE_RATE) / SAMPLE_RATE
SILENCE = bytes(2 * 4 * SAMPLE_RATE)


def tone(hertz: float, dbov: float = SPEECH_DBOV) -> Samples:
    return (np.sqrt(2) * 32_768 * 10 ** (dbov / 20) * np.sin(2 * np.pi * hertz * SECONDS)).astype(np.float32)


def talk(hertz: float) -> Samples:
    """A second of sound and a second of silence: half of the time is speech."""
    return np.concatenate([tone(hertz)[:SAMPLE_RATE], np.zeros(SAMPLE_RATE, np.float32)])


TALKS = [talk(hertz) for hertz in (310, 470, 590, 710, 830, 970)]


def heard(pcm: bytes, condition: Condition, seed: str = "1") -> Samples:
    return samples_of(CallerLine(condition, seed, TALKS).through(pcm))


def band_dbov(samples: Samples, low: float, high: float) -> float:
    spectrum = np.fft.rfft(samples.astype(np.float64))
    hertz = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE)
    return power_dbov(np.fft.irfft(np.where((hertz >= low) & (hertz < high), spectrum, 0)).astype(np.float32))


def test_speech_has_its_level_whatever_its_pauses() -> None:
    assert active_dbov(talk(400)) == pytest.approx(-26, abs=0.1)
    assert power_dbov(talk(400)) == pytest.approx(-29, abs=0.1)
    faint = pcm_of(talk(400) / 10)
    assert active_dbov(samples_of(at_speech_level(faint))) == pytest.approx(-26, abs=0.1)
    assert at_speech_level(SILENCE) == SILENCE
    assert at_speech_level(b"") == b""


@pytest.mark.parametrize("noise", list(Noise))
@pytest.mark.parametrize("snr_db", [5.0, 15.0])
def test_noise_is_so_far_below_the_speech(noise: Noise, snr_db: float) -> None:
    track = surroundings(Condition(noise=noise, snr_db=snr_db), "1", TALKS)
    assert SPEECH_DBOV - power_dbov(track) == pytest.approx(snr_db, abs=0.01)
    room = heard(bytes(2 * len(track)), Condition(noise=noise, snr_db=snr_db))
    assert SPEECH_DBOV - power_dbov(room) == pytest.approx(snr_db, abs=0.1)


def test_white_noise_is_flat_and_pink_noise_falls_by_three_decibels_an_octave() -> None:
    octaves = [(low, 2 * low) for low in (125, 250, 500, 1000, 2000)]
    of_white, of_pink = ([band_dbov(3000 * make("1"), *each) for each in octaves] for make in (white, pink))
    assert np.diff(of_white) == pytest.approx([3] * 4, abs=0.5)
    assert np.diff(of_pink) == pytest.approx([0] * 4, abs=0.5)


def test_a_babble_is_of_several_voices() -> None:
    track = surroundings(CONDITIONS["babble"], "1", TALKS)
    levels = [band_dbov(track, hertz - 10, hertz + 10) for hertz in (310, 470, 590, 710, 830, 970)]
    assert max(levels) - min(levels) < 1


def test_a_second_talker_says_something_now_and_then() -> None:
    levels = set()
    for seed in "123":
        talker = surroundings(Condition(talker_below_db=(12.0, 18.0)), seed, TALKS)
        level = SPEECH_DBOV - active_dbov(talker)
        assert 12 <= level <= 18
        assert np.count_nonzero(talker) < len(talker) / 2
        levels.add(round(level, 1))
    assert len(levels) > 1


def test_a_telephone_takes_its_band_and_keeps_the_level() -> None:
    plain = Condition(telephone=True)
    assert power_dbov(heard(pcm_of(tone(1000)), plain)[SAMPLE_RATE:]) == pytest.approx(-26, abs=0.3)
    for outside in (60, 3900, 6000):
        assert power_dbov(heard(pcm_of(tone(outside)), plain)[SAMPLE_RATE:]) < -60
    assert power_dbov(heard(pcm_of(tone(6000)), Condition())) == pytest.approx(-26, abs=0.1)
    swept = heard(pcm_of(tone(1000)), plain)
    assert band_dbov(swept[SAMPLE_RATE:], 4100, 8000) < -65


def test_no_line_is_ever_silent() -> None:
    for name, condition in CONDITIONS.items():
        frames = heard(SILENCE, condition).reshape(-1, FRAME_BYTES // 2)
        assert (frames[1:].std(axis=1) > 0).mean() > 0.9, name
    assert power_dbov(heard(SILENCE, CONDITIONS["clean"])) == pytest.approx(-80, abs=1)


def test_lost_packets_come_in_bursts() -> None:
    packets = np.ones((100_000, 4), np.float32)
    played = PacketLoss(0.03, "1").receive(packets)
    lost = played[:, 0] < 1
    begins = np.count_nonzero(lost[1:] & ~lost[:-1])
    assert lost.mean() == pytest.approx(0.03, abs=0.003)
    assert lost.sum() / begins == pytest.approx(2.5, abs=0.2)
    assert {float(value) for value in np.unique(played)} == {0.0, 0.5, 1.0}
    assert np.count_nonzero(played[:, 0] == 0.5) == begins


def test_a_lossy_line_loses_so_much() -> None:
    shares = []
    for seed in range(6):
        frames = heard(pcm_of(np.tile(tone(1000), 5)), CONDITIONS["lossy"], str(seed)).reshape(-1, FRAME_BYTES // 2)
        shares.append(float(np.mean(frames.std(axis=1) < 0.7 * frames.std(axis=1).max())))
    assert 0.01 < np.mean(shares) < 0.06


def test_too_quiet_and_too_loud() -> None:
    assert active_dbov(heard(pcm_of(tone(1000)), CONDITIONS["quiet"])) == pytest.approx(-46, abs=0.5)
    room = Condition(gain_db=40)
    clipped = heard(pcm_of(tone(1000)), room)
    assert np.mean(np.abs(clipped) >= 32_767) > 0.5
    loud = heard(pcm_of(tone(1000)), CONDITIONS["clipped"])
    assert active_dbov(loud) == pytest.approx(-6, abs=1)


@pytest.mark.parametrize("name", list(CONDITIONS))
def test_the_same_seed_gives_the_same_sound_however_it_is_cut(name: str) -> None:
    pcm = pcm_of(tone(700) + tone(1900, -40))[: 200 * FRAME_BYTES]
    whole = CallerLine(CONDITIONS[name], "1", TALKS).through(pcm)
    line = CallerLine(CONDITIONS[name], "1", TALKS)
    pieces = b"".join(line.through(pcm[at : at + FRAME_BYTES]) for at in range(0, len(pcm), FRAME_BYTES))
    assert whole == pieces
    assert len(whole) == len(pcm)
    assert whole != CallerLine(CONDITIONS[name], "2", TALKS).through(pcm)
