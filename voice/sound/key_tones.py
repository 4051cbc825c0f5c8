"""Makes the tones of telephone keys (DTMF, ITU-T Q.23); `voice/sound/dtmf.py` hears them."""

import numpy as np

from call.events import SAMPLE_RATE
from voice.sound.dtmf import HIGH_HZ, KEYS, LOW_HZ

TONE_MS = 120
BREAK_MS = 100
"""Before and after the tone. Q.24 requires 40 ms of each."""
LEVEL = 0.13
"""Amplitude of the low tone, of full scale: -21 dBov. The high one is 2 dB above it, as telephones send it."""
TWIST = 10 ** (2 / 20)


def key_tone(key: str) -> bytes:
    """One press of a key, 0-9, * or #, with the breaks around it (16 kHz, mono, s16le)."""
    row = next(number for number, keys in enumerate(KEYS) if key in keys)
    seconds = np.arange(TONE_MS * SAMPLE_RATE // 1000) / SAMPLE_RATE
    low, high = (np.sin(2 * np.pi * hertz * seconds) for hertz in (LOW_HZ[row], HIGH_HZ[KEYS[row].index(key)]))
    tone = (32_768 * LEVEL * (low + TWIST * high)).astype("<i2").tobytes()
    pause = bytes(BREAK_MS * SAMPLE_RATE // 1000 * 2)
    return pause + tone + pause
