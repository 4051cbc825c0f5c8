"""The replay's loudspeaker, frame by frame."""

from collections.abc import Iterator

import pytest

from call.errors import SynthesisFailed
from call.events import FRAME_BYTES, Speech
from voice.sound.playout import FADE_BYTES
from voice.sound.silent_speaker import SilentSpeaker

LOUD = b"\x00\x40"


def speech(frames: float) -> Speech:
    return Speech("text", LOUD * int(frames * FRAME_BYTES / 2))


def test_one_frame_for_each_call_and_silence_in_between() -> None:
    speaker = SilentSpeaker()
    assert speaker.played() == bytes(FRAME_BYTES)
    speaker.play([speech(2)])
    assert speaker.speaking
    assert [speaker.played() for _ in range(3)] == [LOUD * 320, LOUD * 320, bytes(FRAME_BYTES)]
    assert not speaker.speaking


def test_sentences_follow_without_a_gap() -> None:
    speaker = SilentSpeaker()
    speaker.play([speech(0.75), speech(0), speech(0.75)])
    speaker.play([speech(0.5)])
    assert b"".join(speaker.played() for _ in range(3)) == LOUD * 640 + bytes(FRAME_BYTES)
    assert not speaker.speaking


def test_a_sentence_is_made_only_when_it_is_due() -> None:
    made = []

    def sentences() -> Iterator[Speech]:
        for number in range(3):
            made.append(number)
            yield speech(2)

    speaker = SilentSpeaker()
    speaker.play(sentences())
    assert made == []
    speaker.played()
    speaker.played()
    assert made == [0]
    speaker.played()
    assert made == [0, 1]


def test_stop_is_silent_within_one_frame_after_a_fade() -> None:
    speaker = SilentSpeaker()
    speaker.play([speech(5), speech(5)])
    speaker.played()
    speaker.stop()
    assert not speaker.speaking
    frame = speaker.played()
    levels = [int.from_bytes(frame[place : place + 2], "little", signed=True) for place in range(0, FRAME_BYTES, 2)]
    assert 0 < levels[0] < 0x4000
    assert levels == sorted(levels, reverse=True)
    assert frame[FADE_BYTES:] == bytes(FRAME_BYTES - FADE_BYTES)
    assert speaker.played() == bytes(FRAME_BYTES)


def test_what_is_played_after_a_stop_is_heard() -> None:
    speaker = SilentSpeaker()
    speaker.play([speech(5)])
    speaker.played()
    speaker.stop()
    speaker.stop()
    speaker.play([speech(1)])
    assert (speaker.played() + speaker.played())[FADE_BYTES : FADE_BYTES + FRAME_BYTES] == LOUD * 320


def test_a_failed_sentence_is_raised_once_and_the_speaker_lives_on() -> None:
    def failing() -> Iterator[Speech]:
        yield speech(1)
        raise SynthesisFailed("no voice")

    speaker = SilentSpeaker()
    speaker.play(failing())
    assert speaker.played() == LOUD * 320
    with pytest.raises(SynthesisFailed):
        speaker.played()
    assert not speaker.speaking
    speaker.play([speech(1)])
    assert speaker.played() == LOUD * 320
