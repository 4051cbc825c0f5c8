"""The sound devices of this machine, through PortAudio."""

import threading
from dataclasses import dataclass
from typing import Any, Literal

from call.errors import DeviceUnknown, PortAudioMissing
from voice.devices.alsa import hush

Direction = Literal["input", "output"]

_rescanning = threading.Lock()


@dataclass(frozen=True, slots=True)
class Device:
    """One sound device."""

    index: int
    """PortAudio's number; it may change when devices come and go."""
    name: str
    inputs: int
    """Channels it can record, 0 for a loudspeaker."""
    outputs: int
    """Channels it can play, 0 for a microphone."""
    sample_rate: int
    """Hertz, the device's own rate; PortAudio converts if the system can."""
    default_input: bool
    default_output: bool

    def channels(self, direction: Direction) -> int:
        return self.inputs if direction == "input" else self.outputs


def portaudio() -> Any:
    """The sounddevice module, imported late: the import raises OSError without the PortAudio library.

    Raises:
        PortAudioMissing: the system has no PortAudio library.
    """
    try:
        import sounddevice
    except OSError as error:
        raise PortAudioMissing("this machine has no PortAudio library") from error
    hush()
    return sounddevice


def rescan() -> None:
    """Make PortAudio look for devices again; otherwise it reads their list only once.

    This ends every open stream of the process, so it is the last resort after a lost device.
    """
    sounddevice = portaudio()
    with _rescanning:
        sounddevice._terminate()
        sounddevice._initialize()


def list_devices() -> tuple[Device, ...]:
    """All devices in PortAudio's order; empty on a machine without sound.

    Raises:
        PortAudioMissing: the system has no PortAudio library.
    """
    sounddevice = portaudio()
    default_input, default_output = sounddevice.default.device
    return tuple(
        Device(
            index=index,
            name=str(found["name"]),
            inputs=int(found["max_input_channels"]),
            outputs=int(found["max_output_channels"]),
            sample_rate=round(found["default_samplerate"]),
            default_input=index == default_input,
            default_output=index == default_output,
        )
        for index, found in enumerate(sounddevice.query_devices())
    )


def find_device(name_or_number: str | int | None, direction: Direction) -> Device:
    """The device with that number, name or part of a name (in any letter case); None: the default device.

    Raises:
        DeviceUnknown: no such device, several devices fit, or it has no channel in that direction.
        PortAudioMissing: the system has no PortAudio library.
    """
    return choose(list_devices(), name_or_number, direction)


def choose(devices: tuple[Device, ...], name_or_number: str | int | None, direction: Direction) -> Device:
    """`find_device` among given devices."""
    usable = [device for device in devices if device.channels(direction)]
    wanted = "the default" if name_or_number is None else repr(name_or_number)
    fitting = _fitting(usable, name_or_number, direction)
    if not fitting:
        raise DeviceUnknown(f"{wanted} is not an {direction} device of this machine ({len(usable)} found)")
    if len(fitting) > 1:
        names = ", ".join(f"{device.index} {device.name}" for device in fitting)
        raise DeviceUnknown(f"{wanted} fits several {direction} devices: {names}")
    return fitting[0]


def _fitting(usable: list[Device], wanted: str | int | None, direction: Direction) -> list[Device]:
    if wanted is None:
        return [each for each in usable if (each.default_input if direction == "input" else each.default_output)]
    if isinstance(wanted, int) or wanted.strip().isdecimal():
        return [each for each in usable if each.index == int(wanted)]
    name = wanted.strip().casefold()
    exact = [each for each in usable if each.name.casefold() == name]
    return exact[:1] or [each for each in usable if name and name in each.name.casefold()]
