"""Telephone keys in the sound itself (DTMF), for lines that send no key events.

The tones are those of ITU-T Q.23. The rules are those of ITU-T Q.24 for a receiver behind a codec: at least 40 ms of
both tones, a break of 40 ms between two presses, the high tone up to 4 dB above the low one or 8 dB below it (and 2 dB
more for the line), no third tone. Speech is not taken for a key (talk-off): two tones must hold nearly all of the
energy, three times in a row, with hardly any second harmonic.

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
"""A caller's telephone has no keys A to D; their tones are silenced nevertheless."""
WINDOW = FRAME_BYTES // 2
"""Samples in a window, as many as in a frame. Each window begins half a frame after the previous one."""
HITS = 3
"""Windows in a row that make a press: 40 ms of tone."""
MISSES = 3
"""After so many windows without the tone the key is up. A break of 10 ms spoils only two."""
FAINTEST = 0.01
"""Smallest amplitude of either tone, of full scale: -40 dB. Q.24 requires -29 dBm, about -32 dB of full scale."""
FORWARD_TWIST = 10 ** (6 / 20)
REVERSE_TWIST = 10 ** (10 / 20)
PITCHES = (0.99, 1.0, 1.01)
"""Factors of the frequency. Q.24: a tone that is 1.5 % off is still a key; the nearest of these is taken."""
PURITY = 0.75
"""Smallest share of the energy in the two tones: 0.97 with noise 15 dB below them, 0.9 if they are 1.5 % off. Vowels
have more than two strong harmonics."""
SUSPECT = 0.3
"""A frame with this share is held back until it is clear whether a tone begins in it."""
LONGEST_HELD = 3
"""Most frames that are held back."""
DOMINANCE = 2.0
"""Smallest ratio of the tone's amplitude to the next one in its group."""
HARMONIC = 0.25
"""Largest ratio of the high tone's second harmonic to the tone. That of the low tone is too near another tone."""
FULL_SCALE = 32768.0
TO_AMPLITUDE = 2 / WINDOW / FULL_SCALE
"""A sum over a window, times this, is the amplitude of a tone as a share of full scale."""
ROUGH = 0.2
"""Smallest share of the energy at the exact frequencies; below it the window is not examined further."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What was found in one window."""

    key: str
    """Empty: not the tones of a key."""
    suspect: str
    """The key with the strongest tones, if they are strong enough for the edge of a press."""


_NOTHING = _Look("", "")


class KeyTones:
    """Frames -> frames and keys; a key comes before the frame in which it was pressed. One per call.

    Frames with tones come out silent, so that they are not taken for speech. A frame in which a tone may begin is held
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
        """The frames and keys that are clear by now."""
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
        """The sound has ended: the frames that are still held back."""
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
        windows = samples[_places()]
        energies = np.einsum("ij,ij->i", windows, windows).tolist()
        rough = _amplitudes(windows, "rough", 1)
        return [
            _judge(_amplitudes(window[None, :], "fine", len(PITCHES))[0], energy * TO_AMPLITUDE / FULL_SCALE)
            if max(each[:4]) ** 2 + max(each[4:8]) ** 2 > ROUGH * energy * TO_AMPLITUDE / FULL_SCALE
            else _NOTHING
            for window, each, energy in zip(windows, rough, energies, strict=True)
        ]


def with_keys(frames: Iterable[Frame]) -> Iterator[Frame | Key]:
    """The frames of a source without key events, and the keys that are heard in them."""
    tones = KeyTones()
    for frame in frames:
        yield from tones.push(frame)
    yield from tones.flush()


def _judge(amplitudes: list[float], energy: float) -> _Look:
    """`energy`: as a squared amplitude; a pure tone has the square of its amplitude."""
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
    """For each window the amplitudes of the tones, as shares of full scale, each at its best pitch."""
    import numpy as np

    sums = windows @ _bank(name)
    bins = np.hypot(sums[:, 0::2], sums[:, 1::2]) * np.float32(TO_AMPLITUDE)
    amplitudes: list[list[float]] = bins.reshape(len(bins), -1, pitches).max(axis=2).tolist()
    return amplitudes


@cache
def _places() -> "NDArray[np.intp]":
    """Where the samples of each window are in half a frame and a frame."""
    import numpy as np

    starts = np.arange(0, FRAME_BYTES * 3 // 4 - WINDOW + 1, WINDOW // 2)
    return starts[:, None] + np.arange(WINDOW)


@cache
def _bank(name: str) -> "NDArray[np.float32]":
    """Cosines and sines side by side. "rough": of the eight tones; "fine": of these and of the high tones' second
    harmonics, each at three pitches."""
    import numpy as np

    hertz = np.array([*LOW_HZ, *HIGH_HZ], float)
    if name == "fine":
        hertz = np.outer([*hertz, *(2 * high for high in HIGH_HZ)], PITCHES).ravel()
    turns = 2 * np.pi * np.outer(np.arange(WINDOW), hertz) / SAMPLE_RATE
    return np.stack([np.cos(turns), np.sin(turns)], axis=2).reshape(WINDOW, -1).astype(np.float32)
