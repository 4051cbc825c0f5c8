"""PCM on its way to the ear: what is left of the sentence being heard, taken in blocks, dropped with a short fade."""

from array import array

from call.events import SAMPLE_RATE

FADE_MS = 5
FADE_BYTES = FADE_MS * SAMPLE_RATE // 1000 * 2
"""A cut in mid-wave clicks; five milliseconds do not."""


class Playout:
    """Sound of one sentence at a time."""

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
        """The next sentence; only when the one before is used up."""
        self._pcm, self._heard, self._fading = pcm, 0, False

    def take(self, size: int) -> bytes:
        """At most so many bytes."""
        taken = self._pcm[self._heard : self._heard + size]
        self._heard += len(taken)
        return taken

    def drop(self) -> None:
        """Leave a fade of what would come next; a fade that runs is left alone."""
        if self.speaking:
            self.load(fade_out(self._pcm[self._heard : self._heard + FADE_BYTES]))
            self._fading = True


def fade_out(pcm: bytes) -> bytes:
    """The same sound (s16le), falling to silence in a straight line."""
    samples = array("h", pcm)
    count = len(samples)
    return array("h", (value * (count - 1 - place) // count for place, value in enumerate(samples))).tobytes()
