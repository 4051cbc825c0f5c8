"""Simulates a telephone line: adds the room's noise, limits to 300-3400 Hz, 8 kHz A-law, and back to 16 kHz.

ITU-T G.711 (A-law, 13 bits) in the band of ITU-T G.712. The noise is pink and also sounds before and after the speech:
a room is never digitally silent, and digital silence changes what a recogniser hears. Equal seeds give equal noise.
"""

from typing import TYPE_CHECKING

from call.events import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LINE_RATE = 8_000
"""Hertz."""
BAND_HZ = (300.0, 3400.0)
SLOPE_HZ = 100.0
"""Width of the slope outside each border of the band."""
MARGIN_MS = 200
"""Length of the room's noise before and after the speech."""
RING_MS = 100
"""Silence in which the filter rings out; otherwise it would ring at the beginning of the sound."""
LARGEST_MAGNITUDE = 4095
"""The largest magnitude of a 13-bit sample."""


def over_line(pcm: bytes, snr_db: float, seed: int) -> bytes:
    """PCM (16 kHz, mono, s16le) as the other end of the line hears it, `MARGIN_MS` longer at both ends.

    Args:
        snr_db: mean power of the speech over that of the noise, in the room, before the band is limited.
        seed: the same seed gives the same noise.
    """
    import numpy as np
    import soxr

    speech = np.frombuffer(pcm, dtype="<i2").astype(np.float32)
    margin = np.zeros(MARGIN_MS * SAMPLE_RATE // 1000, np.float32)
    noise = _pink(len(speech) + 2 * len(margin), seed)
    gain = _rms(speech) / (_rms(noise) or 1.0) * 10 ** (-snr_db / 20)
    room = np.concatenate([margin, speech, margin]) + gain * noise
    received = through_a_law(_in_band(soxr.resample(room, SAMPLE_RATE, LINE_RATE)))
    heard = soxr.resample(received, LINE_RATE, SAMPLE_RATE)
    return bytes(np.clip(heard, -32768, 32767).astype("<i2").tobytes())


def as_recorded(pcm: bytes) -> bytes:
    """Sound that came over a telephone (16 kHz) as a switchboard records it: 8 kHz, s16le, on the steps of A-law.

    Few values are left, so that a lossless file of it is a quarter as large.
    """
    import numpy as np
    import soxr

    samples = soxr.resample(np.frombuffer(pcm, dtype="<i2").astype(np.float32), SAMPLE_RATE, LINE_RATE)
    return bytes(through_a_law(samples).astype("<i2").tobytes())


def through_a_law(samples: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Samples of 16-bit size, encoded and decoded: 16 steps an octave, 32 equal ones on each side of zero."""
    import numpy as np

    whole = np.round(samples)
    magnitude = np.minimum(np.where(whole < 0, -1 - whole, whole) // 8, LARGEST_MAGNITUDE)
    octave = np.floor(np.log2(np.maximum(magnitude, 32)))
    step = 2.0 ** (octave - 4)
    decoded = (magnitude // step * step + step / 2) * 8
    return np.asarray(np.copysign(decoded, whole), np.float32)


def _pink(length: int, seed: int) -> "NDArray[np.float32]":
    """Noise whose power falls by 3 dB an octave, roughly as in rooms and streets."""
    import numpy as np

    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(length))
    return np.fft.irfft(spectrum / np.sqrt(np.arange(1, len(spectrum) + 1)), length).astype(np.float32)


def _in_band(samples: "NDArray[np.float32]") -> "NDArray[np.float32]":
    import numpy as np

    padded = len(samples) + RING_MS * LINE_RATE // 1000
    hertz = np.fft.rfftfreq(padded, 1 / LINE_RATE)
    outside = np.maximum(BAND_HZ[0] - hertz, hertz - BAND_HZ[1]).clip(0, SLOPE_HZ) / SLOPE_HZ
    spectrum = np.fft.rfft(samples, padded) * np.cos(outside * np.pi / 2)
    return np.fft.irfft(spectrum, padded)[: len(samples)].astype(np.float32)


def _rms(samples: "NDArray[np.float32]") -> float:
    return float((samples @ samples / max(1, len(samples))) ** 0.5)
