"""Keys that a caller presses are heard as these keys, over every line."""

import pytest

from call.events import FRAME_BYTES, FRAME_MS, Frame, Key
from voice.sound.conditions.caller_line import CallerLine
from voice.sound.conditions.condition import CONDITIONS
from voice.sound.dtmf import with_keys
from voice.sound.key_tones import key_tone

KEYS = "0123456789*#11"


@pytest.mark.parametrize("name", ["clean", "phone", "noisy", "hiss", "quiet"])
def test_keys_are_heard(name: str) -> None:
    line = CallerLine(CONDITIONS[name], "1")
    sound = line.through(b"".join(map(key_tone, KEYS)) + bytes(5 * FRAME_BYTES))
    frames = [
        Frame(at * FRAME_MS, sound[at * FRAME_BYTES : (at + 1) * FRAME_BYTES])
        for at in range(len(sound) // FRAME_BYTES)
    ]
    assert "".join(item.digit for item in with_keys(frames) if isinstance(item, Key)) == KEYS
