"""The state machine of endpointing, frame by frame. Most tests state which frames are voiced instead of speaking."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from call.events import FRAME_BYTES, FRAME_MS, Expect, Frame, Silence, SpeechStarted, Utterance
from call.stages import TurnCue
from voice.sound.recording import Recording
from voice.turns.patience import STANDARD, WORDLESS_MS, Patience
from voice.turns.segmenter import PRE_ROLL_MS, START_VOICED, WINDOW, Segmenter, TurnState

VOICED, UNVOICED = 1, 0
Event = SpeechStarted | Utterance | Silence


def frames(voicing: Sequence[int]) -> list[Frame]:
    """Frames of one loudness, whose PCM tells its own number and whether it is voiced."""
    return [
        Frame(n * FRAME_MS, bytes([voiced]) + n.to_bytes(4, "little") + b"\x20" * (FRAME_BYTES - 5))
        for n, voiced in enumerate(voicing)
    ]


def scripted(patience: Patience = STANDARD) -> Segmenter:
    return Segmenter(patience, is_speech=lambda pcm: bool(pcm[0]))


def events(detector: Segmenter, voicing: Sequence[int], cue: TurnCue = TurnCue()) -> list[Event]:  # noqa: B008  frozen
    found = [detector.push(frame, cue) for frame in frames(voicing)]
    return [event for event in [*found, detector.flush()] if event is not None]


def numbers(pcm: bytes) -> list[int]:
    return [int.from_bytes(pcm[at + 1 : at + 5], "little") for at in range(0, len(pcm), FRAME_BYTES)]


def test_an_utterance_begins_with_its_pre_roll_and_ends_with_its_hang_over() -> None:
    voicing = [0] * 100 + [1] * 30 + [0] * 100
    started, spoken = events(scripted(), voicing)
    assert isinstance(started, SpeechStarted)
    assert isinstance(spoken, Utterance)
    assert started.at_ms == 100 * FRAME_MS
    assert numbers(started.pcm) == list(range(85, 100 + START_VOICED))
    assert (spoken.start_ms, spoken.end_ms) == (85 * FRAME_MS, 130 * FRAME_MS)
    assert numbers(spoken.pcm) == list(range(85, 130 + STANDARD.open.normal_ms // FRAME_MS))


def test_states_follow_the_table() -> None:
    detector, states = scripted(), []
    for frame in frames([0, 1, 0] + [1] * 5 + [0, 1] + [0] * 60):
        detector.push(frame, TurnCue())
        states.append(detector.state)
    q, start, speak, trail = TurnState
    assert states[:10] == [q, start, start, start, start, start, speak, speak, trail, speak]
    assert set(states[10:49]) == {trail}
    assert states[50:] == [q] * 20


@pytest.mark.parametrize("click", [[1], [1] * (START_VOICED - 1), [1, 0, 0, 1, 0, 0, 1, 0, 0, 1]])
def test_clicks_start_nothing(click: list[int]) -> None:
    assert events(scripted(), [0] * 20 + click + [0] * 50) == []


def test_a_short_answer_starts_a_turn() -> None:
    assert [type(event) for event in events(scripted(), [0] * 20 + [1] * START_VOICED + [0] * 50)] == [
        SpeechStarted,
        Utterance,
    ]


@pytest.mark.parametrize(
    ("cue", "hang_over_ms"),
    [
        (TurnCue(Expect.OPEN, complete=True, stable_ms=500), STANDARD.open.short_ms),
        (TurnCue(Expect.OPEN), STANDARD.open.normal_ms),
        (TurnCue(Expect.OPEN, complete=False), STANDARD.open.long_ms),
        (TurnCue(Expect.DIGITS), STANDARD.digits.normal_ms),
        (TurnCue(Expect.YES_NO, complete=True, stable_ms=500), STANDARD.yes_no.short_ms),
    ],
)
def test_the_hang_over_follows_the_cue(cue: TurnCue, hang_over_ms: int) -> None:
    detector = scripted()
    ended_ms = [
        frame.start_ms + FRAME_MS
        for frame in frames([0] * 20 + [1] * 20 + [0] * 200)
        if isinstance(detector.push(frame, cue), Utterance)
    ]
    assert ended_ms == [40 * FRAME_MS + hang_over_ms]


def test_false_frames_in_the_silence_do_not_keep_the_turn_open() -> None:
    detector = scripted()
    noisy_silence = [1, 0, 0, 0, 0, 1, 1, 0, 0, 0] * 20
    trailing = []
    for frame in frames([0] * 20 + [1] * 20 + noisy_silence):
        if isinstance(event := detector.push(frame, TurnCue()), Utterance):
            break
        trailing.append(detector.trailing_ms)
    assert isinstance(event, Utterance)
    assert frame.start_ms + FRAME_MS <= 40 * FRAME_MS + STANDARD.open.normal_ms + WINDOW * FRAME_MS
    assert trailing[60:] == sorted(trailing[60:])


def test_a_caller_who_goes_on_at_the_last_moment_is_not_cut() -> None:
    pause = STANDARD.open.normal_ms // FRAME_MS - 1
    found = events(scripted(), [0] * 20 + [1] * 20 + [0] * pause + [1] * 20 + [0] * 100)
    assert [type(event) for event in found] == [SpeechStarted, Utterance]


def test_noise_without_words_ends_the_turn() -> None:
    detector = scripted()
    ended_ms = []
    for frame in frames([0] * 20 + [1] * 300):
        no_new_word_ms = max(0, frame.start_ms - 1000)
        if isinstance(detector.push(frame, TurnCue(complete=True, stable_ms=no_new_word_ms)), Utterance):
            ended_ms.append(frame.start_ms)
            break
    assert ended_ms == [1000 + WORDLESS_MS]


def test_noise_that_never_stops_ends_at_the_longest_utterance() -> None:
    longest_ms = 2_000
    patience = replace(STANDARD, open=replace(STANDARD.open, longest_ms=longest_ms))
    found = events(scripted(patience), [1] * 500)
    spoken = [event for event in found if isinstance(event, Utterance)]
    assert len(spoken) == 5
    assert all(len(event.pcm) == longest_ms // FRAME_MS * FRAME_BYTES for event in spoken[:-1])
    assert [number for event in spoken for number in numbers(event.pcm)] == list(range(500))


def test_silence_is_reported_after_the_no_input_time_again_and_again() -> None:
    step = STANDARD.open.no_input_ms
    assert events(scripted(), [0] * (3 * step // FRAME_MS)) == [Silence(step), Silence(2 * step), Silence(3 * step)]


def test_the_no_input_time_stands_still_while_the_assistant_speaks_and_begins_anew() -> None:
    detector = scripted()
    speaking_frames = 100
    found = []
    for n, frame in enumerate(frames([0] * 600)):
        if event := detector.push(frame, TurnCue(assistant_speaking=n % 450 < speaking_frames)):
            found.append(event)
    assert found == [Silence(speaking_frames * FRAME_MS + STANDARD.open.no_input_ms)]


def test_the_no_input_time_begins_anew_after_an_utterance() -> None:
    found = events(scripted(), [0] * 290 + [1] * 10 + [0] * 500)
    assert [type(event) for event in found] == [SpeechStarted, Utterance, Silence]
    hang_over_end_ms = 300 * FRAME_MS + STANDARD.open.normal_ms
    assert found[-1] == Silence(hang_over_end_ms + STANDARD.open.no_input_ms)


def test_the_sound_ends_while_the_caller_speaks() -> None:
    _, spoken = events(scripted(), [0] * 5 + [1] * 20)
    assert isinstance(spoken, Utterance)
    assert (spoken.start_ms, spoken.end_ms) == (0, 25 * FRAME_MS)
    assert numbers(spoken.pcm) == list(range(25))


voicings = st.lists(st.tuples(st.sampled_from([VOICED, UNVOICED]), st.integers(1, 80)), min_size=1, max_size=30).map(
    lambda runs: [voiced for voiced, length in runs for _ in range(length)]
)
cues = st.builds(
    TurnCue,
    expects=st.sampled_from(Expect),
    assistant_speaking=st.booleans(),
    complete=st.sampled_from([True, False, None]),
    stable_ms=st.integers(0, 400),
)


def spoken_frames(voicing: Sequence[int]) -> set[int]:
    """Frames after which the last WINDOW frames are speech: the turn must hold all of them."""
    return {
        n for n, voiced in enumerate(voicing) if voiced and sum(voicing[max(0, n - WINDOW + 1) : n + 1]) >= START_VOICED
    }


@given(voicing=voicings, cue=cues)
def test_whatever_is_said_stands_once_whole_and_in_time(voicing: list[int], cue: TurnCue) -> None:
    found = events(scripted(), voicing, cue)
    started = [event for event in found if isinstance(event, SpeechStarted)]
    utterances = [event for event in found if isinstance(event, Utterance)]
    assert len(started) == len(utterances)
    kept: list[int] = []
    timing = STANDARD.timing(cue.expects)
    for start, utterance in zip(started, utterances, strict=True):
        inside = numbers(utterance.pcm)
        assert inside == list(range(inside[0], inside[-1] + 1)), "the sound is contiguous"
        assert utterance.pcm.startswith(start.pcm)
        assert utterance.start_ms == inside[0] * FRAME_MS
        earliest = kept[-1] + 1 if kept else 0
        assert inside[0] == max(earliest, start.at_ms // FRAME_MS - PRE_ROLL_MS // FRAME_MS), (
            "real pre-roll, no overlap"
        )
        assert utterance.start_ms < utterance.end_ms <= (inside[-1] + 1) * FRAME_MS
        silent_ms = (inside[-1] + 1) * FRAME_MS - utterance.end_ms
        assert silent_ms <= timing.long_ms + START_VOICED * FRAME_MS, "the end is bounded"
        assert len(inside) * FRAME_MS <= max(timing.longest_ms, len(numbers(start.pcm)) * FRAME_MS)
        kept += inside
    assert spoken_frames(voicing) <= set(kept), "nothing said is lost"


@given(voicing=voicings)
def test_silences_are_never_closer_than_the_no_input_time(voicing: list[int]) -> None:
    found = [event for event in events(scripted(), voicing * 5) if not isinstance(event, SpeechStarted)]
    ends = [event.at_ms if isinstance(event, Silence) else event.end_ms for event in found]
    for event, before in zip(found[1:], ends, strict=False):
        if isinstance(event, Silence):
            assert event.at_ms - before >= STANDARD.open.no_input_ms


def noisy_line(words: Sequence[bytes], level: float) -> list[Frame]:
    """The words with 1.5 s of room noise before, between and after them."""
    noise = numpy.random.default_rng(5)
    room = [numpy.round(noise.normal(0, level, 24_000)) for _ in range(len(words) + 1)]
    parts = [room[0]]
    for word, after in zip(words, room[1:], strict=True):
        parts += [numpy.frombuffer(word, dtype="<i2").astype(float), after]
    pcm = numpy.concatenate(parts).astype("<i2").tobytes()
    return [Frame(n * FRAME_MS, pcm[n * FRAME_BYTES : (n + 1) * FRAME_BYTES]) for n in range(len(pcm) // FRAME_BYTES)]


@pytest.mark.parametrize("level", [0.0, 3.0, 20.0, 50.0])
def test_one_word_answers_are_found_in_real_sound(sounds: Path, level: float) -> None:
    words = [
        b"".join(frame.pcm for frame in Recording(sounds / f"{name}.flac").sound()) for name in ("yes", "no", "status")
    ]
    first, second = Segmenter(), Segmenter()
    line = noisy_line(words, level)
    found = [event for frame in line if (event := first.push(frame, TurnCue()))]
    again = [event for frame in line if (event := second.push(frame, TurnCue()))]
    assert [type(event) for event in found] == [SpeechStarted, Utterance] * 3
    assert found == again, "each call has its own VAD"
    starts_ms = [0, *(len(word) // 32 for word in words[:2])]
    for n, utterance in enumerate(event for event in found if isinstance(event, Utterance)):
        begins_ms = 1500 * (n + 1) + sum(starts_ms[: n + 1])
        assert begins_ms - 350 <= utterance.start_ms <= begins_ms
        assert utterance.end_ms - (begins_ms + len(words[n]) // 32) in range(-200, 201)


def test_a_room_that_comes_back_after_digital_silence_is_not_speech() -> None:
    """A gate against echo, a muted microphone, a line that sends nothing in pauses."""
    room = numpy.round(numpy.random.default_rng(5).normal(0, 300, 16_000 * 24))
    room[(numpy.arange(len(room)) // 16_000) % 6 >= 3] = 0
    pcm = room.astype("<i2").tobytes()
    detector = Segmenter()
    line = [Frame(at // 32, pcm[at : at + FRAME_BYTES]) for at in range(0, len(pcm), FRAME_BYTES)]
    assert not [event for frame in line if isinstance(event := detector.push(frame, TurnCue()), SpeechStarted)]
