"""Words with times, confidences and alternatives from one decoding; the same on every run."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy
import pytest

from call.events import FRAME_BYTES, Expect, Transcript
from voice.recognition.recogniser_pool import RecogniserPool
from voice.recognition.transcriber import CHUNK_BYTES, LONG_SEGMENT_MS, VoskTranscriber
from voice.sound.recording import Recording


def pcm(sounds: Path, name: str) -> bytes:
    return b"".join(frame.pcm for frame in Recording(sounds / f"{name}.flac").sound())


def hear(pool: RecogniserPool, sound: bytes, expects: Expect = Expect.OPEN) -> Transcript:
    return VoskTranscriber(pool).hear(sound, "ru", expects)


def listen(
    pool: RecogniserPool, sound: bytes, expects: Expect = Expect.OPEN, ended: Expect | None = None
) -> Transcript:
    """As in a call; what is expected at the end may be something else."""
    transcriber = VoskTranscriber(pool)
    transcriber.start("ru", expects)
    transcriber.feed(sound)
    return transcriber.finish(ended or expects)


@pytest.mark.parametrize(
    ("name", "expects", "said"),
    [
        ("yes", Expect.YES_NO, "да"),
        ("no", Expect.YES_NO, "нет"),
        ("not_right", Expect.YES_NO, "нет неправильно"),
        ("digits", Expect.DIGITS, "ноль двенадцать сорок пять семь"),
        ("dont_know", Expect.OPEN, "я не знаю"),
    ],
)
def test_what_is_said_is_heard(pool: RecogniserPool, sounds: Path, name: str, expects: Expect, said: str) -> None:
    transcript = hear(pool, pcm(sounds, name), expects)
    assert transcript.text == said
    assert transcript.language == "ru"
    assert transcript.alternatives[0] == said
    assert " ".join(word.text for word in transcript.words) == said
    assert transcript.confidence > 0.7


@pytest.mark.parametrize("expects", [Expect.YES_NO, Expect.DIGITS])
@pytest.mark.parametrize("name", ["thanks", "when", "status", "dont_know"])
def test_a_closed_grammar_never_makes_an_answer_of_something_else(
    pool: RecogniserPool, sounds: Path, name: str, expects: Expect
) -> None:
    sound = pcm(sounds, name)
    assert hear(pool, sound, expects).text == hear(pool, sound).text


def test_words_follow_each_other_inside_the_utterance(pool: RecogniserPool, sounds: Path) -> None:
    for _ in range(3):  # also in a recogniser that has heard other sound before
        words = hear(pool, pcm(sounds, "status")).words
        length_ms = len(pcm(sounds, "status")) // 32
        assert len(words) > 5
        assert 0 <= words[0].start_ms < 400
        assert length_ms - 600 < words[-1].end_ms <= length_ms
        assert all(word.start_ms < word.end_ms for word in words)
        assert all(one.end_ms <= other.start_ms for one, other in pairwise(words))
        assert all(0 < word.confidence <= 1 for word in words)


def test_alternatives_and_confidences_go_together(pool: RecogniserPool, sounds: Path) -> None:
    noise = numpy.random.default_rng(3).normal(0, 900, len(pcm(sounds, "status")) // 2)
    clear = numpy.frombuffer(pcm(sounds, "status"), dtype="<i2")
    noisy = hear(pool, (clear + noise).clip(-32768, 32767).astype("<i2").tobytes())
    assert len(noisy.alternatives) > 1
    assert len(set(noisy.alternatives)) == len(noisy.alternatives) <= 5
    doubtful = [word for word in noisy.words if word.confidence < 1]
    assert doubtful, "where there are other readings, some word must be in doubt"
    assert noisy.confidence == pytest.approx(sum(word.confidence for word in noisy.words) / len(noisy.words))


def test_speech_is_likelier_than_noise_and_than_speech_in_another_language(pool: RecogniserPool, sounds: Path) -> None:
    speech = pcm(sounds, "status")
    noise = numpy.random.default_rng(3).normal(0, 900, len(speech) // 2).astype("<i2").tobytes()
    russian, english = hear(pool, speech), VoskTranscriber(pool).hear(speech, "en", Expect.OPEN)
    assert russian.likelihood_per_s > english.likelihood_per_s + 5
    assert russian.likelihood_per_s > hear(pool, noise).likelihood_per_s + 5
    twice = hear(pool, speech + speech)
    assert twice.likelihood_per_s == pytest.approx(russian.likelihood_per_s, rel=0.1), "per second, however long"


def test_another_model_tells_no_likelihood(pool: RecogniserPool, sounds: Path, ru_model_folder: Path) -> None:
    """The rules about likelihoods were measured with the shipped models; with another they must do no harm."""
    other = RecogniserPool({"ru": ru_model_folder}, unmeasured=["ru"])
    speech = pcm(sounds, "status")
    assert hear(other, speech) == replace(hear(pool, speech), likelihood_per_s=0.0)


def test_feeding_frames_gives_the_same_as_the_whole(pool: RecogniserPool, sounds: Path) -> None:
    sound = pcm(sounds, "status")
    transcriber = VoskTranscriber(pool)
    transcriber.start("ru", Expect.OPEN)
    partials = []
    for at in range(0, len(sound), FRAME_BYTES):
        transcriber.feed(sound[at : at + FRAME_BYTES])
        if at % (50 * FRAME_BYTES) == 0:
            partials.append(transcriber.partial())
    fed = transcriber.finish(Expect.OPEN)
    whole = hear(pool, sound)
    # Vosk adapts to the speaker chunk by chunk: other chunks, other decimals.
    assert fed.text == whole.text
    assert [(word.start_ms, word.end_ms) for word in fed.words] == [
        (word.start_ms, word.end_ms) for word in whole.words
    ]
    assert fed.confidence == pytest.approx(whole.confidence, abs=0.02)
    assert fed.likelihood_per_s == pytest.approx(whole.likelihood_per_s, abs=1)
    assert partials[0] == ""
    assert fed.text.startswith(partials[-1])
    assert partials[-1]


def test_a_second_opinion_leaves_the_open_utterance_alone(pool: RecogniserPool, sounds: Path) -> None:
    transcriber = VoskTranscriber(pool)
    transcriber.start("ru", Expect.OPEN)
    sound = pcm(sounds, "digits")
    transcriber.feed(sound[: len(sound) // 2 & ~1])
    english = transcriber.hear(pcm(sounds, "yes"), "en", Expect.YES_NO)
    transcriber.feed(sound[len(sound) // 2 & ~1 :])
    assert english.language == "en"
    assert transcriber.finish(Expect.OPEN).text == hear(pool, sound).text


def test_silence_is_an_empty_transcript(pool: RecogniserPool) -> None:
    for expects in Expect:
        assert replace(hear(pool, bytes(32_000), expects), likelihood_per_s=0.0) == Transcript("", (), 0.0, (), "ru")
        assert hear(pool, b"", expects) == Transcript("", (), 0.0, (), "ru")


def test_noise_is_not_consent(pool: RecogniserPool) -> None:
    for seed in range(4):
        noise = numpy.random.default_rng(seed).normal(0, 2000, 24_000).astype("<i2").tobytes()
        assert hear(pool, noise, Expect.YES_NO).text not in ("да", "нет")


def test_a_long_story_is_one_transcript(pool: RecogniserPool, sounds: Path) -> None:
    pause = numpy.random.default_rng(1).normal(0, 3, 16_000).astype("<i2").tobytes()
    story = (pcm(sounds, "status") + pause + pcm(sounds, "dont_know") + pause) * 4
    assert len(story) // 32 > 2 * LONG_SEGMENT_MS
    transcript = hear(pool, story)
    assert transcript.text.count("знаю") == 4
    assert transcript.text.count("статус") == 4
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(transcript.words))
    assert transcript.words[-1].end_ms > len(story) // 32 - 2000
    assert transcript.alternatives[0] == transcript.text


def test_a_long_story_is_shown_while_it_is_told(pool: RecogniserPool, sounds: Path) -> None:
    """The words so far, also where a segment has just ended in a pause: Vosk then knows of nothing behind it."""
    pause = numpy.random.default_rng(1).normal(0, 3, 24_000).astype("<i2").tobytes()
    story = (pcm(sounds, "status") + pause) * 4
    assert len(story) // 32 > LONG_SEGMENT_MS + 3000
    transcriber = VoskTranscriber(pool)
    transcriber.start("ru", Expect.OPEN)
    partials = []
    for at in range(0, len(story), CHUNK_BYTES):
        transcriber.feed(story[at : at + CHUNK_BYTES])
        partials.append(transcriber.partial())
    assert partials[-1].count("статус") == 4
    assert transcriber.finish(Expect.OPEN).text.count("статус") == 4


def test_nothing_happens_out_of_turn(pool: RecogniserPool, sounds: Path) -> None:
    transcriber = VoskTranscriber(pool)
    transcriber.feed(pcm(sounds, "yes"))
    assert transcriber.partial() == ""
    assert transcriber.finish(Expect.OPEN).text == ""
    transcriber.start("ru", Expect.OPEN)
    assert transcriber.partial() == "", "no sound yet"
    transcriber.close()
    transcriber.close()
    assert transcriber.partial() == ""
