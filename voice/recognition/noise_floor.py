"""Faint noise in place of digital silence, which no line has and in which Vosk mishears the word before it.

A pause of zeros between groups made «восемьдесят» of «восемь»: of 48 Russian numbers dictated in clean sound 44 arrived
whole, with this noise all of them. The noise is the same for the same place in an utterance, so a replay repeats.
"""

from functools import cache
from typing import TYPE_CHECKING

from call.events import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEVEL = 3
"""Standard deviation in steps of 16 bits, 81 dB below full scale: what a quiet line has."""
SHORTEST = 16
"""Zero samples in a row (1 ms) that are taken for silence: speech and noise only cross zero."""
PERIOD_S = 4
"""Seconds after which the noise repeats."""


def with_noise_floor(pcm: bytes, at_byte: int) -> bytes:
    """PCM (s16le) with its digital silence filled; `at_byte` is its place in the utterance."""
    import numpy as np

    samples = np.frombuffer(pcm, "<i2")
    edges = np.flatnonzero(np.diff(np.concatenate([[0], samples == 0, [0]]).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    silent = ends - starts >= SHORTEST
    if not silent.any():
        return pcm
    noise, filled = _noise(), samples.copy()
    for start, end in zip(starts[silent], ends[silent], strict=True):
        filled[start:end] = noise[(np.arange(start, end) + at_byte // 2) % len(noise)]
    return filled.tobytes()


@cache
def _noise() -> "NDArray[np.int16]":
    import numpy as np

    return np.random.default_rng(0).normal(0, LEVEL, PERIOD_S * SAMPLE_RATE).round().astype("<i2")
