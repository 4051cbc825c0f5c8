"""A loudspeaker for replays: no device, no thread, no clock. It gives one frame for each frame of the caller."""

from collections import deque
from collections.abc import Iterable, Iterator

from call.events import FRAME_BYTES, Speech
from voice.sound.playout import Playout


class SilentSpeaker:
    """Implements `call.stages.Speaker`. Sentences are made when their first sample is due, in the call's own thread."""

    def __init__(self) -> None:
        self._queue: deque[Iterator[Speech]] = deque()
        self._playout = Playout()

    @property
    def speaking(self) -> bool:
        """Is anything queued or being heard?"""
        return bool(self._queue) or self._playout.speaking

    def play(self, sentences: Iterable[Speech]) -> None:
        self._queue.append(iter(sentences))

    def stop(self) -> None:
        self._queue.clear()
        self._playout.drop()

    def played(self) -> bytes:
        """The next frame; silence if nothing is queued.

        Raises:
            StageFailed: a queued sentence could not be made; everything queued is dropped.
        """
        frame = bytearray()
        while len(frame) < FRAME_BYTES and self._refill():
            frame += self._playout.take(FRAME_BYTES - len(frame))
        return bytes(frame).ljust(FRAME_BYTES, b"\0")

    def close(self) -> None:
        self._queue.clear()
        self._playout.load(b"")

    def _refill(self) -> bool:
        """Load the next sentence if needed. Is there sound to take?"""
        while self._playout.empty and self._queue:
            sentences = self._queue[0]
            try:
                speech = next(sentences, None)
            except BaseException:
                self.close()
                raise
            if speech is not None:
                self._playout.load(speech.pcm)
            elif self._queue and self._queue[0] is sentences:
                self._queue.popleft()
        return not self._playout.empty
