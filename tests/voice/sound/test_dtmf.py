"""Keys in the sound: every tone is found on a clean and a bad line, none in speech; frames with tones become silent."""

from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from call.events import FRAME_BYTES, FRAME_MS, SAMPLE_RATE, Frame, Key
from voice.sound.dtmf import HIGH_HZ, KEYS, LOW_HZ, PRESSABLE, KeyTones, with_keys
from voice.sound.recording import Recording
from voice.sound.telephone_line import over_line
from voice.sound.wav_file import write_wav

ROOT = Path(__file__).parents[2]
ALL = "".join(KEYS)
PRESSED = {path.stem for path in (ROOT / "calls").glob("*.yaml") if "- key:" in path.read_text(encoding="utf-8")}
"""Calls in which keys are pressed."""
SPEECH = sorted(
    path
    for path in [*(ROOT / "voice/sounds").glob("*.flac"), *(ROOT / "calls").glob("*.flac")]
    if path.stem not in PRESSED
)


def tone(key: str, ms: int = 80, low: float = 0.2, high: float = 0.2, off: float = 0.0) -> NDArray[np.float64]:
    row = next(at for at, keys in enumerate(KEYS) if key in keys)
    turns = 2 * np.pi * np.arange(SAMPLE_RATE * ms // 1000) / SAMPLE_RATE * (1 + off)
    return low * np.sin(turns * LOW_HZ[row]) + high * np.sin(turns * HIGH_HZ[KEYS[row].index(key)] + 1)


def gap(ms: int) -> NDArray[np.float64]:
    return np.zeros(SAMPLE_RATE * ms // 1000)


def pcm(*pieces: NDArray[np.float64]) -> bytes:
    return (np.concatenate(pieces) * 32767).astype("<i2").tobytes()


def frames(sound: bytes) -> list[Frame]:
    sound += bytes(-len(sound) % FRAME_BYTES)
    return [
        Frame(at // FRAME_BYTES * FRAME_MS, sound[at : at + FRAME_BYTES]) for at in range(0, len(sound), FRAME_BYTES)
    ]


def keys(sound: bytes) -> str:
    return "".join(item.digit for item in with_keys(frames(sound)) if isinstance(item, Key))


def dialled(number: str, ms: int = 60, pause_ms: int = 60, start_ms: int = 100) -> bytes:
    return pcm(gap(start_ms), *(piece for key in number for piece in (tone(key, ms), gap(pause_ms))))


@pytest.mark.parametrize("key", ALL)
def test_every_key_is_heard_once(key: str) -> None:
    """Telephones have no keys A to D: their tones are silenced, but give no key."""
    sound = pcm(gap(100), tone(key), gap(100))
    assert keys(sound) == (key if key in PRESSABLE else "")
    heard = [item for item in with_keys(frames(sound)) if isinstance(item, Frame)]
    assert not any(np.frombuffer(frame.pcm, "<i2").any() for frame in heard)


@given(st.text("0123456789*#", min_size=1, max_size=8), st.integers(45, 120), st.integers(45, 120), st.integers(0, 40))
@settings(max_examples=60)
def test_any_number_at_any_pace(number: str, ms: int, pause_ms: int, start_ms: int) -> None:
    assert keys(dialled(number, ms, pause_ms, start_ms)) == number


@given(st.text("0123456789*#", min_size=1, max_size=8), st.integers(0, 99))
@settings(max_examples=30)
def test_over_a_telephone_line_with_noise(number: str, seed: int) -> None:
    """A-law at 8 kHz; the noise is 15 dB below the tones, pauses counted in."""
    assert keys(over_line(dialled(number, 80, 80), 15, seed)) == number


@given(st.sampled_from(sorted(PRESSABLE)), st.floats(-8, 4), st.floats(-0.015, 0.015))
@settings(max_examples=60)
def test_twist_and_wrong_pitch_within_the_limits(key: str, twist_db: float, off: float) -> None:
    sound = pcm(gap(50), tone(key, 60, 0.15, 0.15 * 10 ** (twist_db / 20), off), gap(60))
    assert keys(sound) == key


@pytest.mark.parametrize(
    "sound",
    [
        pcm(gap(50), tone("5", 20), gap(100)),  # too short
        pcm(gap(50), tone("5", 100, 0.001, 0.001), gap(50)),  # too faint
        pcm(gap(50), tone("5", 100, 0.3, 0.0), gap(50)),  # one tone
        pcm(gap(50), tone("5", 100, 0.02, 0.3), gap(50)),  # 23 dB of twist
        pcm(gap(50), tone("5", 100) + tone("9", 100), gap(50)),  # four tones
        pcm(gap(50), tone("5", 100, off=0.06), gap(50)),  # other tones
        (np.random.default_rng(1).normal(0, 3000, SAMPLE_RATE * 20)).astype("<i2").tobytes(),
    ],
)
def test_what_is_no_key(sound: bytes) -> None:
    assert keys(sound) == ""


def test_a_short_drop_does_not_press_twice() -> None:
    assert keys(pcm(gap(50), tone("7", 80), gap(10), tone("7", 80), gap(50))) == "7"
    assert keys(pcm(gap(50), tone("7", 80), gap(50), tone("7", 80), gap(50))) == "77"


@pytest.mark.parametrize("path", SPEECH, ids=lambda path: path.stem)
def test_speech_presses_no_key_and_passes_unchanged(path: Path) -> None:
    sound = list(Recording(path).sound())
    assert len(SPEECH) >= 14
    assert list(with_keys(sound)) == sound


@pytest.mark.parametrize("path", SPEECH, ids=lambda path: path.stem)
def test_neither_does_speech_over_the_line(path: Path) -> None:
    """Of long calls the first 20 s."""
    clean = b"".join(frame.pcm for frame in islice(Recording(path).sound(), 20_000 // FRAME_MS))
    whole_seconds = clean + bytes(-len(clean) % (2 * SAMPLE_RATE))  # noise of a prime length takes long to make
    sound = frames(over_line(whole_seconds, 15, 3))
    assert list(with_keys(sound)) == sound


def test_a_key_comes_before_its_frame_and_its_frames_are_silent() -> None:
    speech = frames(b"".join(frame.pcm for frame in Recording(ROOT / "voice/sounds/yes.flac").sound()))
    pressed = frames(pcm(gap(30), tone("4", 100), gap(50)))
    moved = [Frame(speech[-1].start_ms + FRAME_MS + frame.start_ms, frame.pcm) for frame in pressed]
    out = list(with_keys([*speech, *moved]))
    at = next(index for index, item in enumerate(out) if isinstance(item, Key))
    key, following = out[at], out[at + 1]
    assert isinstance(key, Key)
    assert isinstance(following, Frame)
    assert key == Key(following.start_ms, "4")
    assert key.at_ms - moved[0].start_ms in (20, 40)
    assert out[:at] == [*speech, *moved][:at]
    assert not any(np.frombuffer(item.pcm, "<i2").any() for item in out[at + 1 :] if isinstance(item, Frame))
    assert [item.start_ms for item in out if isinstance(item, Frame)] == [frame.start_ms for frame in [*speech, *moved]]


def test_a_frame_waits_no_longer_than_60_ms() -> None:
    tones, waiting = KeyTones(), 0
    for frame in frames(pcm(tone("3", 300, 0.2, 0.2, 0.03), tone("3", 300, 0.01, 0.25), gap(100))):
        waiting += 1 - sum(isinstance(item, Frame) for item in tones.push(frame))
        assert waiting <= 3
    assert waiting == 0


def test_a_recording_gives_its_keys(tmp_path: Path) -> None:
    path = tmp_path / "keys.wav"
    write_wav(path, dialled("1590"))
    assert "".join(item.digit for item in Recording(path).frames() if isinstance(item, Key)) == "1590"
    assert all(isinstance(item, Frame) for item in Recording(path).sound())
