"""A fainter voice behind the caller keeps no turn open; the caller who begins over it is heard from the beginning."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from call.events import FRAME_BYTES, FRAME_MS, Frame, SpeechStarted, Utterance
from call.stages import TurnCue
from voice.sound.recording import Recording
from voice.turns.foreground import Foreground
from voice.turns.segmenter import Segmenter

CALLS = Path(__file__).parents[2] / "calls"
CUE = TurnCue()


def sound(name: str, start_s: float, end_s: float) -> np.ndarray:
    pcm = b"".join(frame.pcm for frame in Recording(CALLS / f"{name}.flac").sound())
    return np.frombuffer(pcm, "<i2").astype(float)[int(start_s * 16_000) : int(end_s * 16_000)]


def talk(seconds: int, below_db: float) -> np.ndarray:
    """Somebody who talks without a pause, so much fainter than the caller of the demonstration call."""
    said = np.concatenate([sound("demo", 46.6, 50.8), sound("demo", 58.3, 61.3)])
    return np.tile(said, 1 + seconds * 16_000 // len(said))[: seconds * 16_000] * 10 ** (-below_db / 20)


def frames(samples: np.ndarray) -> Iterator[Frame]:
    pcm = samples.astype("<i2").tobytes()
    for start in range(0, len(pcm) - FRAME_BYTES, FRAME_BYTES):
        yield Frame(start // FRAME_BYTES * FRAME_MS, pcm[start : start + FRAME_BYTES])


def events(samples: np.ndarray) -> list[SpeechStarted | Utterance]:
    segmenter = Segmenter()
    found = (segmenter.push(frame, CUE) for frame in frames(samples))
    return [event for event in found if isinstance(event, SpeechStarted | Utterance)]


def test_the_turn_ends_although_somebody_talks_on_behind_the_caller() -> None:
    caller = np.concatenate([np.zeros(16_000), sound("demo", 8.9, 15.0), np.zeros(8 * 16_000)])
    mixed = caller + talk(16, 14)[: len(caller)]
    turns = [event for event in events(mixed) if isinstance(event, Utterance)]
    assert 6_500 <= turns[0].end_ms <= 7_300, turns


def test_a_caller_who_begins_over_somebody_else_is_heard_from_the_beginning() -> None:
    caller = np.concatenate([np.zeros(4 * 16_000), sound("demo", 8.9, 15.0), np.zeros(3 * 16_000)])
    mixed = caller + talk(14, 14)[: len(caller)]
    found = events(mixed)
    starts = [event.at_ms for event in found if isinstance(event, SpeechStarted)]
    assert any(3_600 <= at_ms <= 4_300 for at_ms in starts), starts
    (turn, *_) = (event for event in found if isinstance(event, Utterance))
    assert turn.start_ms >= 3_500
    assert len(turn.pcm) % FRAME_BYTES == 0


def test_a_caller_alone_is_one_turn_as_before() -> None:
    caller = np.concatenate([np.zeros(16_000), sound("demo", 8.9, 15.0), np.zeros(3 * 16_000)])
    started, turn = events(caller)
    assert isinstance(started, SpeechStarted)
    assert isinstance(turn, Utterance)
    assert 6_700 <= turn.end_ms <= 7_300


def level(db: float) -> bytes:
    return np.full(FRAME_BYTES // 2, 10 ** (db / 20), "<i2").tobytes()


def ends(levels: list[float]) -> tuple[int, bool]:
    """When the voice was heard last, and whether another one took over, of frames of these levels."""
    foreground, over = Foreground(0), False
    for number, db in enumerate(levels, start=1):
        over |= foreground.taken_over(level(db), number * FRAME_MS)
    return foreground.end_ms, over


def test_syllables_of_one_voice_hold() -> None:
    assert ends([60, 66, 58, 64, 55, 65] * 20) == (2_400, False)


def test_a_voice_that_turns_away_slowly_holds() -> None:
    assert ends([66 - step * 0.015 for step in range(400)]) == (8_000, False)


def test_a_fainter_voice_does_not_count() -> None:
    assert ends([66] * 50 + [50] * 100) == (1_000, False)


def test_a_much_louder_voice_takes_over_and_one_click_does_not() -> None:
    assert not ends([50] * 50 + [75])[1]
    assert ends([50] * 50 + [64] * 10)[1]
