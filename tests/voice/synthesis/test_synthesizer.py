"""The synthesizer with the real eSpeak: order of sources, cache, restart, fallback."""

import os
import signal
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from call.acts import Ask, HangUp, Say
from call.errors import AudioFileBroken, SynthesisFailed, VoiceMissing
from call.events import Expect, Speech
from voice.synthesis import espeak, festival, rhvoice
from voice.synthesis.synthesizer import HotlineSynthesizer

GREETING = Say("greeting", "Здравствуйте! Чем я могу помочь?")
PRIVATE = Say("", "Номер вашего заявления 1234567.")

Make = Callable[..., HotlineSynthesizer]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    made: list[HotlineSynthesizer] = []

    def make(voice: str | None = "espeak", cache: Path | None = None) -> HotlineSynthesizer:
        synthesizer = HotlineSynthesizer(voice, cache or tmp_path / "cache", tmp_path / "hotline")
        made.append(synthesizer)
        return synthesizer

    yield make
    for synthesizer in made:
        synthesizer.close()


@pytest.fixture
def speaking(make: Make) -> Make:
    """For the tests in which eSpeak really speaks."""
    return make


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def sound(speeches: Iterator[Speech]) -> bytes:
    return b"".join(speech.pcm for speech in speeches)


def test_sentences_come_one_by_one_in_their_own_words(speaking: Make) -> None:
    speeches = list(speaking().speak(GREETING, "ru"))
    assert [speech.text for speech in speeches] == ["Здравствуйте!", "Чем я могу помочь?"]
    assert all(16_000 < len(speech.pcm) < 16_000 * 2 * 4 for speech in speeches)


def test_only_what_is_asked_for_is_made(speaking: Make, tmp_path: Path) -> None:
    next(speaking().speak(GREETING, "ru"))
    assert len(files(tmp_path / "cache")) == 1


def test_the_same_text_gives_the_same_bytes_without_cache(speaking: Make, tmp_path: Path) -> None:
    first = sound(speaking(cache=tmp_path / "a").speak(PRIVATE, "ru"))
    assert first == sound(speaking(cache=tmp_path / "b").speak(PRIVATE, "ru"))


def test_a_cached_prompt_needs_no_process(speaking: Make) -> None:
    first = sound(speaking().speak(GREETING, "ru"))
    fresh = speaking()
    assert sound(fresh.speak(GREETING, "ru")) == first
    assert fresh._process.pid is None


def test_rate_and_language_do_not_share_an_entry(speaking: Make) -> None:
    synthesizer = speaking()
    normal = sound(synthesizer.speak(Say("a", "Спасибо."), "ru"))
    assert len(sound(synthesizer.speak(Say("a", "Спасибо.", rate=0.75), "ru"))) > len(normal) * 1.1
    assert sound(synthesizer.speak(Say("a", "Thank you."), "en")) != normal


def test_texts_made_for_a_call_stay_off_the_disk(speaking: Make, tmp_path: Path) -> None:
    synthesizer = speaking()
    assert sound(synthesizer.speak(PRIVATE, "ru"))
    assert files(tmp_path / "cache") == []
    synthesizer.close()
    assert sound(synthesizer.speak(PRIVATE, "ru"))
    assert synthesizer._process.pid is None, "the second time it came from memory"


def test_words_first_said_in_a_call_are_kept_when_a_prompt_says_them(speaking: Make, tmp_path: Path) -> None:
    synthesizer = speaking()
    sound(synthesizer.speak(Say("", "Спасибо."), "ru"))
    sound(synthesizer.speak(Say("thanks", "Спасибо."), "ru"))
    assert len(files(tmp_path / "cache")) == 1


def test_a_damaged_entry_is_made_again(speaking: Make, tmp_path: Path) -> None:
    first = sound(speaking().speak(GREETING, "ru"))
    for entry in files(tmp_path / "cache"):
        entry.write_bytes(entry.read_bytes()[:-2])
    assert sound(speaking().speak(GREETING, "ru")) == first
    assert sound(speaking().speak(GREETING, "ru")) == first


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(speaking: Make, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert sound(speaking(cache=tmp_path / "file").speak(GREETING, "ru"))


def test_a_recording_takes_precedence(speaking: Make, tmp_path: Path) -> None:
    file = tmp_path / "hotline" / "ru" / "prompts" / "greeting.wav"
    file.parent.mkdir(parents=True)
    tone = (np.sin(np.arange(44_100 * 2) / 20) * 9000).astype("<i2")
    with wave.open(str(file), "wb") as recording:
        recording.setnchannels(2)
        recording.setsampwidth(2)
        recording.setframerate(44_100)
        recording.writeframes(np.repeat(tone, 2).tobytes())
    synthesizer = speaking()
    (speech,) = synthesizer.speak(GREETING, "ru")
    assert speech.text == GREETING.text
    assert abs(len(speech.pcm) - 2 * 16_000 * 2) < 64
    assert synthesizer._process.pid is None


def test_a_broken_recording_is_named_at_start_up_but_does_not_end_a_call(speaking: Make, tmp_path: Path) -> None:
    file = tmp_path / "hotline" / "ru" / "prompts" / "greeting.wav"
    file.parent.mkdir(parents=True)
    file.write_text("no sound")
    with pytest.raises(AudioFileBroken, match=r"greeting\.wav"):
        speaking().prepare([GREETING], "ru")
    assert len(list(speaking().speak(GREETING, "ru"))) == 2


def test_a_prompt_id_does_not_leave_the_folder(make: Make, tmp_path: Path) -> None:
    (tmp_path / "secret.wav").write_text("no sound")
    assert len(list(make().speak(Say("../../secret", "Да."), "ru"))) == 1


def test_prepare_renders_the_fixed_prompts(speaking: Make, tmp_path: Path) -> None:
    speaking().prepare([GREETING, PRIVATE, Ask("help", "Это помогло?", Expect.YES_NO), HangUp("done")], "ru")
    assert len(files(tmp_path / "cache")) == 3


def test_nothing_to_say_is_no_sound(make: Make) -> None:
    assert sound(make().speak(Say("", "... !"), "ru")) == b""


def test_a_crash_between_sentences_is_not_heard(speaking: Make, tmp_path: Path) -> None:
    whole = sound(speaking(cache=tmp_path / "a").speak(GREETING, "ru"))
    synthesizer = speaking(cache=tmp_path / "b")
    speeches = synthesizer.speak(GREETING, "ru")
    first = next(speeches)
    os.kill(synthesizer._process.pid or 0, signal.SIGKILL)
    assert first.pcm + next(speeches).pcm == whole


def test_the_next_voice_speaks_for_one_that_fails(speaking: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = sound(speaking().speak(PRIVATE, "ru"))
    # A voice that is found, but whose engine is not there: the worker cannot load it.
    monkeypatch.setattr(rhvoice, "find", lambda language: "anna")
    synthesizer = speaking(voice="rhvoice")
    assert sound(synthesizer.speak(PRIVATE, "ru"))
    assert "rhvoice/anna" in synthesizer._resting
    monkeypatch.setattr(festival, "find", lambda language: None)
    assert sound(speaking(voice="rhvoice").speak(PRIVATE, "ru")) == expected


def test_when_every_voice_fails_the_loop_learns_of_it(speaking: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espeak, "find", lambda language: "no-such-voice")
    monkeypatch.setattr(festival, "find", lambda language: None)
    with pytest.raises(SynthesisFailed):
        list(speaking().speak(PRIVATE, "ru"))


def test_unknown_and_absent_voices_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(VoiceMissing, match="espeak"):
        HotlineSynthesizer("microsoft", tmp_path)
    monkeypatch.setenv("OTKLIK_RHVOICE", str(tmp_path))
    with pytest.raises(VoiceMissing, match="rhvoice"):
        HotlineSynthesizer("rhvoice", tmp_path)


def test_a_language_without_a_voice_is_refused(make: Make) -> None:
    with pytest.raises(VoiceMissing):
        list(make().speak(GREETING, "fr"))


def test_voices_name_what_is_missing(make: Make) -> None:
    voices = make().voices()
    assert {voice.language for voice in voices if voice.backend == "espeak" and voice.found} == {"ru", "en"}
    assert all(voice.remedy for voice in voices)
