"""What was played, given out at the caller's pace."""

import sys

from call.events import FRAME_BYTES, FRAME_MS

WATCH_FRAMES = 30_000 // FRAME_MS
"""What has waited for so long all the time waits for no late loop: the clocks differ, or the microphone began late."""
_SILENCE = bytes(FRAME_BYTES)


class PlayedSound:
    """First in, first out: one frame of the assistant's for one of the caller's.

    A loop that was held up finds all that was played meanwhile at once, but the caller's frames one by one; each must
    meet what was played at its own time. What the loudspeaker is ahead for good is made up for in its silences.
    """

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._surplus = 0
        self._least = sys.maxsize
        """Bytes that were too many at every frame since the last look."""
        self._until_look = 0

    def frame(self, played: bytes) -> bytes:
        """The next frame, after `played` was put behind; what comes short is silence."""
        if not self._waiting and len(played) == FRAME_BYTES and self._until_look:  # nearly always
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
        """What no frame of the caller's came for."""
        rest = bytes(self._waiting)
        self._waiting.clear()
        return rest

    def _watch(self) -> None:
        """At the first frame, and then after every WATCH_FRAMES."""
        over = max(0, len(self._waiting) - FRAME_BYTES)
        self._least = min(self._least, over)
        self._surplus = min(self._surplus, over)
        if self._until_look == 0:
            self._surplus, self._least, self._until_look = self._least, sys.maxsize, WATCH_FRAMES
        self._until_look -= 1
