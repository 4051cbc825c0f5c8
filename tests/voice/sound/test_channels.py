"""Of several channels the caller's is taken, and what is odd about the others is said."""

from pathlib import Path

import numpy
import pytest
import soundfile
from numpy.typing import NDArray

from call.errors import ChannelUnknown
from voice.sound.channels import LEFT, MIX, RIGHT, CallerChannel, read_channel
from voice.sound.recording import Recording

RATE = 8_000
Sound = NDArray[numpy.float64]
RNG = numpy.random.default_rng(1)
NOBODY = numpy.zeros(RATE * 14)
CALLER, ASSISTANT = (RNG.uniform(-0.3, 0.3, RATE * 14) for _ in range(2))
LINE_NOISE = RNG.normal(0, 10 ** (-70 / 20), RATE * 14)
CHOOSES = "--channel left|right|mix|N chooses"
LEFT_TAKEN = f"2 channels: the left one is taken as the caller's; {CHOOSES}"


def recording(folder: Path, *channels: Sound, channel: CallerChannel | None = None) -> Recording:
    path = folder / "call.wav"
    soundfile.write(path, numpy.stack(channels, axis=1), RATE, subtype="PCM_16")
    return Recording(path, channel)


def is_of(found: Recording, sound: Sound) -> bool:
    pcm = numpy.frombuffer(b"".join(frame.pcm for frame in found.sound()), "<i2")[::2].astype(float)
    if not sound.any():
        return not pcm.any()
    return bool(numpy.corrcoef(pcm[: len(sound)], sound)[0, 1] > 0.9)


def texts(found: Recording) -> list[str]:
    return [note.text for note in found.notes]


def test_the_left_channel_is_taken_and_said(tmp_path: Path) -> None:
    found = recording(tmp_path, CALLER, ASSISTANT)
    assert is_of(found, CALLER)
    assert texts(found) == [LEFT_TAKEN]


@pytest.mark.parametrize(
    ("channel", "sound"), [(LEFT, CALLER), (RIGHT, ASSISTANT), (MIX, CALLER + ASSISTANT), (CallerChannel(2), ASSISTANT)]
)
def test_what_was_chosen_is_taken_without_a_word(tmp_path: Path, channel: CallerChannel, sound: Sound) -> None:
    found = recording(tmp_path, CALLER, ASSISTANT, channel=channel)
    assert is_of(found, sound)
    assert texts(found) == []


@pytest.mark.parametrize("silence", [NOBODY, LINE_NOISE, NOBODY + 0.01, numpy.tile([0.0, 8 / 32768], RATE * 7)])
def test_if_the_left_is_silent_the_right_one_is_taken_and_said(tmp_path: Path, silence: Sound) -> None:
    """Digital silence, the noise of a line, a constant offset, mu-law's smallest step."""
    found = recording(tmp_path, silence, CALLER)
    assert is_of(found, CALLER)
    assert texts(found) == [f"2 channels: the left one is silent, so the right one is taken as the caller's; {CHOOSES}"]


def test_a_caller_who_speaks_late_is_not_silent(tmp_path: Path) -> None:
    late = numpy.r_[NOBODY[: RATE * 12], CALLER[RATE * 12 :]]
    found = recording(tmp_path, late, ASSISTANT)
    assert is_of(found, late)
    assert texts(found) == [LEFT_TAKEN]


@pytest.mark.parametrize(
    ("channels", "channel", "note"),
    [
        ((NOBODY, CALLER), LEFT, "the left one is silent, the right one is not: take it with --channel right"),
        ((CALLER, NOBODY), RIGHT, "the right one is silent, the left one is not: take it with --channel left"),
        ((CALLER, NOBODY, NOBODY), CallerChannel(3), "number 3 is silent, number 1 is not: take it with --channel 1"),
    ],
)
def test_a_silent_choice_is_kept_and_named(
    tmp_path: Path, channels: tuple[Sound, ...], channel: CallerChannel, note: str
) -> None:
    found = recording(tmp_path, *channels, channel=channel)
    assert is_of(found, NOBODY)
    assert texts(found) == [note]


def test_a_file_without_any_sound_has_no_more_notes(tmp_path: Path) -> None:
    assert texts(recording(tmp_path, NOBODY, NOBODY)) == [LEFT_TAKEN]
    assert texts(recording(tmp_path, CALLER, NOBODY)) == [LEFT_TAKEN]


def test_the_same_sound_twice(tmp_path: Path) -> None:
    assert texts(recording(tmp_path, CALLER, CALLER / 2))[1:] == [
        "both channels hold the same sound: caller and assistant cannot be told apart"
    ]


def test_an_inverted_channel(tmp_path: Path) -> None:
    found = recording(tmp_path, CALLER, -CALLER)
    assert is_of(found, CALLER)
    assert texts(found)[1:] == ["the right channel is the left one inverted: a mix of the two would be silent"]
    mix = recording(tmp_path, CALLER, -CALLER, channel=MIX)
    assert is_of(mix, CALLER)
    assert texts(mix) == ["the right channel is the left one inverted and a mix would be silent: the left one is taken"]


def test_more_than_two_channels(tmp_path: Path) -> None:
    found = recording(tmp_path, CALLER, ASSISTANT, NOBODY)
    assert is_of(found, CALLER)
    assert texts(found) == ["3 channels: number 1 is taken as the caller's; --channel N|mix chooses"]
    assert is_of(recording(tmp_path, CALLER, ASSISTANT, NOBODY, channel=CallerChannel(2)), ASSISTANT)
    assert texts(recording(tmp_path, NOBODY, NOBODY, CALLER)) == [
        "3 channels: number 1 is silent, so number 3 is taken as the caller's; --channel N|mix chooses"
    ]


@pytest.mark.parametrize("channel", [None, LEFT, MIX, RIGHT])
def test_the_only_channel_is_taken_whatever_was_chosen(tmp_path: Path, channel: CallerChannel | None) -> None:
    found = recording(tmp_path, CALLER, channel=channel)
    assert is_of(found, CALLER)
    assert len(found.notes) == (channel is RIGHT)


def test_a_channel_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ChannelUnknown, match="it has 2 channels, there is no channel 3"):
        recording(tmp_path, CALLER, ASSISTANT, channel=CallerChannel(3))


@pytest.mark.parametrize(
    ("text", "channel"),
    [("left", LEFT), ("RIGHT", RIGHT), (" mix ", MIX), ("1", LEFT), ("2", RIGHT), ("7", CallerChannel(7))],
)
def test_the_choice_is_read(text: str, channel: CallerChannel) -> None:
    assert read_channel(text) == channel


@pytest.mark.parametrize("text", ["0", "-1", "", "middle", "1.0", "²", "99999", "1025"])
def test_another_choice_is_refused_with_what_there_is(text: str) -> None:
    with pytest.raises(ChannelUnknown, match=r"there is no channel.*left.*right.*mix.*from 1"):
        read_channel(text)
