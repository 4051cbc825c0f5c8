"""Faint noise on all sound: the same at every place of an utterance, and never louder than it should be."""

import numpy as np
import pytest

from call.events import SAMPLE_RATE
from voice.recognition.noise_floor import LEVEL, PERIOD_S, with_noise_floor


def samples(pcm: bytes) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    return np.frombuffer(pcm, "<i2")


@pytest.mark.parametrize("level", [0, 500, -20_000])
def test_the_noise_is_faint_and_the_same_again(level: int) -> None:
    sound = np.full(SAMPLE_RATE, level, "<i2").tobytes()
    noise = samples(with_noise_floor(sound, 0)).astype(int) - level
    assert LEVEL * 0.9 < noise.std() < LEVEL * 1.1
    assert abs(noise.mean()) < LEVEL / 10
    assert with_noise_floor(sound, 0) == (noise + level).astype("<i2").tobytes()


def test_pieces_give_the_same_as_the_whole() -> None:
    sound = bytes(2 * SAMPLE_RATE * (2 * PERIOD_S + 1) + 640)
    pieces = b"".join(with_noise_floor(sound[at : at + 3200], at) for at in range(0, len(sound), 3200))
    assert pieces == with_noise_floor(sound, 0)
    assert with_noise_floor(b"", 0) == b""


def test_the_loudest_sound_does_not_turn_over() -> None:
    for loudest in (32_767, -32_768):
        sound = np.full(SAMPLE_RATE, loudest, "<i2").tobytes()
        assert abs(samples(with_noise_floor(sound, 0)).astype(int) - loudest).max() < 10 * LEVEL
