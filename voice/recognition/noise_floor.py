"""Adds faint noise to all sound before it is recognised, in place of the dither with which Vosk's models were trained.

A line of 8 kHz leaves the band above 4 kHz empty, and a pause may be digital silence. The models have never met either,
and mishear words there. Kaldi's own dither is another one every time; this noise depends only on the place in an
utterance, so a replay gives the same result. The level: docs/decisions/032-noise-floor.md.
"""

from functools import cache
from typing import TYPE_CHECKING

from call.events import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEVEL = 3
"""Standard deviation in steps of 16 bits, 81 dB below full scale, as on a quiet line."""
PERIOD_S = 4
"""Seconds after which the noise repeats."""


def with_noise_floor(pcm: bytes, at_byte: int) -> bytes:
    """PCM (s16le) with noise added. `at_byte`: its place in the utterance."""
    import numpy as np

    samples = np.frombuffer(pcm, "<i2")
    start = at_byte // 2 % (PERIOD_S * SAMPLE_RATE)
    noise = _noise(start + len(samples))[start : start + len(samples)]
    return bytes(np.clip(samples.astype(np.int32) + noise, -32768, 32767).astype("<i2").tobytes())


def _noise(length: int) -> "NDArray[np.int16]":
    """At least so many samples of the repeated noise."""
    import numpy as np

    period = _period()
    return period if length <= len(period) else np.resize(period, length)


@cache
def _period() -> "NDArray[np.int16]":
    import numpy as np

    return np.random.default_rng(0).normal(0, LEVEL, PERIOD_S * SAMPLE_RATE).round().astype("<i2")
