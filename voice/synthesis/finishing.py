"""A backend's sound -> sound for the call: 16 kHz, without silent edges; and the pause after a sentence."""

from call.events import SAMPLE_RATE

QUIET = 200
"""Samples up to this absolute value are silence."""
EDGE_MS = 30
"""Silence that stays before and after the sound, so that soft consonants are not cut."""


def finish(pcm: bytes, sample_rate: int) -> bytes:
    """PCM (mono, s16le) of any rate in hertz -> 16 kHz with its silent edges cut to EDGE_MS."""
    import numpy as np

    samples = np.frombuffer(pcm, dtype="<i2")
    if sample_rate != SAMPLE_RATE and len(samples):
        import soxr

        samples = soxr.resample(samples, sample_rate, SAMPLE_RATE)
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > QUIET)
    if not len(loud):
        return b""
    edge = EDGE_MS * SAMPLE_RATE // 1000
    kept = samples[max(0, loud[0] - edge) : loud[-1] + edge]
    return kept.astype("<i2").tobytes()


def silence(duration_ms: int) -> bytes:
    return bytes(duration_ms * SAMPLE_RATE // 1000 * 2)
