"""Callers' voices: who speaks, what is read out, where pauses are. With eSpeak, which every machine has."""

from collections.abc import Iterator
from random import Random

import pytest

from call.events import SAMPLE_RATE
from voice import round_trip
from voice.callers.caller_voice import CallerVoice, speech, words_of
from voice.callers.cast import PITCHES, CastVoice, cast
from voice.normalization.normalize import normalize
from voice.sound.conditions.levels import active_dbov, samples_of
from voice.synthesis import festival, piper, rhvoice
from voice.synthesis.voice_process import VoiceProcess

VOICES = {"ru": CastVoice("espeak/ru+f1", 1.0, 1.0), "en": CastVoice("espeak/en-us+m3", 1.0, 1.0)}
SENTENCE = "я забыла пароль, и код не приходит, а телефон у меня новый"


@pytest.fixture(scope="module")
def process() -> Iterator[VoiceProcess]:
    started = VoiceProcess()
    yield started
    started.close()


def said(
    process: VoiceProcess, text: str, pauses: float = 0.0, thinks: float = 0.0, seed: int = 1
) -> tuple[str, bytes]:
    language = "ru" if text[0] > "z" or text[0].isdigit() else "en"
    return CallerVoice(process, VOICES, Random(seed), pauses, thinks).say(text, language)


def seconds(pcm: bytes) -> float:
    return len(pcm) / 2 / SAMPLE_RATE


def test_numbers_are_read_out_and_the_words_are_noted(process: VoiceProcess) -> None:
    words, pcm = said(process, "22054817")
    assert words == "два два ноль пять четыре восемь один семь"
    assert seconds(pcm) > 2
    assert said(process, "i can't, my e-mail is new")[0] == "i can't my e-mail is new"
    assert words_of(normalize("за́мок, по-русски", "ru")) == "замок по-русски"


def test_the_level_is_that_of_speech(process: VoiceProcess) -> None:
    assert active_dbov(samples_of(said(process, SENTENCE)[1])) == pytest.approx(-26, abs=0.2)


def test_the_same_chance_gives_the_same_sound(process: VoiceProcess) -> None:
    assert said(process, SENTENCE, 0.7, 0.4) == said(process, SENTENCE, 0.7, 0.4)
    assert said(process, SENTENCE, 0.7, 0.4)[1] != said(process, SENTENCE, 0.7, 0.4, seed=2)[1]


def test_pauses_and_hesitation_make_it_longer_and_change_no_word(process: VoiceProcess) -> None:
    (plain, without), (words, pauses), (same, thinking) = (
        said(process, SENTENCE, *habits) for habits in ((0.0, 0.0), (2.0, 0.0), (2.0, 1.0))
    )
    assert plain == words == same
    assert seconds(without) + 2 * 0.3 < seconds(pauses) < seconds(thinking)


def test_a_caller_says_uh_huh(process: VoiceProcess) -> None:
    voice = CallerVoice(process, VOICES, Random(1), 0.0, 0.0)
    assert all(0.1 < seconds(voice.hum(language)) < 1.5 for language in VOICES)


def test_pitch_and_rate_make_another_speaker(process: VoiceProcess) -> None:
    text = normalize(SENTENCE, "ru")
    slow, normal, fast = (speech(process, text, "ru", CastVoice("espeak/ru", 1.0, rate)) for rate in (0.85, 1.0, 1.2))
    assert len(slow) > len(normal) > len(fast)
    high = speech(process, text, "ru", CastVoice("espeak/ru", 1.08, 1.0))
    assert len(high) == pytest.approx(len(normal), rel=0.1)
    assert high != normal
    assert speech(process, "", "ru", VOICES["ru"]) == b""


def test_without_other_voices_callers_speak_with_another_espeak_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for backend in (festival, rhvoice, piper):
        monkeypatch.setattr(backend, "find", lambda language: None)
    monkeypatch.setattr(round_trip.shutil, "which", lambda name: None)
    found = cast("espeak")
    assert found.voices["ru"] == ("espeak/ru+f1", "espeak/ru+m3", "espeak/ru+f4")
    assert "espeak/en-us" not in found.voices["en"]
    assert "recognisers hear it badly: apt-get install festival festvox-ru" in found.text


def test_the_cast_is_chosen_by_chance_within_its_rates() -> None:
    found = cast("espeak")
    chosen = [found.choose(Random(seed), (0.85, 1.0))["ru"] for seed in range(40)]
    assert chosen[0] == found.choose(Random(0), (0.85, 1.0))["ru"]
    assert {each.pitch for each in chosen} == set(PITCHES)
    assert {each.rate for each in chosen} == {0.85, 0.9, 0.95, 1.0}
    assert all(each.voice in found.voices["ru"] for each in chosen)
    assert found.text.startswith("voices: ru ")
