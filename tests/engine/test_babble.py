"""Real recognisers: four recorded callers at once, far from the telephone, are no caller."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from call.events import FRAME_BYTES, FRAME_MS, SAMPLE_RATE, Decision, Frame
from call.happenings import Heard
from call.sound_quality import ORDINARY_DBFS
from engine.engine import REPLAY_VOICE, Engine
from voice.sound.recording import Recording
from voice.sound.silent_speaker import SilentSpeaker

CALLS = Path(__file__).parents[1] / "calls"
VOICES = ("callback", "demo", "incident", "message", "number_corrected", "pensioner", "status", "two_requests")
BELOW_DB = 14.0
LENGTH = 30 * SAMPLE_RATE
PAUSE = 150
"""Sixteen-bit steps of mean magnitude over 0.2 s below which a caller is silent."""

pytestmark = pytest.mark.whole


class Babble:
    """All of them without their pauses, as a source."""

    def __init__(self, voices: tuple[str, ...]) -> None:
        mixed = sum(spoken(CALLS / f"{voice}.flac") for voice in voices)
        level = 32_768 * 10 ** ((ORDINARY_DBFS - BELOW_DB) / 20)
        self._pcm = (mixed / np.sqrt((mixed**2).mean()) * level).astype("<i2").tobytes()

    def frames(self) -> Iterator[Frame]:
        for at in range(0, len(self._pcm) - FRAME_BYTES + 1, FRAME_BYTES):
            yield Frame(at // FRAME_BYTES * FRAME_MS, self._pcm[at : at + FRAME_BYTES])


def spoken(file: Path) -> NDArray[np.float64]:
    sound = np.frombuffer(b"".join(frame.pcm for frame in Recording(file).sound()), "<i2").astype(float)
    speaks = np.convolve(np.abs(sound), np.full(3_200, 1 / 3_200), "same") > PAUSE
    speech = np.resize(sound[speaks], LENGTH)
    return speech / np.sqrt((speech**2).mean())


@pytest.mark.parametrize("voices", [VOICES[:4], VOICES[4:], VOICES[::2]])
def test_nobody_is_answered_in_babble(voices: tuple[str, ...]) -> None:
    with Engine(voice=REPLAY_VOICE) as engine:
        call = engine.conversation(Babble(voices), SilentSpeaker())
        turns = [happening.turn for happening in call.run() if isinstance(happening, Heard)]
    assert turns, "the recogniser finds words in it"
    assert not [turn.transcript.text for turn in turns if turn.understanding.decision is Decision.ACCEPT]
    assert any(turn.babble for turn in turns)
    assert not call.record.request, "nothing is registered"
