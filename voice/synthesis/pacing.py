"""Makes finished sound slower or faster at the same pitch: waveform-similarity overlap-add.

W. Verhelst, M. Roelands: "An overlap-add technique based on waveform similarity (WSOLA)", ICASSP 1993. Windows of 32 ms
overlap by half. Each is taken where it best continues the previous one, within 8 ms of its place in the original.
"""

from typing import TYPE_CHECKING

from call.events import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HOP = 16 * SAMPLE_RATE // 1000
WINDOW = 2 * HOP
REACH = 8 * SAMPLE_RATE // 1000


def pace(pcm: bytes, rate: float) -> bytes:
    """PCM (16 kHz, mono, s16le) that lasts 1/rate as long."""
    import numpy as np

    if rate == 1.0 or len(pcm) < 4 * WINDOW:
        return pcm
    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float32)
    source = np.concatenate([np.zeros(REACH, np.float32), samples, np.zeros(2 * WINDOW + REACH, np.float32)])
    window = np.hanning(WINDOW + 1)[:WINDOW].astype(np.float32)
    hops = int(len(samples) / rate / HOP)
    result = np.zeros((hops + 1) * HOP, np.float32)
    start = REACH
    for hop in range(hops):
        place = REACH + int(hop * HOP * rate)
        if hop:
            start = _best(source, place, source[start + HOP : start + HOP + WINDOW])
        result[hop * HOP : hop * HOP + WINDOW] += window * source[start : start + WINDOW]
    return np.clip(result[: int(len(samples) / rate)], -32768, 32767).astype("<i2").tobytes()


def _best(source: "NDArray[np.float32]", place: int, continuation: "NDArray[np.float32]") -> int:
    """The start near `place` where the sound best matches the natural continuation of the last window."""
    import numpy as np

    near = source[place - REACH : place + REACH + WINDOW]
    likeness = np.correlate(near, continuation, mode="valid")
    windows = np.lib.stride_tricks.sliding_window_view(near * near, WINDOW).sum(axis=1)
    return place - REACH + int(np.argmax(likeness / np.sqrt(windows + 1.0)))
