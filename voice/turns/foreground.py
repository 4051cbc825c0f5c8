"""Tells the caller from somebody further away: a voice that is much quieter than the one that speaks is no speech.

Without it, a television behind a caller keeps every turn open: it is speech, only fainter.
"""

from collections import deque
from math import log10

import numpy as np

BELOW_DB = 12.0
"""So much below the caller, a voice is somebody else's. Levels of one talker's syllables lie closer together."""
ABOVE_DB = 10.0
"""So much above what was heard so far, it is the caller who begins now."""
FALL_DB = 0.02
"""The level falls by so much with each frame: a caller may turn away from the telephone."""
RISE = 0.4
WINDOW = 10
"""Frames."""
LOUD = 5
LEAST = 25
"""Frames of speech before a louder voice may take over."""


class Foreground:
    """The voice that speaks in one utterance.

    Args:
        now_ms: when the utterance was found to be one.
    """

    def __init__(self, now_ms: int) -> None:
        self.end_ms = now_ms
        """When it was heard last."""
        self._level: float | None = None
        self._sum = 0.0
        self._count = 0
        self._louder: deque[bool] = deque(maxlen=WINDOW)

    def taken_over(self, pcm: bytes, now_ms: int) -> bool:
        """Has a much louder voice begun? Call for every frame of speech (s16le); `now_ms`: its end."""
        level = level_db(pcm)
        self._louder.append(self._count >= LEAST and level > self._sum / self._count + ABOVE_DB)
        if self._level is None:
            self._level = level
        rise = RISE * (level - self._level) if level > self._level else -FALL_DB
        self._level += rise
        if level >= self._level - BELOW_DB:
            self.end_ms = now_ms
            if not self._louder[-1]:
                self._sum, self._count = self._sum + level, self._count + 1
        return sum(self._louder) >= LOUD

    def is_fainter(self, pcm: bytes) -> bool:
        """Is this frame of speech from somebody further away?"""
        return self._level is not None and level_db(pcm) < self._level - BELOW_DB


def level_db(pcm: bytes) -> float:
    """RMS in dB, of one step of 16 bits."""
    samples = np.frombuffer(pcm, "<i2").astype(np.float32)
    return 10 * log10(max(1.0, float(np.dot(samples, samples)) / max(1, len(samples))))
