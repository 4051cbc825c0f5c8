"""The microphone's queue and watchdog, on a stand-in for the PortAudio library that sends what the test tells it to."""

from collections.abc import Callable, Iterator
from itertools import islice
from types import SimpleNamespace
from typing import Any

import pytest

from call.errors import DeviceLost, DeviceUnknown, PortAudioMissing
from call.events import FRAME_BYTES, FRAME_MS
from voice.devices import audio_devices as devices
from voice.devices import microphone
from voice.devices.microphone import QUEUE_FRAMES, Microphone

FINE = SimpleNamespace(input_overflow=False)


def block(value: int) -> bytes:
    return value.to_bytes(2, "little") * (FRAME_BYTES // 2)


class PortAudioError(Exception):
    pass


class PortAudio:
    """The part of sounddevice that the microphone uses. `plug` decides whether the device can be opened."""

    def __init__(self) -> None:
        self.PortAudioError = PortAudioError
        self.default = SimpleNamespace(device=(0, -1))
        self.plugged = True
        self.streams: list[Any] = []
        self.on_start: Callable[[Any], None] = lambda stream: None
        self.scans = 0

    def query_devices(self) -> list[dict[str, Any]]:
        name = {"name": "USB mic", "max_input_channels": 1, "max_output_channels": 0, "default_samplerate": 48_000.0}
        return [name] if self.plugged else []

    def _terminate(self) -> None:
        self.scans += 1

    def _initialize(self) -> None:
        pass

    def RawInputStream(self, **options: Any) -> Any:  # noqa: N802  sounddevice's name
        stream = SimpleNamespace(active=True, options=options)
        stream.send = lambda pcm, status=FINE: options["callback"](pcm, FRAME_BYTES // 2, None, status)
        stream.start = lambda: self.on_start(stream)
        stream.abort = stream.close = lambda ignore_errors=True: setattr(stream, "active", False)
        self.streams.append(stream)
        return stream

    def lose(self) -> None:
        self.streams[-1].active = False
        self.streams[-1].options["finished_callback"]()


@pytest.fixture
def portaudio(monkeypatch: pytest.MonkeyPatch) -> PortAudio:
    library = PortAudio()
    monkeypatch.setattr(devices, "portaudio", lambda: library)
    monkeypatch.setattr(microphone, "portaudio", lambda: library)
    monkeypatch.setattr(microphone, "REOPEN_WAIT_S", 0.0)
    monkeypatch.setattr(microphone, "POLL_S", 0.001)
    return library


def spoken(frames: Iterator[Any], count: int) -> list[int]:
    """The values of the next blocks that are not silence."""
    return list(islice((int.from_bytes(frame.pcm[:2], "little") for frame in frames if any(frame.pcm)), count))


def test_blocks_become_frames_on_one_clock(portaudio: PortAudio) -> None:
    with Microphone() as caller:
        for value in range(1, 6):
            portaudio.streams[0].send(block(value))
        frames = list(islice(caller.frames(), 5))
    assert [frame.start_ms for frame in frames] == [0, 20, 40, 60, 80]
    assert [frame.pcm for frame in frames] == [block(value) for value in range(1, 6)]
    options = portaudio.streams[0].options
    assert (options["samplerate"], options["blocksize"], options["channels"]) == (16_000, 320, 1)
    assert not portaudio.streams[0].active, "leaving closes the device"


def test_a_full_queue_drops_and_counts_but_keeps_time(portaudio: PortAudio) -> None:
    with Microphone() as caller:
        for _ in range(QUEUE_FRAMES + 7):
            portaudio.streams[0].send(block(1))
        frames = caller.frames()
        next(frames)
        portaudio.streams[0].send(block(2))
        later = list(islice(frames, QUEUE_FRAMES - 1 + 7 + 1))
    assert caller.dropped == 7
    assert [any(frame.pcm) for frame in later[-8:]] == [False] * 7 + [True]
    assert later[-1].pcm == block(2)
    assert later[-1].start_ms == (QUEUE_FRAMES + 7) * FRAME_MS


def test_an_overflow_of_the_sound_system_is_counted(portaudio: PortAudio) -> None:
    with Microphone() as caller:
        portaudio.streams[0].send(block(1), SimpleNamespace(input_overflow=True))
        assert caller.dropped == 1


def test_a_lost_device_is_opened_again(portaudio: PortAudio) -> None:
    with Microphone("usb") as caller:
        frames = caller.frames()
        portaudio.streams[0].send(block(1))
        assert spoken(frames, 1) == [1]
        portaudio.lose()
        portaudio.on_start = lambda stream: stream.send(block(2))
        assert spoken(frames, 1) == [2]
        assert caller.reopened == 1
        assert portaudio.scans == 0, "other streams of this process live on"


def test_a_device_that_comes_back_later_is_found(portaudio: PortAudio, monkeypatch: pytest.MonkeyPatch) -> None:
    with Microphone() as caller:
        frames = caller.frames()
        portaudio.plugged = False
        portaudio.lose()

        def plug_in() -> None:
            portaudio.scans += 1
            portaudio.plugged = portaudio.scans == 3

        monkeypatch.setattr(portaudio, "_terminate", plug_in)
        portaudio.on_start = lambda stream: stream.send(block(3))
        assert spoken(frames, 1) == [3]
        assert portaudio.scans == 3


def test_a_device_that_stays_away_is_an_error(portaudio: PortAudio) -> None:
    with Microphone() as caller:
        portaudio.plugged = False
        portaudio.lose()
        with pytest.raises(DeviceLost, match="'USB mic' is gone"):
            list(caller.frames())


def test_a_device_that_falls_silent_is_lost_too(portaudio: PortAudio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(microphone, "LOST_AFTER_S", 0.02)
    with Microphone() as caller:
        portaudio.on_start = lambda stream: stream.send(block(4))
        frames = caller.frames()
        assert spoken(frames, 1) == [4]
        assert caller.reopened == 1


def test_closing_ends_the_frames(portaudio: PortAudio) -> None:
    with Microphone() as caller:
        frames = caller.frames()
        portaudio.streams[0].send(block(1))
        next(frames)
        caller.close()
        assert list(frames) == []
        caller.close()


def test_a_device_that_cannot_be_opened_is_named(portaudio: PortAudio) -> None:
    def refuse(stream: Any) -> None:
        raise PortAudioError("Invalid sample rate", -9997)

    portaudio.on_start = refuse
    with pytest.raises(DeviceUnknown, match=r"'USB mic' cannot record 16 kHz mono: Invalid sample rate"):
        Microphone().__enter__()
    with pytest.raises(DeviceUnknown, match="'Bluetooth'"):
        Microphone("Bluetooth").__enter__()


def test_without_the_library_the_package_to_install_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real_import = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return real_import(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(PortAudioMissing, match="libportaudio2"):
        devices.list_devices()
