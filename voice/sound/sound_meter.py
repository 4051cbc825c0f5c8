"""Measures the caller's sound: level of the speech, noise, clipping, mains hum, a side that has fallen silent.

The levels are those of 20 ms frames, as a histogram. Speech is what lies at most 15.9 dB below its own mean and well
above the pauses, after the active level of ITU-T P.56. Hum is looked for in the quietest seconds only: a voice has
harmonics of its own. A whole second is measured at once, so that a frame costs some 4 µs (`benchmarks/loop.py`).
"""

from functools import cache
from typing import TYPE_CHECKING

from call.events import FRAME_BYTES, FRAME_MS, SAMPLE_RATE
from call.sound_quality import SoundQuality

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]

BLOCK_BYTES = 2 * SAMPLE_RATE
"""A second. The mains' harmonics lie 50 Hz apart, so a window of a second tells them from anything else."""
FULL_SCALE = 32_768.0
CLIPPED_AT = 32_000
"""Magnitude. A-law has no larger value than 32,256."""
DEAD_SWING = 2
"""Steps between the largest and the smallest sample of a frame without any sound; A-law's silence is a constant."""
DEAD_MS = 20_000
"""A silent end shorter than this may be a pause on a line that sends no noise in pauses."""
FLOOR_DBFS = -100
"""Everything below counts as this."""
STEPS = 2
"""Histogram bins for each decibel."""
MARGIN_DB = 15.9
"""ITU-T P.56: speech is at most so far below its active level."""
ABOVE_NOISE_DB = 6.0
QUIET_SHARE = 0.05
"""The level that so many frames do not reach is that of the pauses."""
QUIET_BLOCKS = 0.25
"""Share of the seconds in which hum is looked for."""
MAINS_HZ = (50, 60)
HARMONICS = (1, 2, 3, 4)
MOST_OF_IT = 0.5
"""Share of the power in the pauses that makes hum."""


class SoundMeter:
    """Implements `call.stages.Meter`. One per call; the same sound gives the same figures."""

    def __init__(self) -> None:
        import numpy as np

        bins = -FLOOR_DBFS * STEPS + 1
        self._pending = bytearray()
        self._frames = np.zeros(bins)
        self._powers = np.zeros(bins)
        self._seconds: list[tuple[float, ...]] = []
        """Of each second: its power, and that of the harmonics of each of `MAINS_HZ`."""
        self._samples = self._clipped = self._heard_ms = self._alive_ms = 0

    def add(self, pcm: bytes) -> None:
        """One frame of the caller's sound."""
        self._pending += pcm
        if len(self._pending) >= BLOCK_BYTES:
            self._measure()

    def quality(self) -> SoundQuality | None:
        """The figures so far; None before the first frame."""
        self._measure()
        if not self._samples:
            return None
        speech, noise = self._levels()
        hum_hz, hum_dbfs = self._hum()
        dead = self._heard_ms - self._alive_ms >= DEAD_MS or not self._alive_ms
        return SoundQuality(
            speech_dbfs=speech,
            noise_dbfs=noise,
            snr_db=None if speech is None or noise is None else round(speech - noise, 1),
            clipped=round(self._clipped / self._samples, 5),
            hum_hz=hum_hz,
            hum_dbfs=hum_dbfs,
            silent_from_ms=self._alive_ms if dead else None,
        )

    def _measure(self) -> None:
        """Take all whole frames that are pending."""
        import numpy as np

        whole = len(self._pending) // FRAME_BYTES * FRAME_BYTES
        if not whole:
            return
        sound = np.frombuffer(bytes(self._pending[:whole]), "<i2")
        del self._pending[:whole]
        frames = sound.reshape(-1, FRAME_BYTES // 2)
        highest, lowest = frames.max(axis=1), frames.min(axis=1)
        alive = highest.astype(np.int32) - lowest > DEAD_SWING
        self._samples += len(sound)
        if max(int(highest.max()), -int(lowest.min())) >= CLIPPED_AT:
            self._clipped += int(np.count_nonzero((sound >= CLIPPED_AT) | (sound <= -CLIPPED_AT)))
        if alive.any():
            self._alive_ms = self._heard_ms + (int(np.flatnonzero(alive)[-1]) + 1) * FRAME_MS
            floats = frames.astype(np.float32)
            self._count(floats, alive)
            if whole == BLOCK_BYTES and alive.all():
                self._seconds.append(_second(floats.ravel()))
        self._heard_ms += len(frames) * FRAME_MS

    def _count(self, frames: "NDArray[np.float32]", alive: "NDArray[np.bool_]") -> None:
        import numpy as np

        powers = frames.var(axis=1, dtype=np.float32)[alive].astype(np.float64) / FULL_SCALE**2
        bins = ((_dbfs(powers) - FLOOR_DBFS) * STEPS).astype(np.intp)
        self._frames += np.bincount(bins, minlength=len(self._frames))
        self._powers += np.bincount(bins, powers, minlength=len(self._powers))

    def _levels(self) -> tuple[float | None, float | None]:
        """(speech, noise)."""
        import numpy as np

        count = self._frames.sum()
        if not count:
            return None, None
        quiet = int(np.searchsorted(self._frames.cumsum(), QUIET_SHARE * count))
        noise = _level(self._powers[: quiet + 1].sum() / self._frames[: quiet + 1].sum())
        least = quiet + round(ABOVE_NOISE_DB * STEPS)
        speech: float | None = None
        for _ in range(len(self._frames)):
            spoken = self._frames[least:].sum()
            if not spoken:
                return None, noise
            speech = _level(self._powers[least:].sum() / spoken)
            raised = max(least, int((speech - MARGIN_DB - FLOOR_DBFS) * STEPS))
            if raised == least:
                break
            least = raised
        return speech, noise

    def _hum(self) -> tuple[int | None, float | None]:
        import numpy as np

        if not self._seconds:
            return None, None
        seconds = np.array(sorted(self._seconds))
        quiet = seconds[: max(1, round(len(seconds) * QUIET_BLOCKS))]
        shares = np.median(quiet[:, 1:] / quiet[:, :1], axis=0)
        at = int(shares.argmax())
        return (MAINS_HZ[at], _level(float(np.median(quiet[:, 1 + at])))) if shares[at] >= MOST_OF_IT else (None, None)


def _second(sound: "NDArray[np.float32]") -> tuple[float, ...]:
    """The power of a second of sound, and that of the harmonics of each of `MAINS_HZ`, as shares of full scale."""
    import numpy as np

    power = float(sound.var()) / FULL_SCALE**2
    sums = np.einsum("ws,s->w", _waves(), sound)  # one thread, so that the same sound gives the same sum
    tones = (sums[::2] ** 2 + sums[1::2] ** 2).reshape(len(MAINS_HZ), -1).sum(axis=1) / FULL_SCALE**2
    return (power, *(float(tone) for tone in tones))


@cache
def _waves() -> "NDArray[np.float32]":
    """Cosine and sine of each harmonic under a Hann window; the sum over a second is the tone's effective amplitude."""
    import numpy as np

    at = np.arange(SAMPLE_RATE)
    window = np.hanning(SAMPLE_RATE) * np.sqrt(2) * 2 / SAMPLE_RATE
    turns = [2 * np.pi * hertz * harmonic / SAMPLE_RATE * at for hertz in MAINS_HZ for harmonic in HARMONICS]
    return np.array([wave(turn) * window for turn in turns for wave in (np.cos, np.sin)], np.float32)


def _dbfs(powers: "Doubles") -> "Doubles":
    import numpy as np

    return np.asarray(10 * np.log10(np.clip(powers, 10 ** (FLOOR_DBFS / 10), 1.0)))


def _level(power: float) -> float:
    import math

    return round(10 * math.log10(max(power, 10 ** (FLOOR_DBFS / 10))), 1)
