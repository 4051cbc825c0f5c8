"""Devices are found by number, name or part of a name."""

import pytest

from call.errors import DeviceUnknown
from voice.devices.audio_devices import Device, Direction, choose


def device(index: int, name: str, inputs: int, outputs: int, default: bool = False) -> Device:
    return Device(index, name, inputs, outputs, 48_000, default and inputs > 0, default and outputs > 0)


DEVICES = (
    device(0, "HDA Intel: analog", 2, 2),
    device(1, "USB headset", 1, 2, default=True),
    device(2, "USB microphone", 1, 0),
    device(3, "HDMI", 0, 8),
    device(4, "USB", 1, 1),
)


@pytest.mark.parametrize(
    ("wanted", "direction", "index"),
    [
        (None, "input", 1),
        (None, "output", 1),
        (2, "input", 2),
        ("3", "output", 3),
        ("head", "input", 1),
        ("HEADSET", "output", 1),
        ("usb", "input", 4),  # the exact name wins
        ("microphone", "input", 2),
    ],
)
def test_a_device_is_found(wanted: str | int | None, direction: Direction, index: int) -> None:
    assert choose(DEVICES, wanted, direction).index == index


@pytest.mark.parametrize(
    ("wanted", "direction", "fact"),
    [
        ("hdmi", "input", "'hdmi' is not an input device of this machine"),
        (3, "input", "3 is not an input device"),
        (99, "output", "99 is not an output device"),
        ("", "input", "'' is not an input device"),
        ("US", "input", "fits several input devices: 1 USB headset, 2 USB microphone, 4 USB"),
    ],
)
def test_an_unknown_device_is_an_error_with_the_remedy(wanted: str | int, direction: Direction, fact: str) -> None:
    with pytest.raises(DeviceUnknown, match=fact) as caught:
        choose(DEVICES, wanted, direction)
    assert "call -l" in str(caught.value)


def test_a_machine_without_sound_has_no_default() -> None:
    with pytest.raises(DeviceUnknown, match="the default is not an input device"):
        choose((), None, "input")
