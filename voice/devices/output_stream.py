"""An output stream of PortAudio that runs in real time, and comes back after its device was away for a while.

Before a sound server takes blocks in real time, it may take the first seconds of a new stream at once, or take nothing
for as long (seen with PulseAudio's null sinks). So nothing is spoken until blocks come at their pace. PortAudio raises
nothing when a device is lost; its `finished_callback` is the only sign.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from call.errors import DeviceLost, DeviceUnknown
from call.events import FRAME_MS, SAMPLE_RATE
from voice.devices.audio_devices import Device, find_device, portaudio, rescan

BLOCK_SAMPLES = SAMPLE_RATE * FRAME_MS // 1000
STEADY_BLOCKS = 5
"""The stream runs in real time after so many blocks in a row, each at least half a block after the previous one."""
SETTLE_S = 2.0
OPEN_ATTEMPTS = 3
SERVER_BLOCKS = 2
"""The sound server's own buffer, which PortAudio's latency leaves out (measured with PulseAudio)."""
RETRY_FRAMES = 500 // FRAME_MS
REVIVE_ATTEMPTS = 10
RESCAN_ATTEMPT = 6
"""From this attempt on PortAudio looks for devices again. That ends all streams; the microphone reopens its own."""

log = logging.getLogger(__name__)


class OutputStream:
    """16 kHz, mono, s16le, in blocks of 20 ms.

    Args:
        device: number or part of a name; None is the default device.
        fill: returns exactly so many bytes, without waiting; called from PortAudio's thread.
        ended: called from PortAudio's thread when the device is lost.

    Raises:
        PortAudioMissing, DeviceUnknown: there is no such device, or it does not open.
    """

    def __init__(self, device: str | int | None, fill: Callable[[int], bytes], ended: Callable[[], None]) -> None:
        self._device = device
        self._fill = fill
        self._ended = ended
        self._pace = threading.Condition()
        self._steady_blocks = 0
        self._last_block_s = 0.0
        self._settled = False
        self._closing = False
        self._away_frames = 0
        self._underflows = 0
        self.lost = False
        self.latency_blocks = 0
        """How many blocks of time a block needs to reach the ear."""
        self._stream = self._open()

    def revive(self) -> None:
        """Call for each frame without a device; every RETRY_FRAMES it tries to open the device again.

        Raises:
            DeviceLost: it did not come back within RETRY_FRAMES * REVIVE_ATTEMPTS frames.
        """
        attempt, waiting = divmod(self._away_frames, RETRY_FRAMES)
        self._away_frames += 1
        if waiting:
            return
        if attempt == REVIVE_ATTEMPTS:
            raise DeviceLost("the loudspeaker was lost")
        log.warning("the loudspeaker was lost; opening it again")
        self._abandon(self._stream)
        if attempt >= RESCAN_ATTEMPT:
            rescan()
        with contextlib.suppress(DeviceUnknown):
            self._stream = self._open()
            self.lost, self._away_frames = False, 0

    def close(self) -> None:
        """Let the device play what it has, then close it."""
        self._closing = True
        with contextlib.suppress(portaudio().PortAudioError):
            self._stream.stop()
        self._abandon(self._stream)
        if self._underflows:
            log.warning("the loudspeaker had %d underflows", self._underflows)

    def _open(self) -> Any:
        """A stream that runs in real time, or the last of OPEN_ATTEMPTS."""
        device = find_device(self._device, "output")
        for attempt in range(OPEN_ATTEMPTS):
            stream = self._start(device)
            if self._keeps_time():
                break
            log.warning("the loudspeaker does not keep time")
            if attempt + 1 < OPEN_ATTEMPTS:
                self._abandon(stream)
        self._settled = True
        self.latency_blocks = round(stream.latency * 1000 / FRAME_MS) + SERVER_BLOCKS
        return stream

    def _start(self, device: Device) -> Any:
        sounddevice = portaudio()
        self._settled = False
        try:
            stream = sounddevice.RawOutputStream(
                samplerate=SAMPLE_RATE,
                blocksize=BLOCK_SAMPLES,
                device=device.index,
                channels=1,
                dtype="int16",
                latency="low",
                callback=self._take,
                finished_callback=self._finished,
            )
            stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            raise DeviceUnknown(f"the loudspeaker {device.name!r} does not open") from error
        return stream

    def _keeps_time(self) -> bool:
        with self._pace:
            self._steady_blocks = 0
            return bool(self._pace.wait_for(lambda: self._steady_blocks >= STEADY_BLOCKS, SETTLE_S))

    def _take(self, block: Any, samples: int, _time: Any, status: Any) -> None:
        """PortAudio's callback."""
        if self._settled:
            self._underflows += bool(status.output_underflow)
            block[:] = self._fill(samples * 2)
            return
        block[:] = bytes(samples * 2)
        now_s = time.monotonic()
        with self._pace:
            at_pace = now_s - self._last_block_s > FRAME_MS / 2000
            self._steady_blocks = self._steady_blocks + 1 if at_pace else 0
            self._last_block_s = now_s
            self._pace.notify_all()

    def _abandon(self, stream: Any) -> None:
        """PortAudio may have closed a lost stream already."""
        self._settled = False
        with contextlib.suppress(portaudio().PortAudioError):
            stream.abort()
            stream.close()

    def _finished(self) -> None:
        """PortAudio's callback when a stream ends. If we did not end it, its device was lost."""
        if self._settled and not self._closing:
            self.lost = True
            self._ended()
