"""Speed perturbation: faster and higher, or slower and lower, like another speaker.

T. Ko, V. Peddinti, D. Povey, S. Khudanpur: "Audio augmentation for speech recognition", Interspeech 2015.
voice/synthesis/pacing.py keeps the pitch: that is for listeners, this is for recognisers.
"""

from call.events import SAMPLE_RATE


def at_speed(pcm: bytes, speed: float) -> bytes:
    """PCM (16 kHz, mono, s16le) that is 1/speed as long and `speed` times as high in pitch."""
    if speed == 1.0 or not pcm:
        return pcm
    import numpy as np
    import soxr

    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float32)
    sped = soxr.resample(samples, SAMPLE_RATE * speed, SAMPLE_RATE)
    return bytes(np.clip(sped, -32768, 32767).astype("<i2").tobytes())
