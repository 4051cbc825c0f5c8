"""Tells the caller's voice from the assistant's echo, for a microphone that hears the loudspeaker.

For every frame the gate predicts how loud the echo can be: the loudest sound played about one echo delay ago, times a
coupling learnt from this call. Only a clearly louder frame passes. The delay is where the loudness of both sides
correlates best. The coupling is the median of microphone over loudspeaker while the assistant speaks; with a median a
short interruption does not teach the gate to ignore the caller. The gate compares energies; it cancels nothing.
"""

from collections import deque
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING

from call.events import FRAME_MS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST_DELAY = 400 // FRAME_MS
"""Frames: the longest delay between a sound and its echo."""
JITTER = 1
"""Frames by which the delay may be wrong."""
REVERB = 0.7
"""Share of the power that is left after one frame in a room: it falls by 60 dB in 0.8 s."""
MEMORY = 500
"""Frames (10 s) from which delay and coupling are learnt."""
LOOK_EVERY = 25
"""Frames of the assistant's speech between two updates of delay and coupling."""
ENOUGH = LONGEST_DELAY + 25
"""Frames of the assistant's speech that are needed to learn: half a second of echo at the longest delay."""
PLAYING = 50.0**2
"""Power (see `_power`) from which the loudspeaker counts as playing; speech has 200**2 to 2000**2."""
QUIET = 30.0**2
"""A weaker echo does no harm: a headset, or a loudspeaker turned down."""
MARGIN = 16.0
"""12 dB: a caller must be so much louder than the usual echo. Few frames of an echo are."""


class EchoGate:
    """Implements `call.stages.Gate`. One per call; give it every frame, also while the assistant is silent.

    Until it has heard the assistant for about a second, all sound while the assistant speaks counts as echo.
    """

    def __init__(self) -> None:
        before = [0.0] * (LONGEST_DELAY + JITTER + 1)
        self._played: deque[float] = deque(before, maxlen=MEMORY)
        self._heard: deque[float] = deque(before, maxlen=MEMORY)
        self._coupling: float | None = None
        self._delay = 0
        self._until_look = LOOK_EVERY

    @property
    def delay_ms(self) -> int:
        """The echo delay learnt so far."""
        return self._delay * FRAME_MS

    def hears_caller(self, caller: bytes, assistant: bytes) -> bool:
        """Does this frame hold more than the assistant's echo? Always true when there can be no echo.

        Args:
            caller: one frame from the microphone.
            assistant: what was played at that time; empty if nothing was.
        """
        heard = _power(caller)
        self._heard.append(heard)
        self._played.append(max(_power(assistant), REVERB * self._played[-1]))
        if max(islice(reversed(self._played), LONGEST_DELAY + JITTER + 1)) < PLAYING:
            return True
        self._until_look -= 1
        if self._until_look <= 0:
            self._until_look = LOOK_EVERY
            self._learn()
        if self._coupling is None:
            return False
        newest = max(0, self._delay - JITTER)
        echo = self._coupling * max(islice(reversed(self._played), newest, self._delay + JITTER + 1))
        return echo < QUIET or heard > MARGIN * echo

    def _learn(self) -> None:
        heard, played = list(self._heard), list(self._played)
        if sum(power >= PLAYING for power in played) < ENOUGH:
            return
        self._delay = _lag(heard, played)
        floor = sorted(heard)[len(heard) // 5]  # the noise of the room: it must not count as a faint echo
        ratios = []
        for at in range(self._delay + JITTER, len(heard)):
            loudest = max(played[max(0, at - self._delay - JITTER) : at - max(0, self._delay - JITTER) + 1])
            if loudest >= PLAYING:
                ratios.append(max(0.0, heard[at] - floor) / loudest)
        if ratios:
            self._coupling = median(ratios)


def _lag(heard: list[float], played: list[float]) -> int:
    """The delay in frames at which the loudness of both sides correlates best. Takes their powers."""
    import numpy as np

    loud_heard, loud_played = np.sqrt(heard), np.sqrt(played)
    return max(range(LONGEST_DELAY + 1), key=lambda lag: _correlation(loud_heard[lag:], loud_played))


def _correlation(heard: "NDArray[np.float64]", played: "NDArray[np.float64]") -> float:
    """Covariance divided by the deviation of `heard`; `played` is cut to the same length."""
    played = played[: len(heard)]
    deviations = heard - heard.mean()
    spread = float(deviations @ deviations) ** 0.5
    return float(deviations @ (played - played.mean())) / spread if spread else 0.0


def _power(pcm: bytes) -> float:
    """Mean square of the differences between samples. So the bass, which small loudspeakers lose, hardly counts."""
    import numpy as np

    samples = np.frombuffer(pcm, "<i2").astype(np.int64)
    steps = samples[1:] - samples[:-1]
    return int(steps @ steps) / len(samples) if len(samples) else 0.0
