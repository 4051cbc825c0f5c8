"""How the caller's sound was: figures for the tester, and what to do about them. Nothing of what was said is in it."""

from collections.abc import Iterator
from dataclasses import dataclass

ORDINARY_DBFS = -26.0
"""Level of ordinary telephone speech: 26 dB below full scale (ITU-T P.56, G.100.1)."""
FAINT_DB = 20.0
"""So far below ordinary speech the recogniser begins to lose words (docs/decisions/028-noise.md)."""
NEAR_DB = 15.0
"""Noise nearer than this to the speech costs words."""
CLIPPED_SHARE = 0.001
"""Of the samples; clean speech has less than a tenth of it."""
HEARD_HUM_DB = 40.0
"""Hum that is further below ordinary speech harms nothing."""


@dataclass(frozen=True, slots=True)
class SoundQuality:
    """The figures of one call or recording; dBFS: decibels, 0 is full scale. None: not known."""

    speech_dbfs: float | None
    """Mean level while somebody speaks."""
    noise_dbfs: float | None
    """Level in the pauses."""
    snr_db: float | None
    """Speech over noise."""
    clipped: float
    """Share of the samples at full scale, 0 to 1."""
    hum_hz: int | None
    """50 or 60 if the mains are most of what is heard in the pauses."""
    hum_dbfs: float | None
    silent_from_ms: int | None
    """From here to the end there was not even noise, for `SoundMeter`'s time; 0: never any sound."""

    def remarks(self) -> Iterator[str]:
        """What is wrong, each with its remedy."""
        if self.silent_from_ms is not None:
            yield _silent(self.silent_from_ms)
        if self.speech_dbfs is None and self.noise_dbfs is not None:
            yield _no_speech(self.noise_dbfs)
        if self.speech_dbfs is not None and self.speech_dbfs <= ORDINARY_DBFS - FAINT_DB:
            below = ORDINARY_DBFS - self.speech_dbfs
            yield f"the caller's sound is {below:.0f} dB below ordinary speech: turn up the gain of the recorder"
        if self.clipped >= CLIPPED_SHARE:
            yield f"{self.clipped:.1%} of the samples are clipped: turn down the gain of the recorder or microphone"
        if self.snr_db is not None and self.snr_db < NEAR_DB:
            yield f"the noise is only {self.snr_db:.0f} dB below the speech: a quieter place or another line helps"
        if self.hum_dbfs is not None and self.hum_dbfs > ORDINARY_DBFS - HEARD_HUM_DB:
            yield f"mains hum of {self.hum_hz} Hz at {self.hum_dbfs:.0f} dBFS: look for an earth loop or a bad shield"


def _no_speech(level: float) -> str:
    if level > ORDINARY_DBFS - FAINT_DB:
        return f"no speech, only a steady sound at {level:.0f} dBFS: a fax, music or a machine"
    return f"no speech, at most a faint sound at {level:.0f} dBFS: turn up the gain of the recorder, check the line"


def _silent(from_ms: int) -> str:
    remedy = "check the microphone, the line, and which channel of a recording is the caller's"
    if not from_ms:
        return f"no sound at all came from the caller's side: {remedy}"
    return f"from {from_ms / 1000:.0f} s on no sound at all came from the caller's side: {remedy}"
