"""What a telephone line makes of speech: 300-3400 Hz, noise, 8 kHz A-law, and back to the call's 16 kHz.

ITU-T G.711 (A-law, 13 bits) and the band of ITU-T G.712. The noise is white within the band, the same for the same seed,
and sounds before and after the speech too: a line is never digitally silent, and a recogniser notices when it is.
"""

from typing import TYPE_CHECKING

from call.events import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LINE_RATE = 8_000
"""Hertz."""
BAND_HZ = (300.0, 3400.0)
EDGE_HZ = 100.0
"""Width of the slope outside each border of the band."""
MARGIN_MS = 300
"""The line before and after the speech."""
LARGEST_MAGNITUDE = 4095
"""Of a 13-bit sample."""


def over_line(pcm: bytes, snr_db: float, seed: int) -> bytes:
    """PCM (16 kHz, mono, s16le) as the other end of the line hears it, `MARGIN_MS` longer at both ends.

    Args:
        snr_db: mean power of the speech over that of the noise, both within the band; a quiet line has 30 or more.
        seed: the same seed gives the same noise.
    """
    import numpy as np
    import soxr

    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float32)
    speech = _in_band(soxr.resample(samples, SAMPLE_RATE, LINE_RATE))
    margin = np.zeros(MARGIN_MS * LINE_RATE // 1000, np.float32)
    noise = _in_band(np.random.default_rng(seed).standard_normal(len(speech) + 2 * len(margin), dtype=np.float32))
    gain = _rms(speech) / (_rms(noise) or 1.0) * 10 ** (-snr_db / 20)
    received = through_a_law(np.concatenate([margin, speech, margin]) + gain * noise)
    heard = soxr.resample(received, LINE_RATE, SAMPLE_RATE)
    return bytes(np.clip(heard, -32768, 32767).astype("<i2").tobytes())


def through_a_law(samples: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Samples of 16-bit size, encoded and decoded: 16 steps an octave, and 64 equal ones around zero."""
    import numpy as np

    whole = np.round(samples)
    magnitude = np.minimum(np.where(whole < 0, -1 - whole, whole) // 8, LARGEST_MAGNITUDE)
    octave = np.floor(np.log2(np.maximum(magnitude, 32)))
    step = 2.0 ** (octave - 4)
    decoded = (magnitude // step * step + step / 2) * 8
    return np.copysign(decoded, whole).astype(np.float32)


def _in_band(samples: "NDArray[np.float32]") -> "NDArray[np.float32]":
    import numpy as np

    padded = len(samples) + LINE_RATE // 10  # the filter rings in the padding, not at the other end of the speech
    spectrum = np.fft.rfft(samples, padded)
    hertz = np.fft.rfftfreq(padded, 1 / LINE_RATE)
    outside = np.maximum(BAND_HZ[0] - hertz, hertz - BAND_HZ[1]).clip(0, EDGE_HZ) / EDGE_HZ
    return np.fft.irfft(spectrum * np.cos(outside * np.pi / 2), padded)[: len(samples)].astype(np.float32)


def _rms(samples: "NDArray[np.float32]") -> float:
    return float((samples @ samples / max(1, len(samples))) ** 0.5)
