"""What is heard around a caller: white and pink noise, babble, a second talker. Tracks that repeat without a seam.

The second talker says one sentence in each repetition, so about a third of the time.

The SNR is the active level of the speech (ITU-T P.56) over the mean power of the noise, as in NOIZEUS (Y. Hu,
P. Loizou: "Subjective comparison and evaluation of speech enhancement algorithms", Speech Communication 49, 2007), here
in the room, before the line takes its band. Speech always has `SPEECH_DBOV`, so the noise stays the same in a call.
"""

import hashlib
from collections.abc import Sequence

import numpy as np

from call.events import SAMPLE_RATE
from voice.sound.conditions.condition import Condition, Noise
from voice.sound.conditions.levels import SPEECH_DBOV, Samples, active_dbov, gain, power_dbov

TRACK_S = 20
TALKERS = 6
"""Voices in a babble: so many that no words can be made out."""


def white(seed: str, length: int = TRACK_S * SAMPLE_RATE) -> Samples:
    """The same power at every frequency."""
    return generator(seed).standard_normal(length).astype(np.float32)


def pink(seed: str, length: int = TRACK_S * SAMPLE_RATE) -> Samples:
    """Power that falls by 3 dB an octave, roughly as in rooms and streets."""
    spectrum = np.fft.rfft(generator(seed).standard_normal(length))
    return np.fft.irfft(spectrum / np.sqrt(np.arange(1, len(spectrum) + 1)), length).astype(np.float32)


def babble(talks: Sequence[Samples], seed: str, length: int = TRACK_S * SAMPLE_RATE) -> Samples:
    """`TALKERS` who speak at once, each somewhere in one of the talks, all equally loud."""
    chance = generator(seed)
    mixed = np.zeros(length, np.float32)
    for talker in range(TALKERS if talks else 0):
        talk = talks[talker % len(talks)]
        endless = np.resize(np.roll(talk, int(chance.integers(len(talk)))), length)
        mixed += endless * np.float32(gain(-active_dbov(talk)))
    return mixed


def at_dbov(track: Samples, dbov: float) -> Samples:
    """The same noise with this mean power."""
    return track * np.float32(gain(dbov - power_dbov(track)))


def surroundings(condition: Condition, seed: str, talks: Sequence[Samples]) -> Samples:
    """The track of everything that is heard around the caller. `talks`: other people, who are needed for some."""
    track = np.zeros(TRACK_S * SAMPLE_RATE, np.float32)
    if condition.noise:
        made = babble(talks, seed) if condition.noise is Noise.BABBLE else _noise(condition.noise, seed)
        track += at_dbov(made, SPEECH_DBOV - condition.snr_db)
    if condition.talker_below_db and talks:
        chance = generator(f"{seed} talker")
        talk = talks[int(chance.integers(len(talks)))][: len(track)]
        level = SPEECH_DBOV - chance.uniform(*condition.talker_below_db)
        track[: len(talk)] += talk * np.float32(gain(level - active_dbov(talk)))
        track = np.roll(track, int(chance.integers(len(track))))
    return track


def generator(seed: str) -> np.random.Generator:
    """The same seed gives the same numbers, in any process."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8]))


def _noise(kind: Noise, seed: str) -> Samples:
    return white(seed) if kind is Noise.WHITE else pink(seed)
