"""The conditions of a call, by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Noise(StrEnum):
    """What is heard around the caller."""

    WHITE = "white"
    PINK = "pink"
    BABBLE = "babble"
    """Several people who speak at once."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Where a caller calls from, and over what. Without anything only the faint noise of the sound card is there."""

    telephone: bool = False
    """Band of 300-3400 Hz, 8 kHz, A-law."""
    noise: Noise | None = None
    snr_db: float = 30.0
    """Level of the speech over that of the noise: see noise.py."""
    talker_below_db: tuple[float, float] | None = None
    """A second talker, so much below the caller; the seed chooses between these."""
    lost: tuple[float, float] | None = None
    """Share of the packets of 20 ms that are lost; the seed chooses between these."""
    gain_db: float = 0.0
    """Of the handset; what exceeds full scale is clipped."""


CONDITIONS: Mapping[str, Condition] = {
    "clean": Condition(),
    "phone": Condition(telephone=True, noise=Noise.PINK),
    "noisy": Condition(telephone=True, noise=Noise.PINK, snr_db=15.0),
    "hiss": Condition(telephone=True, noise=Noise.WHITE, snr_db=15.0),
    "babble": Condition(telephone=True, noise=Noise.BABBLE, snr_db=15.0),
    "second_talker": Condition(telephone=True, noise=Noise.PINK, talker_below_db=(12.0, 18.0)),
    "lossy": Condition(telephone=True, noise=Noise.PINK, lost=(0.02, 0.05)),
    "quiet": Condition(telephone=True, noise=Noise.PINK, gain_db=-20.0),
    "clipped": Condition(telephone=True, noise=Noise.PINK, gain_db=20.0),
}
