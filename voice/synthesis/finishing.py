"""From a backend's sound to the call's: 16 kHz, no silence at the edges, the pause that follows a sentence."""

from call.events import SAMPLE_RATE

QUIET = 200
"""Absolute sample value below which an edge is silence."""
EDGE_MS = 30
"""Kept before and after the sound, so that soft consonants live."""


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
