"""Pairs what was played with the caller's frames: one frame of the assistant for each frame of the caller."""

import sys

from call.events import FRAME_BYTES, FRAME_MS

WATCH_FRAMES = 30_000 // FRAME_MS
"""A surplus that lasts for 30 s does not come from a late loop: the two clocks differ, or the microphone began late."""
_SILENCE = bytes(FRAME_BYTES)


class PlayedSound:
    """First in, first out.

    A loop that was delayed gets everything played meanwhile at once, but the caller's frames one by one. Each of them
    must meet what was played at its own time, so the rest waits here. If the loudspeaker stays ahead for good, the
    surplus is removed where the assistant is silent.
    """

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._surplus = 0
        self._least = sys.maxsize
        """Bytes of surplus that every frame since the last check had."""
        self._until_look = 0

    def frame(self, played: bytes) -> bytes:
        """Add `played` to the queue and take the next frame; what is missing is filled with silence."""
        if not self._waiting and len(played) == FRAME_BYTES and self._until_look:  # the usual case
            self._least = self._surplus = 0
            self._until_look -= 1
            return played
        self._waiting += played
        self._watch()
        while self._surplus >= FRAME_BYTES and self._waiting[:FRAME_BYTES] == _SILENCE:
            del self._waiting[:FRAME_BYTES]
            self._surplus -= FRAME_BYTES
        frame = bytes(self._waiting[:FRAME_BYTES])
        del self._waiting[:FRAME_BYTES]
        return frame.ljust(FRAME_BYTES, b"\0")

    def rest(self) -> bytes:
        """What was played after the caller's last frame."""
        rest = bytes(self._waiting)
        self._waiting.clear()
        return rest

    def _watch(self) -> None:
        """Measure the surplus; decide about it at the first frame and then every WATCH_FRAMES."""
        over = max(0, len(self._waiting) - FRAME_BYTES)
        self._least = min(self._least, over)
        self._surplus = min(self._surplus, over)
        if self._until_look == 0:
            self._surplus, self._least, self._until_look = self._least, sys.maxsize, WATCH_FRAMES
        self._until_look -= 1
