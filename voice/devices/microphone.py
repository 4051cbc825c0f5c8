"""A microphone as frames, through PortAudio. It copes with a device that goes away for a while.

PortAudio raises nothing when a device is lost: callbacks stop, `finished_callback` fires and `stream.active` turns
false, or nothing happens at all. So a watchdog checks all three. Only here does a call's sound depend on the wall
clock: everywhere else the number of frames is the time. Missing sound (the queue was full, or the device was away)
comes out as frames of silence, so that the call's clock stays in step with the caller's.
"""

import queue
import threading
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from call.errors import DeviceLost, DeviceUnknown
from call.events import FRAME_BYTES, FRAME_MS, SAMPLE_RATE, Frame, Key
from voice.devices.audio_devices import Device, find_device, portaudio, rescan
from voice.sound.dtmf import with_keys

QUEUE_FRAMES = 500
"""10 s. A busy recogniser may stop the consumer for most of a second, more than once."""
LOST_AFTER_S = 3.0
"""Without a block for so long the device is lost, whatever PortAudio says. PulseAudio takes up to 2 s to begin."""
POLL_S = 0.1
REOPEN_ATTEMPTS = 10
REOPEN_WAIT_S = 0.5
SILENCE = bytes(FRAME_BYTES)


class Microphone:
    """Implements `call.stages.Source` with a sound device. A context manager; `frames()` ends after `close()`.

    Args:
        device: number, name or part of a name; None is the system's default.

    Raises:
        PortAudioMissing, DeviceUnknown: on entering.
        DeviceLost: from `frames()` and `sound()`, when a lost device does not come back within about 5 s.
    """

    def __init__(self, device: str | int | None = None) -> None:
        self._wanted = device
        self._name: str | None = None
        self._stream: Any = None
        self._blocks: queue.Queue[tuple[int, float, bytes]] = queue.Queue(QUEUE_FRAMES)
        self._away_since: float | None = None
        self._missed = 0
        self._finished = threading.Event()
        self._closed = threading.Event()
        self._last_block = 0.0
        self.dropped = 0
        """Blocks lost so far: the queue was full, or the sound system reported an overflow."""
        self.reopened = 0
        """How often the device was lost and found again."""

    def __enter__(self) -> "Microphone":
        self._open(find_device(self._wanted, "input"))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def frames(self) -> Iterator[Frame | Key]:
        """`sound()` with the keys that are heard in it; frames with key tones are silent."""
        return with_keys(self.sound())

    def sound(self) -> Iterator[Frame]:
        """20 ms frames from 0 ms, as the caller speaks, until `close()`."""
        for index, pcm in enumerate(self._pcm()):
            yield Frame(index * FRAME_MS, pcm)

    def close(self) -> None:
        """Stop recording; may be called from any thread, and more than once."""
        self._closed.set()
        self._discard()

    def _pcm(self) -> Iterator[bytes]:
        while not self._closed.is_set():
            block = self._next_block()
            if block is not None:
                missed, arrived_s, pcm = block
                if self._away_since is not None:
                    missed += _frames_between(self._away_since, arrived_s) - 1
                    self._away_since = None
                yield from [SILENCE] * missed
                yield pcm
            elif self._lost():
                yield from self._reopen()

    def _next_block(self) -> tuple[int, float, bytes] | None:
        try:
            return self._blocks.get(timeout=POLL_S)
        except queue.Empty:
            return None

    def _lost(self) -> bool:
        if self._closed.is_set():
            return False
        silent_s = time.monotonic() - self._last_block
        return self._finished.is_set() or not self._stream.active or silent_s > LOST_AFTER_S

    def _reopen(self) -> Iterator[bytes]:
        """Silence while the device is away, so that the call's clock keeps running."""
        away_since = self._last_block
        for attempt in range(REOPEN_ATTEMPTS):
            away = _frames_between(away_since, time.monotonic())
            yield from [SILENCE] * away
            away_since += away * FRAME_MS / 1000
            if self._closed.wait(REOPEN_WAIT_S if attempt else 0):
                return
            try:
                self._discard()
                if attempt:
                    rescan()
                self._open(find_device(self._name if attempt else self._wanted, "input"))
            except DeviceUnknown:
                continue
            self.reopened += 1
            self._away_since = away_since
            return
        raise DeviceLost(f"the microphone {self._name!r} is gone")

    def _open(self, device: Device) -> None:
        sounddevice = portaudio()
        self._name = device.name
        self._finished.clear()
        try:
            # Our own stream, apart from the loudspeaker's: a duplex stream loses sound in its first half second.
            self._stream = sounddevice.RawInputStream(
                samplerate=SAMPLE_RATE,
                blocksize=FRAME_BYTES // 2,
                device=device.index,
                channels=1,
                dtype="int16",
                latency="low",
                callback=self._take,
                finished_callback=self._finished.set,
            )
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            self._discard()
            raise DeviceUnknown(f"{device.name!r} cannot record 16 kHz mono: {error.args[0]}") from error
        self._last_block = time.monotonic()

    def _take(self, pcm: Any, frames: int, when: Any, status: Any) -> None:
        """PortAudio's callback: queue the block and do nothing else."""
        self._last_block = now = time.monotonic()
        if status.input_overflow:
            self.dropped += 1
        try:
            self._blocks.put_nowait((self._missed, now, bytes(pcm)))
            self._missed = 0
        except queue.Full:
            self._missed += 1
            self.dropped += 1

    def _discard(self) -> None:
        stream, self._stream = self._stream, None
        if stream is None:
            return
        try:
            stream.abort(ignore_errors=True)
            stream.close(ignore_errors=True)
        except portaudio().PortAudioError:  # the stream died with its device: there is nothing left to close
            return


def _frames_between(start_s: float, end_s: float) -> int:
    return max(0, int((end_s - start_s) * 1000 / FRAME_MS))
