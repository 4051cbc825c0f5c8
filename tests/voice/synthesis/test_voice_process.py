"""The real worker process with real voices: it dies, hangs and comes back."""

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from call.errors import SynthesisFailed
from voice.synthesis import festival, voice_process
from voice.synthesis.voice_process import VoiceProcess

RU, EN = "espeak/ru", "espeak/en-us"
FESTIVAL = festival.find("ru")


@pytest.fixture
def process() -> Iterator[VoiceProcess]:
    process = VoiceProcess()
    yield process
    process.close()


def test_it_speaks_two_languages_and_repeats_itself_exactly(process: VoiceProcess) -> None:
    first, rate = process.speak("добрый день, чем помочь?", RU, 1.0)
    english, _ = process.speak("how can I help you?", EN, 1.0)
    again, _ = process.speak("добрый день, чем помочь?", RU, 1.0)
    assert rate == 22_050
    assert len(first) > rate * 2
    assert first == again != english


def test_a_new_process_gives_the_same_bytes(process: VoiceProcess) -> None:
    first, _ = process.speak("номер заявления", RU, 1.0)
    process.close()
    assert process.speak("номер заявления", RU, 1.0)[0] == first


def test_slower_is_longer(process: VoiceProcess) -> None:
    normal, _ = process.speak("номер заявления", RU, 1.0)
    slow, _ = process.speak("номер заявления", RU, 0.75)
    assert 1.1 < len(slow) / len(normal) < 1.6


def test_it_starts_again_after_a_crash(process: VoiceProcess) -> None:
    first, _ = process.speak("да", RU, 1.0)
    killed = process.pid
    assert killed
    os.kill(killed, signal.SIGKILL)
    with pytest.raises(SynthesisFailed):
        process.speak("да", RU, 1.0)
    assert process.pid is None
    assert process.speak("да", RU, 1.0)[0] == first
    assert process.pid != killed


def test_a_hung_process_is_ended_in_time(process: VoiceProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    process.speak("да", RU, 1.0)
    hung = process.pid
    assert hung
    os.kill(hung, signal.SIGSTOP)
    monkeypatch.setattr(voice_process, "PATIENCE_S", 0.1)
    with pytest.raises(SynthesisFailed, match="in time"):
        process.speak("да", RU, 1.0)
    with pytest.raises(ProcessLookupError):
        os.kill(hung, 0)


def test_a_failing_voice_names_no_text(process: VoiceProcess) -> None:
    with pytest.raises(SynthesisFailed) as raised:
        process.speak("секретный текст", "espeak/no-such-voice", 1.0)
    assert "секретный" not in f"{raised.value}{raised.value.__cause__}"


def test_threads_share_it(process: VoiceProcess) -> None:
    texts = [f"номер {word}" for word in ("один", "два", "три", "четыре")]
    alone = [process.speak(text, RU, 1.0)[0] for text in texts]
    together: dict[int, bytes] = {}

    def speak(index: int) -> None:
        together[index] = process.speak(texts[index], RU, 1.0)[0]

    threads = [threading.Thread(target=speak, args=(index,)) for index in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[index] for index in range(4)] == alone


@pytest.mark.skipif(not FESTIVAL, reason="festival with festvox-ru is not installed")
def test_festival_speaks_repeats_itself_and_takes_no_commands(process: VoiceProcess) -> None:
    voice = f"festival/{FESTIVAL}"
    first, rate = process.speak("добрый день", voice, 1.0)
    assert rate == 16_000
    assert len(first) > 16_000
    process.speak('да") (quit) (system "true', voice, 1.0)
    assert process.speak("добрый день", voice, 1.0)[0] == first


@pytest.mark.skipif(not FESTIVAL, reason="festival with festvox-ru is not installed")
def test_festival_does_not_repeat_the_text_before(process: VoiceProcess) -> None:
    voice = f"festival/{FESTIVAL}"
    process.speak("добрый день", voice, 1.0)
    silence, _ = process.speak("hello 5 .", voice, 1.0)
    assert silence == b""


def test_festival_is_told_letters_only() -> None:
    assert festival.speakable('Да") (quit) — «э»; 5 x', "ru") == "да э"


def test_nothing_is_left_running(process: VoiceProcess) -> None:
    process.speak("да", RU, 1.0)
    pid = process.pid
    process.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid or 0, 0)
