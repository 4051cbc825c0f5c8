"""Lost packets, in bursts: the chain of E. N. Gilbert, "Capacity of a burst-noise channel", Bell System Technical
Journal 39, 1960, with a bad state in which every packet is lost."""

import numpy as np

from voice.sound.conditions.levels import Samples
from voice.sound.conditions.noise import generator

BURST = 2.5
"""Mean length of a burst, in packets."""
REPEATED = 0.5
"""The first packet of a burst is replaced by the one before it, at half its size; the others by silence."""


class PacketLoss:
    """One line. `share`: of the packets that are lost in the long run."""

    def __init__(self, share: float, seed: str) -> None:
        self._chance = generator(seed)
        self._begins = share / (BURST * (1 - share))
        self._lost = False
        self._last: Samples | None = None

    def receive(self, packets: Samples) -> Samples:
        """Packets, one a row, as the receiver plays them."""
        played = packets.copy()
        for row, packet in enumerate(packets):
            before, self._lost = self._lost, self._chance.random() < (1 - 1 / BURST if self._lost else self._begins)
            if not self._lost:
                self._last = packet
            elif before or self._last is None:
                played[row] = 0
            else:
                played[row] = self._last * np.float32(REPEATED)
        return played
