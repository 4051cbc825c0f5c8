"""The rest of the sentence that is being heard: taken in blocks, and dropped with a short fade."""

from array import array

from call.events import SAMPLE_RATE

FADE_MS = 5
FADE_BYTES = FADE_MS * SAMPLE_RATE // 1000 * 2
"""A cut in the middle of a wave clicks; a fade of five milliseconds does not."""


class Playout:
    """The sound of one sentence at a time."""

    def __init__(self) -> None:
        self._pcm = b""
        self._heard = 0
        self._fading = False

    @property
    def empty(self) -> bool:
        return self._heard >= len(self._pcm)

    @property
    def speaking(self) -> bool:
        """Is there sound that was not dropped?"""
        return not (self.empty or self._fading)

    def load(self, pcm: bytes) -> None:
        """The next sentence; call it only when the previous one is used up."""
        self._pcm, self._heard, self._fading = pcm, 0, False

    def take(self, size: int) -> bytes:
        """At most so many bytes."""
        taken = self._pcm[self._heard : self._heard + size]
        self._heard += len(taken)
        return taken

    def drop(self) -> None:
        """Drop the sound except for a short fade; a fade that already runs goes on."""
        if self.speaking:
            self.load(fade_out(self._pcm[self._heard : self._heard + FADE_BYTES]))
            self._fading = True


def fade_out(pcm: bytes) -> bytes:
    """The same sound (s16le), falling linearly to silence."""
    samples = array("h", pcm)
    count = len(samples)
    return array("h", (value * (count - 1 - place) // count for place, value in enumerate(samples))).tobytes()
