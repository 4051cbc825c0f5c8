"""Levels of speech and noise, in dBov: decibels of the power below that of full scale (32,768).

Speech has its active level: the power while somebody speaks, without the pauses. ITU-T P.56, method B: a moment is
active if it is at most 15.9 dB below that level. 20 ms frames stand here for its envelope.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from call.events import FRAME_BYTES

Samples: TypeAlias = NDArray[np.float32]
SPEECH_DBOV = -26.0
"""The level to which callers' speech is brought: usual in tests of speech codecs (ITU-T P.830)."""
MARGIN = 10**1.59
FULL_SCALE = 32_768.0
SILENT_DBOV = -300.0
"""Of nothing at all."""
_MOST_ROUNDS = 30


def samples_of(pcm: bytes) -> Samples:
    return np.frombuffer(pcm, "<i2").astype(np.float32)


def pcm_of(samples: Samples) -> bytes:
    """s16le; what exceeds full scale is clipped."""
    return bytes(np.clip(np.round(samples), -32768, 32767).astype("<i2").tobytes())


def power_dbov(samples: Samples) -> float:
    """Mean power, pauses included."""
    return _dbov(float(np.mean(samples.astype(np.float64) ** 2))) if len(samples) else SILENT_DBOV


def active_dbov(samples: Samples) -> float:
    """Active level of speech; `SILENT_DBOV` if nothing is said."""
    whole = len(samples) // (FRAME_BYTES // 2) * (FRAME_BYTES // 2)
    powers = (samples[:whole].astype(np.float64) ** 2).reshape(-1, FRAME_BYTES // 2).mean(axis=1)
    level = float(powers.mean()) if whole else 0.0
    for _ in range(_MOST_ROUNDS if level else 0):
        higher = float(powers[powers >= level / MARGIN].mean())
        if higher == level:
            break
        level = higher
    return _dbov(level)


def at_speech_level(pcm: bytes, dbov: float = SPEECH_DBOV) -> bytes:
    """The same speech at that active level; silence stays silence."""
    samples = samples_of(pcm)
    level = active_dbov(samples)
    return pcm if level == SILENT_DBOV else pcm_of(samples * np.float32(gain(dbov - level)))


def gain(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def _dbov(power: float) -> float:
    return 10 * float(np.log10(power / FULL_SCALE**2)) if power else SILENT_DBOV
