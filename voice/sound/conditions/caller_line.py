"""A caller's sound on its way to the assistant, while the call goes on: room, handset, telephone band, A-law, packets.

What comes out is as long as what goes in, and 9 ms late on a telephone. However it is cut into pieces of whole frames,
the same sound comes out. As over `voice/sound/telephone_line.py`: ITU-T G.711 (A-law) in the band of ITU-T G.712.
"""

from collections.abc import Sequence

import numpy as np

from call.events import SAMPLE_RATE
from voice.sound.conditions.condition import Condition
from voice.sound.conditions.levels import Samples, gain, pcm_of, samples_of
from voice.sound.conditions.noise import generator, surroundings
from voice.sound.conditions.packet_loss import PacketLoss
from voice.sound.telephone_line import BAND_HZ, LINE_RATE, through_a_law

FAINTEST = 3.0
"""Size of the noise that is always there: no line has digital silence, and recognisers hear words in it."""
PACKET = LINE_RATE // 50
BAND_TAPS = 257
"""A slope of 200 Hz at each border of the band."""
RAISE_TAPS = 33


class CallerLine:
    """One call. `talks`: other people for conditions with voices around the caller."""

    def __init__(self, condition: Condition, seed: str, talks: Sequence[Samples] = ()) -> None:
        self._condition = condition
        self._around = surroundings(condition, seed, talks)
        self._faint = generator(f"{seed} faint")
        self._at = 0
        self._band = _Filter(_band())
        self._raise = _Filter(_low_pass(RAISE_TAPS, LINE_RATE / 2) * 2)
        share = generator(f"{seed} share").uniform(*condition.lost) if condition.lost else 0.0
        self._loss = PacketLoss(share, f"{seed} loss") if share else None

    def through(self, pcm: bytes) -> bytes:
        """The next whole frames (16 kHz, mono, s16le) as they arrive."""
        speech = samples_of(pcm)
        places = (self._at + np.arange(len(speech))) % len(self._around)
        self._at += len(speech)
        room = speech + self._around[places] + FAINTEST * self._faint.standard_normal(len(speech)).astype(np.float32)
        sent = np.clip(room * np.float32(gain(self._condition.gain_db)), -32768, 32767)
        return pcm_of(self._telephone(sent) if self._condition.telephone else sent)

    def _telephone(self, sent: Samples) -> Samples:
        packets = through_a_law(self._band.push(sent)[::2]).reshape(-1, PACKET)
        if self._loss:
            packets = self._loss.receive(packets)
        wide = np.zeros(2 * packets.size, np.float32)
        wide[::2] = packets.ravel()
        return self._raise.push(wide)


class _Filter:
    """A finite impulse response that goes on from piece to piece."""

    def __init__(self, taps: Samples) -> None:
        self._taps = taps
        self._before = np.zeros(len(taps) - 1, np.float32)

    def push(self, samples: Samples) -> Samples:
        joined = np.concatenate([self._before, samples])
        self._before = joined[-len(self._before) :]
        return np.convolve(joined, self._taps, "valid").astype(np.float32)


def _low_pass(taps: int, hertz: float) -> Samples:
    """Windowed sinc."""
    at = np.arange(taps) - (taps - 1) / 2
    wave = 2 * hertz / SAMPLE_RATE * np.sinc(2 * hertz / SAMPLE_RATE * at) * np.hamming(taps)
    return np.asarray(wave / wave.sum(), np.float32)


def _band() -> Samples:
    return np.subtract(_low_pass(BAND_TAPS, BAND_HZ[1]), _low_pass(BAND_TAPS, BAND_HZ[0]))
