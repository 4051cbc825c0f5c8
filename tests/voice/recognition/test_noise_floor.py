"""Digital silence is filled with faint noise; everything else stays."""

import numpy as np

from voice.recognition.noise_floor import LEVEL, PERIOD_S, SHORTEST, with_noise_floor


def samples(pcm: bytes) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    return np.frombuffer(pcm, "<i2")


def test_silence_becomes_faint_noise_that_is_the_same_again() -> None:
    silence = bytes(64_000)
    filled = samples(with_noise_floor(silence, 0))
    assert LEVEL * 0.8 < filled.std() < LEVEL * 1.2
    assert with_noise_floor(silence, 0) == filled.tobytes()


def test_pieces_give_the_same_as_the_whole() -> None:
    silence = bytes(32_000 * PERIOD_S + 6400)
    pieces = b"".join(with_noise_floor(silence[at : at + 3200], at) for at in range(0, len(silence), 3200))
    assert pieces == with_noise_floor(silence, 0)


def test_speech_and_zero_crossings_stay() -> None:
    speech = np.tile(np.array([500, 0, -500, 0], "<i2"), 400)
    speech[101 : 100 + SHORTEST] = 0  # one too few, between two that are loud
    assert with_noise_floor(speech.tobytes(), 0) == speech.tobytes()
    assert with_noise_floor(b"", 0) == b""
    speech[800:1200] = 0
    filled = samples(with_noise_floor(speech.tobytes(), 0))
    assert np.array_equal(filled[:799], speech[:799])
    assert filled[801:1199].any()
