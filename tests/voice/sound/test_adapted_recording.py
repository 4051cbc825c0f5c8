"""A recorded caller who waits for an assistant whose answers have other lengths."""

from pathlib import Path

import pytest

from call.events import FRAME_BYTES, FRAME_MS, Frame, Key
from voice.sound.adapted_recording import QUIET_MS, AdaptedRecording, pieces
from voice.sound.recording import Recording

CALLS = Path(__file__).parents[2] / "calls"
DEMO = CALLS / "demo.flac"


class Assistant:
    """Speaks from the beginning, and for so long after everything that the caller says."""

    def __init__(self, for_ms: int) -> None:
        self.for_ms = for_ms
        self.until_ms = for_ms
        self.now_ms = 0

    @property
    def speaks(self) -> bool:
        return self.now_ms < self.until_ms


def played(for_ms: int) -> tuple[AdaptedRecording, list[Frame | Key]]:
    assistant = Assistant(for_ms)
    source = AdaptedRecording(Recording(DEMO), lambda: assistant.speaks)
    items = []
    said = 0
    for item in source.frames():
        items.append(item)
        assistant.now_ms += FRAME_MS
        if len(source.places) > said:  # the assistant answers behind what is being said
            said = len(source.places)
            assistant.until_ms = source.places[-1][0] + source.places[-1][2] + for_ms
    return source, items


@pytest.mark.parametrize("for_ms", [1_000, 20_000])
def test_the_caller_waits_and_loses_no_frame(for_ms: int) -> None:
    source, items = played(for_ms)
    assert [item.start_ms for item in items if isinstance(item, Frame)] == [FRAME_MS * at for at in range(len(items))]
    assert len(source.places) == 4, "four turns"
    assert source.unheard == 0
    for before, after in zip(source.places, source.places[1:], strict=False):
        assert after[0] - (before[0] + before[2]) == pytest.approx(for_ms + QUIET_MS, abs=2 * FRAME_MS)
    recorded = {frame.start_ms: frame.pcm for frame in Recording(DEMO).sound()}
    for call_ms, recorded_ms, length_ms in source.places:
        for at in range(0, length_ms, FRAME_MS):
            heard = items[(call_ms + at) // FRAME_MS]
            assert isinstance(heard, Frame)
            assert heard.pcm == recorded[recorded_ms + at]


def test_times_of_the_recording_are_found_in_the_call() -> None:
    source, _ = played(3_000)
    call_ms, recorded_ms, length_ms = source.places[1]
    assert source.call_ms(recorded_ms + 500) == call_ms + 500
    assert source.call_ms(recorded_ms + length_ms + 5_000) == call_ms + length_ms, "nothing is said there"
    assert source.call_ms(0) == 0


def test_keys_are_said_too() -> None:
    quiet = [Frame(FRAME_MS * at, bytes(FRAME_BYTES)) for at in range(200)]
    items = [*quiet[:100], Key(2_000, "4"), *quiet[100:]]
    (piece,) = pieces(iter(items))
    assert [item.digit for item in piece.items if isinstance(item, Key)] == ["4"]
    assert 1_700 <= piece.recorded_ms <= 2_000


def test_the_same_twice() -> None:
    assert played(2_000)[1] == played(2_000)[1]
