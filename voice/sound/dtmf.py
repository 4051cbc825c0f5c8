"""Telephone keys in the sound itself (DTMF), for lines that bring no key events of their own.

The tones are ITU-T Q.23's, the rules those of ITU-T Q.24 as far as they concern a receiver behind a codec: at least
40 ms of both tones, a break of 40 ms between two presses, the high tone up to 4 dB above the low one or 8 dB below it
(and 2 dB more for the line), no third tone. What speaks against speech (talk-off) is that two tones hold nearly all of
the energy, three times in a row, with hardly anything in the second harmonic.

Goertzel's sums are taken for all frequencies at once, as a matrix product over 20 ms every 10 ms. One frame costs about
45 µs in a call and 10 µs in silence (`python -m benchmarks.dtmf`), 0.2 % of its 20 ms.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from call.events import FRAME_BYTES, SAMPLE_RATE, Frame, Key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LOW_HZ = (697, 770, 852, 941)
HIGH_HZ = (1209, 1336, 1477, 1633)
KEYS = ("123A", "456B", "789C", "*0#D")
PRESSABLE = frozenset("0123456789*#")
"""A to D are no keys of a caller's telephone; their tones are silenced all the same."""
WINDOW = FRAME_BYTES // 2
"""Samples in a window, as many as in a frame; each begins half a frame after the one before."""
HITS = 3
"""Windows in a row, 40 ms of tone."""
MISSES = 3
"""Windows without the tone after which the key is up; a break of 10 ms spoils two."""
FAINTEST = 0.01
"""Amplitude of either tone, of full scale: -40 dB; Q.24 asks for -29 dBm, about -32 dB of full scale."""
FORWARD_TWIST = 10 ** (6 / 20)
REVERSE_TWIST = 10 ** (10 / 20)
PITCHES = (0.99, 1.0, 1.01)
"""Q.24: a tone 1.5 % off is still a key; the nearest of these is taken."""
PURITY = 0.75
"""Share of the energy that is in the two tones: 0.97 with noise 15 dB below them, 0.9 if they are 1.5 % off. Vowels
have more than two strong harmonics."""
SUSPECT = 0.3
"""A frame with such a share is held back until it is clear whether a tone begins in it."""
LONGEST_HELD = 3
"""Frames."""
DOMINANCE = 2.0
"""Amplitude of the tone over the next one in its group."""
HARMONIC = 0.25
"""Greatest amplitude of the high tone's second harmonic, over the tone. That of the low one is near another's tone."""
FULL_SCALE = 32768.0
TO_AMPLITUDE = 2 / WINDOW / FULL_SCALE
"""A sum over a window, times this, is the amplitude of a tone, of full scale."""
ROUGH = 0.2
"""Share of the energy at the eight tones' exact pitch below which no closer look is taken."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What one window holds."""

    key: str
    """Empty: no key's pair of tones."""
    suspect: str
    """The key whose tones are the strongest, if they hold enough to be the edge of a press."""


_NOTHING = _Look("", "")


class KeyTones:
    """Frames -> frames and keys; a key comes before the frame in which it was pressed. One per call.

    Frames with tones come out silent, so that nobody takes them for speech. A frame in which a tone may begin is held
    back for up to 60 ms; all others pass at once.
    """

    def __init__(self) -> None:
        self._last = bytes(FRAME_BYTES)
        self._held: list[Frame] = []
        self._candidate = ""
        self._hits = 0
        self._pressed = ""
        self._misses = 0

    def push(self, frame: Frame) -> Iterator[Frame | Key]:
        """What can be given out now."""
        looks = self._look(frame.pcm)
        self._last = frame.pcm
        self._held.append(frame)
        pressed = ""
        for look in looks:
            pressed = self._follow(look) or pressed
        if pressed in PRESSABLE:
            yield Key(self._held[0].start_ms, pressed)
        sounding = self._pressed and any(self._pressed in (look.key, look.suspect) for look in looks)
        if pressed or sounding:
            yield from self._give(len(self._held), silent=True)
        elif self._candidate:
            yield from self._give(len(self._held) - LONGEST_HELD, silent=False)
        else:
            yield from self._give(len(self._held), silent=False)

    def flush(self) -> Iterator[Frame]:
        """What is held back when the sound ends."""
        yield from self._give(len(self._held), silent=False)

    def _give(self, count: int, *, silent: bool) -> Iterator[Frame]:
        for _ in range(count):
            frame = self._held.pop(0)
            yield Frame(frame.start_ms, bytes(FRAME_BYTES)) if silent else frame

    def _follow(self, look: _Look) -> str:
        """The key that has just been recognised, if any."""
        if self._pressed:
            self._misses = 0 if look.key == self._pressed else self._misses + 1
            if self._misses >= MISSES:
                self._pressed = ""
        if look.key and look.key == self._candidate:
            self._hits += 1
        else:
            self._hits = int(bool(look.key))
            self._candidate = look.key or look.suspect
        if self._hits < HITS or look.key == self._pressed:
            return ""
        self._pressed, self._misses = look.key, 0
        return look.key

    def _look(self, pcm: bytes) -> list[_Look]:
        """The windows that end in the middle and at the end of the frame."""
        import numpy as np

        samples = np.frombuffer(self._last[FRAME_BYTES // 2 :] + pcm, "<i2").astype(np.float32)
        if np.abs(samples).max(initial=0) < FAINTEST * FULL_SCALE:
            return [_NOTHING, _NOTHING]
        windows = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[:: WINDOW // 2]
        energies = np.einsum("ij,ij->i", windows, windows).tolist()
        rough = _amplitudes(windows, "rough", 1)
        return [
            _judge(_amplitudes(window[None, :], "fine", len(PITCHES))[0], energy * TO_AMPLITUDE / FULL_SCALE)
            if max(each[:4]) ** 2 + max(each[4:8]) ** 2 > ROUGH * energy * TO_AMPLITUDE / FULL_SCALE
            else _NOTHING
            for window, each, energy in zip(windows, rough, energies, strict=True)
        ]


def with_keys(frames: Iterable[Frame]) -> Iterator[Frame | Key]:
    """The frames of a source that has no key events of its own, and the keys that can be heard in them."""
    tones = KeyTones()
    for frame in frames:
        yield from tones.push(frame)
    yield from tones.flush()


def _judge(amplitudes: list[float], energy: float) -> _Look:
    """`energy` is in squared amplitude, so that a pure tone has that of its amplitude."""
    low, high, harmonics = amplitudes[:4], amplitudes[4:8], amplitudes[8:12]
    row, column = low.index(max(low)), high.index(max(high))
    weak, strong = low[row], high[column]
    if min(weak, strong) < FAINTEST:
        return _NOTHING
    share = (weak**2 + strong**2) / energy
    twisted = strong > FORWARD_TWIST * weak or weak > REVERSE_TWIST * strong
    if share < SUSPECT or twisted:
        return _NOTHING
    key = KEYS[row][column]
    alone = all(DOMINANCE * each <= low[row] for at, each in enumerate(low) if at != row) and all(
        DOMINANCE * each <= high[column] for at, each in enumerate(high) if at != column
    )
    pure = share >= PURITY and alone and harmonics[column] <= HARMONIC * strong
    return _Look(key if pure else "", key)


def _amplitudes(windows: "NDArray[np.float32]", name: str, pitches: int) -> list[list[float]]:
    """Of each window the amplitudes of its tones, of full scale, each at its best pitch."""
    import numpy as np

    sums = windows @ _bank(name)
    bins = np.hypot(sums[:, 0::2], sums[:, 1::2]) * np.float32(TO_AMPLITUDE)
    amplitudes: list[list[float]] = bins.reshape(len(bins), -1, pitches).max(axis=2).tolist()
    return amplitudes


@cache
def _bank(name: str) -> "NDArray[np.float32]":
    """Cosines and sines side by side: of the eight tones; or of each at three pitches, and the high ones' harmonics."""
    import numpy as np

    hertz = np.array([*LOW_HZ, *HIGH_HZ], float)
    if name == "fine":
        hertz = np.outer([*hertz, *(2 * high for high in HIGH_HZ)], PITCHES).ravel()
    turns = 2 * np.pi * np.outer(np.arange(WINDOW), hertz) / SAMPLE_RATE
    return np.stack([np.cos(turns), np.sin(turns)], axis=2).reshape(WINDOW, -1).astype(np.float32)
