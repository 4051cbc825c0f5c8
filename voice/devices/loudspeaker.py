"""The live loudspeaker: sentences go out in 20 ms blocks and stop within one block on barge-in.

Three threads share the state below, under one lock that is held only for moments:
    the call's    `play`, `stop`, `speaking`, `played`
    the feeder    takes sentences from the lazy iterators, one ahead of the sentence being heard
    PortAudio's   its callback takes blocks
A generation counter tells the feeder that its new sentence was stopped before it was ready.
"""

import threading
from collections import deque
from collections.abc import Iterable, Iterator

from call.errors import DeviceLost, OtklikError, SynthesisFailed
from call.events import FRAME_BYTES, FRAME_MS, Speech
from voice.devices.output_stream import OutputStream
from voice.sound.playout import Playout

AHEAD = 1
"""Sentences that are made ahead of the one being heard."""
KEPT_BLOCKS = 60_000 // FRAME_MS
"""`played` can return the last minute; older blocks are dropped if it is not called."""


class Loudspeaker:
    """Implements `call.stages.Speaker`.

    Errors of the other threads are raised once, by the next `played` (called for every frame) or `drain`: StageFailed
    for a sentence that could not be made, DeviceLost for a lost device. The device has five seconds to come back;
    meanwhile `played` returns silence.

    Args:
        device: number or part of a name; None is the default device.

    Raises:
        PortAudioMissing, DeviceUnknown: there is no such device, or it does not open.
    """

    def __init__(self, device: str | int | None = None) -> None:
        self._changed = threading.Condition()
        self._jobs: deque[Iterator[Speech]] = deque()
        self._ready: deque[bytes] = deque()
        self._playout = Playout()
        self._out: deque[bytes] = deque(maxlen=KEPT_BLOCKS)
        self._generation = 0
        self._failure: OtklikError | None = None
        self._closing = False
        self._tail_blocks = 0
        self._stream = OutputStream(device, self._fill, self._wake)
        self._feeder = threading.Thread(target=self._feed, name="loudspeaker", daemon=True)
        self._feeder.start()

    @property
    def speaking(self) -> bool:
        """Is anything queued, being made, being heard, or still on its way through the device?"""
        with self._changed:
            return bool(self._jobs or self._ready or self._playout.speaking or self._tail_blocks)

    def play(self, sentences: Iterable[Speech]) -> None:
        with self._changed:
            self._jobs.append(iter(sentences))
            self._changed.notify_all()

    def stop(self) -> None:
        with self._changed:
            self._generation += 1
            self._jobs.clear()
            self._ready.clear()
            self._playout.drop()
            self._tail_blocks = 0
            self._changed.notify_all()

    def played(self) -> bytes:
        """What went out since the last call, with the silence, so that it stays in step with the microphone.

        Raises:
            StageFailed, DeviceLost: see the class.
        """
        self._raise_failure()
        if self._stream.lost:
            self._out.append(bytes(FRAME_BYTES))
            self._stream.revive()
        with self._changed:
            out = b"".join(self._out)
            self._out.clear()
        return out

    def drain(self) -> None:
        """Wait until everything queued has been heard. Raises as `played`, but at once for a lost device."""
        with self._changed:
            self._changed.wait_for(lambda: self._failure or self._stream.lost or not self.speaking)
        self._raise_failure()
        if self._stream.lost:
            raise DeviceLost("the loudspeaker was lost")

    def close(self) -> None:
        """Drop what is queued, and close the device after the last block."""
        self.stop()
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._feeder.join()
        self._stream.close()

    def _raise_failure(self) -> None:
        with self._changed:
            failure, self._failure = self._failure, None
        if failure:
            raise failure

    def _feed(self) -> None:
        """The feeder's thread."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or (self._jobs and len(self._ready) < AHEAD))
                if self._closing:
                    return
                sentences, generation = self._jobs[0], self._generation
            speech, failure = self._make(sentences)
            with self._changed:
                if generation == self._generation:
                    self._take(speech, failure)

    def _make(self, sentences: Iterator[Speech]) -> tuple[Speech | None, OtklikError | None]:
        try:
            return next(sentences, None), None
        except OtklikError as error:
            return None, error
        except Exception as error:  # the call must learn of any error: nobody catches it in this thread
            failure = SynthesisFailed(f"A sentence could not be made ({type(error).__name__})")
            failure.__cause__ = error
            return None, failure

    def _take(self, speech: Speech | None, failure: OtklikError | None) -> None:
        if speech:
            self._ready.append(speech.pcm)
        elif failure:
            self._failure = failure
            self._jobs.clear()
        else:
            self._jobs.popleft()
        self._changed.notify_all()

    def _fill(self, size: int) -> bytes:
        """The next block, in PortAudio's thread."""
        with self._changed:
            heard = self._playout.speaking or self._ready
            block = bytearray()
            while len(block) < size and self._refill():
                block += self._playout.take(size - len(block))
            block += bytes(size - len(block))
            self._out.append(bytes(block))
            self._tail_blocks = self._stream.latency_blocks if heard else max(0, self._tail_blocks - 1)
            if not self.speaking:
                self._changed.notify_all()
        return bytes(block)

    def _refill(self) -> bool:
        """Load the next sentence if needed. Is there sound to take?"""
        while self._playout.empty and self._ready:
            self._playout.load(self._ready.popleft())
            self._changed.notify_all()
        return not self._playout.empty

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
